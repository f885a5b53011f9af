import type { LucideIcon } from 'lucide-react';
import {
  ArrowDownLeft,
  ArrowUpRight,
  CircleX,
  FileCode,
  KeyRound,
  Pickaxe,
  Play,
  RefreshCw,
  Server,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { ActivityItem } from '../../../../wallet-core/ipc/index.ts';
import { AddressText, AmountText, Chip, classes, t, timeWords, tx } from '../../../ui/index.ts';
import { coinOf, isAccountChain, type Money } from '../chains/account-chains.ts';
import styles from './activity.module.css';
import { statusTone, statusWords } from './status.ts';

const icons: Readonly<Record<ActivityItem['kind'], LucideIcon>> = {
  received: ArrowDownLeft,
  sent: ArrowUpRight,
  self: RefreshCw,
  mined: Pickaxe,
  'node-start': Play,
  'node-confirm': Server,
  allowance: KeyRound,
  contract: FileCode,
  failed: CircleX,
};

export function KindIcon({ kind }: { readonly kind: ActivityItem['kind'] }) {
  const Icon = icons[kind];
  return (
    <span className={styles.kind} data-kind={kind} aria-hidden>
      <Icon className={styles.kindIcon} />
    </span>
  );
}

function towards(kind: ActivityItem['kind'], who: ReactNode): ReactNode {
  if (kind === 'allowance') return tx('activity.for', { who });
  return kind === 'received' || kind === 'mined' ? tx('entry.from', { who }) : tx('entry.to', { who });
}

/** Whom it came from or went to: the person's own label first, then the address, then how many others. */
function Counterparty({ item }: { readonly item: ActivityItem }) {
  if (isUnknownToken(item)) return t('activity.unknownToken');
  const [first, ...others] = item.counterparties;
  if (first === undefined) return null;
  const who = <AddressText address={first.address} form="short" />;
  return (
    <>
      {towards(item.kind, who)}
      {others.length > 0 && <> {t('entry.others', { count: others.length })}</>}
    </>
  );
}

/** Nobody has accepted it: it has no name and no decimals here, so no amount either. */
export function isUnknownToken(item: ActivityItem): boolean {
  return item.symbol === '';
}

/** It did not happen, so nothing moved: its amount is struck out. A failure of a chain with accounts shows the fee it cost. */
function isUndone({ status, kind }: ActivityItem): boolean {
  return status.kind === 'replaced' || status.kind === 'expired' || (status.kind === 'failed' && kind !== 'failed');
}

/** What moved. Nothing is claimed about a token nobody knows, and an entry that moved nothing says only its fee. */
export function EntryAmount({ item }: { readonly item: ActivityItem }) {
  if (isUnknownToken(item)) return null;
  if (item.net === '0' && item.fee !== null) {
    return <AmountText units={`-${item.fee}`} {...coinMoney(item)} sign="both" />;
  }
  return <AmountText units={item.net} decimals={item.decimals} symbol={item.symbol} sign="both" coloured />;
}

/** The fee of an entry is in the coin of its chain, whatever moved. */
export function coinMoney(item: ActivityItem): Money {
  return isAccountChain(item.chain) ? coinOf(item.chain) : { symbol: item.symbol, decimals: item.decimals };
}

/** One payment in a list: kind, whom, label or message, state, signed amount. */
export function Entry({ item }: { readonly item: ActivityItem }) {
  const needsEye = item.status.kind !== 'final' && item.status.kind !== 'confirmed';
  const note = item.label ?? item.message;
  return (
    <span className={styles.entry} data-suspicious={item.suspicious ? '' : undefined}>
      <KindIcon kind={item.kind} />
      <span className={styles.words}>
        <span className={styles.title}>
          <span className={styles.kindName}>{t(`entry.${item.kind}`)}</span>{' '}
          <span className={styles.who}>
            <Counterparty item={item} />
          </span>
        </span>
        <span className={styles.note}>
          <span className={styles.time}>{timeWords(item.timeMs)}</span>
          {item.chain !== 'flux' && <span className={styles.time}>{chainNames[item.chain]}</span>}
          {note !== null && <span className={classes(styles.noteText)}>{note}</span>}
        </span>
      </span>
      {item.suspicious && <Chip tone="warning">{t('activity.suspiciousMark')}</Chip>}
      {needsEye && <Chip tone={statusTone(item.status)}>{statusWords(item.status)}</Chip>}
      <span className={styles.figures}>
        <span className={styles.amount} data-undone={isUndone(item) ? '' : undefined}>
          <EntryAmount item={item} />
        </span>
        {item.status.kind === 'confirmed' && <span className={styles.state}>{statusWords(item.status)}</span>}
      </span>
    </span>
  );
}
