import type { AddressRefusal } from '../../../../../wallet-core/ports/index.ts';

/** Why a text was not taken as an address; stands beside the recipient field. */
export const addressRefusalWords: Readonly<Record<AddressRefusal, string>> = {
  empty: 'Enter a Flux address.',
  whitespace: 'There is a space inside the address. Copy it again as a whole.',
  character: 'The address contains a character that addresses do not use.',
  length: 'The address has the wrong length. A part may be missing.',
  checksum: 'The address contains a typing error: its check digits do not fit.',
  prefix: 'This is not a Flux address. Flux addresses start with t1 or t3.',
  'wrong-network': 'This address belongs to a test network.',
  'other-chain': 'This address belongs to another chain. FLUX sent there would be lost.',
  encoding: 'The address is written in a way that the wallet does not accept.',
  'mixed-case': 'The address mixes capital and small letters in a way that it must not.',
  'witness-version': 'This kind of address is not supported.',
  shielded: 'This is a private (shielded) address. The network no longer takes payments to those.',
  'not-an-address': 'This is not an address.',
};
