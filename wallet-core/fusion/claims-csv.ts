import { formatAmount } from '../amounts/index.ts';
import { chainNames } from '../assets/index.ts';
import type { ClaimState } from './claim-state.ts';
import { chainOfFusion } from './fusion-chains.ts';

const header = [
  'date',
  'network',
  'coin',
  'kind',
  'category',
  'claimed',
  'fee',
  'received',
  'reward address',
  'received at',
  'state',
  'txid',
];
const DECIMALS = 8;

/**
 * Claims as RFC 4180 text (comma, CRLF, header), marked as income. Received: by the target chain where it was read, else
 * as computed. Addresses and ids are letters and digits of our own checking, so no cell can be a formula.
 */
export function formatClaimsCsv(claims: readonly ClaimState[]): string {
  const cell = (text: string) =>
    /^(?:[0-9A-Za-z][0-9A-Za-z:_ ().-]*)?$/.test(text) ? text : `"'${text.replaceAll('"', '""')}"`;
  const coins = (units: bigint) => formatAmount(units, DECIMALS);
  const rows = claims.map((claim) => [
    new Date(claim.startedAtMs).toISOString(),
    chainNames[chainOfFusion(claim.chain)],
    'FLUX',
    claim.claim === 'native' ? 'claim of all chains as native' : `claim of ${claim.claim}`,
    'income',
    coins(claim.amount),
    coins(claim.fee),
    coins(claim.payout?.amount ?? claim.received),
    claim.address,
    claim.claimingAddress,
    claim.phase,
    claim.txid ?? '',
  ]);
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
