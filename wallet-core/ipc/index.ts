export * from './backend-start.ts';
export type * from './bridges.ts';
export * from './contract.ts';
export * from './envelope.ts';
export * as fluxIdShapes from './flux-id-schemas.ts';
export * as nodeShapes from './node-schemas.ts';
export * as shapes from './schemas.ts';
export type * from './views.ts';
export * from './wire-payment.ts';
