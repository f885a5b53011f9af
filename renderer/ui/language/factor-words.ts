import type { D2faView } from '../../../wallet-core/ipc/index.ts';
import { formatCount, t } from './translate.ts';

export interface FactorWords {
  readonly title: string;
  readonly text: string;
  readonly tone: 'positive' | 'neutral' | 'warning' | 'danger';
  /** `null` where nothing is asked for. */
  readonly factors: string | null;
  readonly before: string | null;
  readonly source: string;
}

function listed(items: readonly string[]): string {
  const last = items.at(-1);
  if (last === undefined || items.length === 1) return last ?? '';
  return t('factor.and', { list: items.slice(0, -1).join(', '), last });
}

function textOf(view: D2faView, actions: string): string {
  const { kind, why } = view;
  switch (kind) {
    case 'on':
      return view.from === 'memory' ? t('factor.text.onMemory', { actions }) : t('factor.text.on', { actions });
    case 'off':
      return t(why === 'by-request' ? 'factor.text.off.by-request' : 'factor.text.off.by-record');
    case 'unknown':
      if (why === 'incomplete') return t('factor.text.unknown.incomplete');
      return t(why === 'memory-lost' ? 'factor.text.unknown.memory-lost' : 'factor.text.unknown.no-answer');
    case 'disagree':
      if (why === 'tips') return t('factor.text.disagree.tips');
      return t(why === 'memory' ? 'factor.text.disagree.memory' : 'factor.text.disagree.records');
    case 'none-found':
      return t('factor.text.none-found');
    case 'newer-version':
      return t('factor.text.newer-version');
  }
}

const tones = {
  on: 'positive',
  off: 'neutral',
  'none-found': 'neutral',
  unknown: 'warning',
  disagree: 'danger',
  'newer-version': 'warning',
} as const;

/** How the second factor stands, in words. */
export function describeFactor(view: D2faView): FactorWords {
  const { kind, asks, factors, sources } = view;
  const actions = listed(asks.map((action) => t(`factor.action.${action}`)));
  const memory = kind === 'on' && view.from === 'memory';
  return {
    title: kind === 'disagree' && view.why === 'memory' ? t('factor.state.missing') : t(`factor.state.${kind}`),
    text: textOf(view, actions),
    tone: tones[kind],
    factors: factors.length === 0 ? null : listed(factors.map((factor) => t(`factor.kind.${factor}`))),
    before: asks.length === 0 ? null : actions,
    source: sources.length > 0 ? sources.join(', ') : t(memory ? 'factor.fact.memory' : 'factor.fact.nobody'),
  };
}

/** What a change was, with its block where it has one. */
export function factorChange(kind: NonNullable<D2faView['lastChange']>['kind'], height: number | null): string {
  const change = t(`factor.change.${kind ?? 'unknown'}`);
  return height === null ? change : t('factor.fact.changeAt', { change, height: formatCount(height) });
}

const BLOCKS_PER_MINUTE = 2;

/** That it runs, and how long it still does. */
export function factorRequestText(blocksLeft: number): string {
  const minutes = Math.ceil(blocksLeft / BLOCKS_PER_MINUTE);
  const time =
    minutes >= 120
      ? t('factor.time.hours', { count: Math.round(minutes / 60) })
      : t('factor.time.minutes', { count: minutes });
  return t('factor.requestText', { count: blocksLeft, time });
}
