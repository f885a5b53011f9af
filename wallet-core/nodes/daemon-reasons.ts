/**
 * The daemon's refusals of node transactions in codes of ours, each with a sentence in the language files. Texts: fluxd
 * main.cpp:1502-1640, 1752-1790, 2126-2160, coins.cpp CheckFluxnodeTxInput, rpc/fluxnode.cpp startfluxnode. Servers wrap
 * them differently, so a text is looked for anywhere in what they say; nothing of it goes further than here.
 */
export const daemonReasons = [
  'started-or-banned',
  'already-sent',
  'already-started',
  'banned',
  'already-confirmed',
  'collateral-not-found',
  'collateral-spent',
  'too-young',
  'wrong-amount',
  'wrong-owner',
  'wrong-form',
  'bad-script',
  'bad-delegates',
  'bad-signature',
  'time-too-old',
  'older-than-pending',
  'benchmark-too-low',
  'not-started',
  'not-due',
  'malformed',
  'unspecified',
] as const;
export type DaemonReason = (typeof daemonReasons)[number];

const texts: readonly (readonly [string, DaemonReason])[] = [
  ['fluxnode-tx-already-in-chain-or-waiting-for-dos-unban', 'started-or-banned'],
  ['fluxnode-tx-already-in-confirm-chain', 'already-confirmed'],
  ['fluxnode-tx-coins-not-found', 'collateral-not-found'],
  ['fluxnode-tx-coins-not-available', 'collateral-spent'],
  ['fluxnode-tx-failed-to-extract-destination', 'wrong-form'],
  ['fluxnode-tx-normal-version-not-p2pkh-script', 'wrong-form'],
  ['fluxnode-tx-p2sh-version-not-p2sh-script', 'wrong-form'],
  ["fluxnode-tx-p2shnodes-destinations-didn't-match", 'wrong-owner'],
  ["fluxnode-tx-p2sh-publickeys-didn't-match", 'wrong-form'],
  ["fluxnode-tx-destinations-didn't-match", 'wrong-owner'],
  ['fluxnode-tx-outpoint-sigTime-older-cant-replace', 'older-than-pending'],
  ['fluxnode-tx-sig-to-old', 'time-too-old'],
  ['fluxnode-tx-bench-sig-to-old', 'time-too-old'],
  ['fluxnode-tx-benchmark-tier-to-low-for-collateral', 'benchmark-too-low'],
  ['fluxnode-tx-invalid-confirm-outpoint-not-started', 'not-started'],
  ['fluxnode-tx-invalid-update-confirm-outpoint-not-confirmed-or-too-soon', 'not-due'],
  ['fluxnode-tx-invalid-update-confirm-outpoint-not-confirmed', 'not-started'],
  ['spent-or-bad-value-Coins not available', 'collateral-spent'],
  ['spent-or-bad-value-Minimum height requirement not met', 'too-young'],
  ["spent-or-bad-value-Couldn't get coin tier from amount", 'wrong-amount'],
  ['spent-or-bad-value-Coin Tier Not Valid', 'wrong-amount'],
  ['spent-or-bad-value-', 'wrong-form'],
  ['bad-txns-fluxnode-tx-redeemscript', 'bad-script'],
  ['bad-txns-fluxnode-tx-delegate-data-invalid', 'bad-delegates'],
  ['bad-txns-fluxnode-tx-invalid-signature', 'bad-signature'],
  ['bad-txns-fluxnode-tx-', 'malformed'],
  ['fluxnode-tx-malicious-', 'malformed'],
  ['Mempool already has a fluxnode transaction using this outpoint', 'already-sent'],
  ['already started then not confirmed, in DoS tracker', 'banned'],
  ['already started, waiting to be confirmed', 'already-started'],
  ['already confirmed and in fluxnode list', 'already-confirmed'],
  ["hasn't met confirmation requirement", 'too-young'],
  ['Could not find collateral in wallet', 'collateral-not-found'],
];

const LONGEST = 2_000;
const NODE_WORDS = /fluxnode|zelnode/i;

/** The code of a refusal; `undefined` for a text that does not speak of nodes. */
export function readDaemonReason(text: string): DaemonReason | undefined {
  const bounded = text.slice(0, LONGEST);
  const known = texts.find(([part]) => bounded.includes(part));
  if (known !== undefined) return known[1];
  return NODE_WORDS.test(bounded) ? 'unspecified' : undefined;
}
