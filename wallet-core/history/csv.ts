import { formatAmount } from '../amounts/index.ts';
import { chainNames, findAsset } from '../assets/index.ts';
import type { Activity } from '../chain-contract/index.ts';
import { WalletError } from '../errors/index.ts';
import { type AssetName, type NameOf, nameInTable } from './asset-name.ts';

const header = [
  'date',
  'network',
  'coin',
  'kind',
  'amount',
  'fee',
  'counterparties',
  'message',
  'label',
  'height',
  'txid',
] as const;

/**
 * Spreadsheets run a cell as a formula when it begins with one of these, also in their full-width forms and after
 * blanks. An apostrophe in front makes it text.
 */
const FORMULA_START = /^[\s\u00a0]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;

/** A cell for text that may come from strangers. */
function textCell(text: string): string {
  const harmless = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) || harmless !== harmless.trim() ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function feeText(fee: bigint, coin: AssetName, { asset }: Activity): string {
  const text = formatAmount(fee, coin.decimals);
  return asset === undefined || asset === 'native' ? text : `${text} ${coin.symbol}`;
}

function csvRow(activity: Activity, label: string | null, nameOf: NameOf): string {
  const { chain, kind, net, fee, counterparties, message, height, txid, timeMs } = activity;
  const coin = findAsset(chain, 'native');
  if (coin === undefined) throw new WalletError('internal');
  // A token without a name is named by its contract, in its smallest units.
  const name = nameOf(activity) ?? { symbol: activity.asset ?? '', decimals: 0 };
  const amount = (units: bigint) => formatAmount(units, name.decimals);
  const others = counterparties.map((other) => `${other.address} ${amount(other.amount)}`).join('; ');
  return [
    new Date(timeMs).toISOString(),
    chainNames[chain],
    textCell(name.symbol),
    kind,
    amount(net),
    // Where something else moves, the fee is in the chain's coin: its name stands beside it.
    fee === null ? '' : feeText(fee, coin, activity),
    textCell(others),
    textCell(message ?? ''),
    textCell(label ?? ''),
    height === null ? '' : String(height),
    textCell(txid),
  ].join(',');
}

/**
 * History as RFC 4180 text (comma, CRLF, header), one file for all chains with a coin column. Times in UTC, amounts as
 * exact decimals with a point; an empty fee is unknown or not ours, an empty height not yet confirmed.
 */
export function formatActivityCsv(
  activities: readonly Activity[],
  labelFor: (activity: Activity) => string | null,
  nameOf: NameOf = nameInTable,
): string {
  const rows = activities.map((activity) => csvRow(activity, labelFor(activity), nameOf));
  return `${[header.join(','), ...rows].join('\r\n')}\r\n`;
}
