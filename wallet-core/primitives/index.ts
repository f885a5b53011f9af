export * from './brand.ts';
export * from './bytes.ts';
export * from './plain-text.ts';
export * from './result.ts';
export * from './secret-bytes.ts';
export * from './unreachable.ts';
