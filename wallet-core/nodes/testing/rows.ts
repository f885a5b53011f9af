/** Made-up rows of the daemon's node list, as its JSON has them. */
import type { NodeTier } from '../tiers.ts';

const tiers: readonly NodeTier[] = ['cumulus', 'cumulus', 'nimbus', 'stratus'];
const amounts = { cumulus: '1000.00', nimbus: '12500.00', stratus: '40000.00' };
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function hexOf(number: number, length: number): string {
  let text = '';
  for (let at = 0; text.length < length; at++)
    text += (((number + 1) * 2_654_435_761 + at * 40_503) % 2 ** 32).toString(16).padStart(8, '0');
  return text.slice(0, length);
}

function addressOf(number: number): string {
  let text = number % 3 === 0 ? 't3' : 't1';
  for (let rest = (number + 1) * 7_919; text.length < 35; rest = (rest * 31 + 17) % 1_000_003)
    text += BASE58[rest % 58];
  return text;
}

export function listRow(number: number, changes: Readonly<Record<string, unknown>> = {}) {
  const tier = tiers[number % 4] ?? 'cumulus';
  const txhash = hexOf(number, 64);
  const paid = 2_914_000 + ((number * 7) % 3_100);
  return {
    collateral: `COutPoint(${txhash}, ${number % 3})`,
    txhash,
    outidx: String(number % 3),
    ip: `203.${number % 200}.${(number >> 3) % 250}.${(number >> 8) % 250}${number % 5 === 0 ? ':16137' : ''}`,
    network: 'ipv4',
    added_height: 2_600_000 + number,
    confirmed_height: 2_600_004 + number,
    last_confirmed_height: 2_916_600 + (number % 500),
    last_paid_height: paid,
    tier: tier.toUpperCase(),
    payment_address: addressOf(number >> 2),
    pubkey: `0${2 + (number % 2)}${hexOf(number + 77, 64)}`,
    activesince: String(1_779_000_000 + number),
    lastpaid: String(1_788_300_000 + paid - 2_914_000),
    amount: amounts[tier],
    rank: number,
    ...changes,
  };
}
