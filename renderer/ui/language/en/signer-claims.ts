import type { Messages } from '../message.ts';

/** The signer's review of claims through Fusion. */
export const signerClaims = {
  'claims.title': { one: 'Claim FLUX through Fusion', other: 'Claim FLUX through Fusion, {count} times' },
  'claims.text':
    'Signing proves to {service} that the reward address is yours. No coins leave this account. Amounts are what the service says.',
  'claims.approve': 'Sign and claim',
  'claims.foreign': 'A receiving address is not of this account',
  'claims.foreignText': 'What is paid there belongs to whoever holds its key. Compare every character.',
  'claims.kind.mining': 'Parallel mining',
  'claims.kind.snapshot': 'Snapshot',
  'claims.kind.native': 'All chains as native FLUX',
  'claims.amount': 'Claimed',
  'claims.fee': 'Fee of the service',
  'claims.total': 'Arrives in all',
  'claims.from': 'Signed by the reward address',
  'claims.phrase': 'Signed text',
  'claims.toOwn': 'Received at an address of this account',
  'claims.toForeign': 'Received at somebody else’s address',
  'claims.custody': 'Fusion is a service of the Flux team and pays from its own wallets.',
  'refused.reason.claims-phrase': 'The text to be signed is no fresh claim.',
  'refused.reason.claims-own-key': 'A reward address is not of this account.',
  'refused.reason.claims-receiver': 'A receiving address cannot be checked, or is none.',
  'refused.reason.claims-sum': 'Amount, fee and what is received do not add up.',
  'refused.reason.claims-twice': 'The same claim is in it twice.',
} as const satisfies Messages;
