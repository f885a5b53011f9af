/** Only what needs no key of a signed message: for places that must not sign. */
export { verifyBitcoinMessage } from './message.ts';
