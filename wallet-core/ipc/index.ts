export * as accountShapes from './account-schemas.ts';
export * from './backend-start.ts';
export type * from './bridges.ts';
export * from './contract.ts';
export * from './envelope.ts';
export * as shapes from './schemas.ts';
export type * from './views.ts';
export * from './wire-account.ts';
export * from './wire-payment.ts';
