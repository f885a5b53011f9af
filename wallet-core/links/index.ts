export * from './format-ethereum-uri.ts';
export * from './format-flux-uri.ts';
export * from './link.ts';
export { linkSchemes, MAX_LINK_BYTES, pickLinkArgument } from './link-parts.ts';
export * from './parse-link.ts';
