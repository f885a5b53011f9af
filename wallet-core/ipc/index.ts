export * from './backend-start.ts';
export type * from './bridges.ts';
export * from './contract.ts';
export type { D2faView } from './d2fa-view.ts';
export * from './envelope.ts';
export * as shapes from './schemas.ts';
export type * from './views.ts';
export * from './wire-payment.ts';
