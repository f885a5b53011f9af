import type { Activity, TxStatus } from '../../../../wallet-core/chain-contract/index.ts';
import {
  activityKey,
  activityOrder,
  createActivityFilter,
  formatActivityCsv,
  isSuspicious,
  mergeActivities,
} from '../../../../wallet-core/history/index.ts';
import type { ActivityFilter, ActivityItem, ReplyOf, RequestOf } from '../../../../wallet-core/ipc/index.ts';
import type { KnownAddress } from '../../../../wallet-core/policy/index.ts';
import type { LabelBook } from '../labels.ts';
import type { StoredSend } from '../send/entry.ts';
import type { Journal } from '../send/journal.ts';
import { type ActivitySource, isHollow } from './activity-source.ts';
import { hasEnded, journalStatus, toJournalActivity } from './from-journal.ts';
import { createLookAlikeIndex } from './look-alike-index.ts';

export interface ActivityService {
  page(request: RequestOf<'activity.page'>): ReplyOf<'activity.page'>;
  exportCsv(filter: ActivityFilter): ReplyOf<'activity.export'>;
  /** T-03: bait that exists to be copied by mistake. */
  isSuspicious(activity: Activity): boolean;
  /** The next reading puts the list together anew. */
  invalidate(): void;
}

export interface ActivityOptions {
  readonly sources: readonly ActivitySource[];
  readonly journal: Journal;
  readonly labels: LabelBook;
}

interface List {
  /** Everything, newest first: the servers' history and what only the journal knows. */
  readonly all: readonly Activity[];
  readonly isSuspicious: (activity: Activity) => boolean;
}

/** The unified history of an account: filtered, labelled, paged. */
export function createActivityService({ sources, journal, labels }: ActivityOptions): ActivityService {
  let list: List | undefined;

  const sourceOf = ({ chain }: Activity) => sources.find((source) => source.chain === chain);
  const nameOf = (activity: Activity) => sourceOf(activity)?.nameOf(activity.asset ?? 'native');

  function knownAddresses(all: readonly Activity[]): Iterable<KnownAddress> {
    const own = all.flatMap((activity) => activity.own);
    const paid = all.filter(({ kind }) => kind === 'sent').flatMap(({ counterparties }) => counterparties);
    const known = new Map<string, KnownAddress>();
    for (const { address } of paid) known.set(address, { address, source: 'history' });
    for (const address of own) known.set(address, { address, source: 'own' });
    return known.values();
  }

  function build(): List {
    const fromServers = sources.flatMap(({ history }) => history.all());
    const listed = new Set(fromServers.map(({ chain, txid }) => `${chain} ${txid}`));
    // A transaction with several movements is told by the chain alone once it tells of any.
    const ours = journal.entries().filter(({ chain, txid }) => !listed.has(`${chain} ${txid}`));
    // What was refused, replaced, undone or has lapsed waits for no block: it stands at its time, not above all else.
    const ended = new Set(ours.filter(hasEnded).map((entry) => activityKey(toJournalActivity(entry))));
    const isWaiting = (activity: Activity) => activity.height === null && !ended.has(activityKey(activity));
    const all = mergeActivities(ours.map(toJournalActivity), fromServers).toSorted(activityOrder(isWaiting));
    const isLookAlike = createLookAlikeIndex(knownAddresses(all));
    const verdicts = new Map<string, boolean>();
    return {
      all,
      isSuspicious: (activity) => {
        const key = activityKey(activity);
        const known = verdicts.get(key);
        if (known !== undefined) return known;
        const source = sourceOf(activity);
        const isOurs = journal.findByTxid(activity.txid) !== undefined;
        const verdict =
          (!isOurs && source !== undefined && isHollow(activity, source)) ||
          isSuspicious(activity, { dustLimit: source?.dustOf(activity.asset ?? 'native') ?? 0n, isLookAlike });
        verdicts.set(key, verdict);
        return verdict;
      },
    };
  }

  function current(): List {
    list ??= build();
    return list;
  }

  function matching({ search, kinds, chains = [], includeSuspicious }: ActivityFilter) {
    const { all, isSuspicious: isBait } = current();
    const matches = createActivityFilter({ search, kinds, nameOf });
    const wanted = new Set(chains);
    const found = all.filter(
      (activity) => (wanted.size === 0 || wanted.has(activity.chain)) && matches(activity, labels.ofActivity(activity)),
    );
    const shown = includeSuspicious ? found : found.filter((activity) => !isBait(activity));
    const suspiciousCount = includeSuspicious ? found.filter(isBait).length : found.length - shown.length;
    return { shown, suspiciousCount };
  }

  function statusOf(activity: Activity, entry: StoredSend | undefined): TxStatus {
    const source = sourceOf(activity);
    const tipHeight = source?.tipHeight() ?? 0;
    const { height, timeMs, expiryHeight } = activity;
    if (height !== null) {
      if (activity.kind === 'failed') return { kind: 'failed' };
      const confirmations = Math.max(1, tipHeight - height + 1);
      const isFinal = source !== undefined && confirmations >= source.finalAfter;
      return { kind: isFinal ? 'final' : 'confirmed', confirmations, height, timeMs };
    }
    if (entry !== undefined) return journalStatus(entry);
    return { kind: expiryHeight !== null && tipHeight > expiryHeight ? 'expired' : 'pending' };
  }

  function toItem(activity: Activity): ActivityItem {
    const name = nameOf(activity);
    const entry = journal.findByTxid(activity.txid);
    const { height: _height, confirmations: _confirmations, ...kept } = activity;
    return {
      ...kept,
      asset: activity.asset ?? 'native',
      position: activity.position ?? -1,
      symbol: name?.symbol ?? '',
      decimals: name?.decimals ?? 0,
      net: activity.net.toString(),
      fee: activity.fee?.toString() ?? null,
      counterparties: activity.counterparties.map(({ address, amount }) => ({ address, amount: amount.toString() })),
      own: [...activity.own],
      status: statusOf(activity, entry),
      label: labels.ofActivity(activity),
      suspicious: current().isSuspicious(activity),
    };
  }

  return {
    page: ({ filter, offset, limit }) => {
      const { shown, suspiciousCount } = matching(filter);
      return {
        items: shown.slice(offset, offset + limit).map(toItem),
        total: shown.length,
        suspiciousCount,
        complete: sources.every(({ history }) => history.marks().complete),
        notCovered: sources.flatMap(({ chain, notCovered }) => notCovered().map((what) => ({ chain, what }))),
      };
    },
    exportCsv: (filter) => {
      const { shown } = matching(filter);
      return { csv: formatActivityCsv(shown, labels.ofActivity, nameOf), rows: shown.length };
    },
    isSuspicious: (activity) => current().isSuspicious(activity),
    invalidate: () => {
      list = undefined;
    },
  };
}
