/** What the signer window takes from here: messages of a Flux ID. */
export { bitcoinMessageDigest, signBitcoinMessage, verifyBitcoinMessage } from './message.ts';
