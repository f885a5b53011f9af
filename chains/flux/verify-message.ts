/** Only what needs no key of a signed message: for places that must not sign. */
export { verifyFluxMessage } from './message.ts';
