/** Nodes in sentences: what a state means, why a start is refused, what became of one. */

import type { NodeView, WireStartRefusal } from '../../../../wallet-core/ipc/index.ts';
import { benchmarkItems } from '../../../../wallet-core/nodes/benchmarks.ts';
import { type DaemonReason, daemonReasons } from '../../../../wallet-core/nodes/daemon-reasons.ts';
import { unreachable } from '../../../../wallet-core/primitives/index.ts';
import { amountWords, blocksWords, formatCount, spanWords, type Tone, t } from '../../../ui/index.ts';
import { FLUX } from '../send/form.ts';

export type Explanation = NodeView['explanations'][number];
type Data = Explanation['data'];

const numberOf = (data: Data, name: string): number | null => {
  const value = data[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};
const textOf = (data: Data, name: string): string => {
  const value = data[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? formatCount(value) : t('amount.unknown');
};
const blocksOf = (data: Data, name: string) => blocksWords(numberOf(data, name));
const timeOf = (data: Data) => {
  const ms = numberOf(data, 'msLeft');
  return ms === null ? t('amount.unknown') : spanWords(ms);
};
const heightOf = (data: Data, name: string) => {
  const height = numberOf(data, name);
  return height === null ? t('amount.unknown') : formatCount(height);
};

const tiers: Readonly<Record<string, string>> = { cumulus: 'Cumulus', nimbus: 'Nimbus', stratus: 'Stratus' };
const software: Readonly<Record<string, string>> = { fluxos: 'FluxOS', fluxbench: 'FluxBench' };

/** A tier as people write it, whatever case a server uses. */
const tierOf = (data: Data, name: string) => {
  const text = textOf(data, name);
  return tiers[text.toLowerCase()] ?? text;
};

/** Benchmark items of a text such as `ram write`, in words. */
function itemsOf(data: Data): string {
  const words = textOf(data, 'items').split(' ');
  const known = benchmarkItems.filter((item) => words.includes(item)).map((item) => t(`node.item.${item}`));
  return known.length === 0 ? t('amount.unknown') : known.join(', ');
}

const UNITS = /^\d{1,30}$/;
function amountOf(data: Data): string {
  const text = textOf(data, 'value');
  return UNITS.test(text) ? amountWords(BigInt(text), FLUX.decimals, FLUX.symbol) : t('amount.unknown');
}

/** The sentence of an explanation. What its data does not hold is a dash, never a zero. */
export function explain({ id, data }: Explanation): string {
  switch (id) {
    case 'wrong-amount':
      return t('nodes.why.wrong-amount', { amount: amountOf(data) });
    case 'waiting-for-block':
      return t('nodes.why.waiting-for-block', { count: textOf(data, 'needed') });
    case 'waiting-for-confirmations':
      return t('nodes.why.waiting-for-confirmations', {
        confirmations: textOf(data, 'confirmations'),
        needed: textOf(data, 'needed'),
        time: timeOf(data),
      });
    case 'confirmed':
      return t('nodes.why.confirmed', { time: timeOf(data) });
    case 'started':
    case 'confirm-due':
    case 'dos':
      return t(`nodes.why.${id}`, { blocks: blocksOf(data, 'blocksLeft'), time: timeOf(data) });
    case 'confirm-late':
    case 'confirm-urgent':
      return t(`nodes.why.${id}`, {
        blocks: blocksOf(data, 'blocksLeft'),
        time: timeOf(data),
        overdue: blocksOf(data, 'overdueBlocks'),
      });
    case 'expired':
      return t('nodes.why.expired', { height: heightOf(data, 'sinceHeight') });
    case 'daemon-behind':
      return t('nodes.why.daemon-behind', { blocks: blocksOf(data, 'blocks') });
    case 'benchmark-tier-low':
      return t('nodes.why.benchmark-tier-low', {
        benchmarked: tierOf(data, 'benchmarked'),
        needed: tierOf(data, 'needed'),
      });
    case 'benchmark-figures':
      return t('nodes.why.benchmark-figures', { items: itemsOf(data) });
    case 'fluxos-dos':
      return t('nodes.why.fluxos-dos', { level: textOf(data, 'level') });
    case 'outdated':
      return t('nodes.why.outdated', {
        software: software[textOf(data, 'software').toLowerCase()] ?? textOf(data, 'software'),
        version: textOf(data, 'version'),
        least: textOf(data, 'least'),
      });
    case 'collateral-spent':
    case 'collateral-spend-pending':
    case 'not-started':
    case 'start-sent':
    case 'unknown':
    case 'unreachable':
    case 'benchmark-running':
    case 'benchmark-failed':
    case 'other-key':
      return t(`nodes.why.${id}`);
    default:
      return unreachable(id);
  }
}

export const severityTones = {
  good: 'positive',
  info: 'info',
  warning: 'warning',
  alarm: 'danger',
} as const satisfies Record<Explanation['severity'], Tone>;

/** The sentence about where a node stands. */
export function standing(node: NodeView): Explanation {
  const [first] = node.explanations;
  return first ?? { id: 'unknown', severity: 'warning', step: 'ask-another-source', data: {} };
}

/** Why a start is refused and when it would be possible. */
export function refusalWords({ reason, possible }: WireStartRefusal): string {
  const why = t(`nodes.refusal.${reason}`);
  if (possible === null) return why;
  return `${why} ${t('nodes.possible', { time: spanWords(possible.inMs), height: formatCount(possible.height) })}`;
}

const isReason = (text: string): text is DaemonReason => daemonReasons.some((one) => one === text);

/** The daemon's reason in words; an unknown one says so. */
export function daemonReasonWords(reason: string | null): string {
  return t(`nodes.reason.${reason !== null && isReason(reason) ? reason : 'unspecified'}`);
}

/** What a node is called: its name, else its tier. */
export function nodeName(node: Pick<NodeView, 'name' | 'tier'>): string {
  if (node.name !== null) return node.name;
  return node.tier === null ? t('nodes.unnamedPlain') : t('nodes.unnamed', { tier: t(`nodes.tier.${node.tier}`) });
}

/** `192.0.2.7:16127`, or `null` while its server is not known. */
export function serverAddress({ host, apiPort }: Pick<NodeView, 'host' | 'apiPort'>): string | null {
  if (host === null) return null;
  return apiPort === null ? host : `${host}:${apiPort}`;
}

/** Figures of a benchmark as they are read: whole from 100 on, one decimal below. */
export function figureWords(value: number): string {
  return value >= 100 || Number.isInteger(value) ? formatCount(Math.round(value)) : value.toFixed(1);
}

/** `18.73 %` from basis points; digits are moved, nothing is computed. */
export function percentWords(basisPoints: number): string {
  const rest = String(basisPoints % 100).padStart(2, '0');
  return t('bar.percent', { percent: `${formatCount(Math.floor(basisPoints / 100))}.${rest}` });
}
