import { RefreshCw } from 'lucide-react';
import { chainNames } from '../../../wallet-core/assets/index.ts';
import type { ChainSync } from '../../../wallet-core/ipc/index.ts';
import {
  AgeText,
  ageWords,
  Button,
  ChainMark,
  describeError,
  formatCount,
  Heading,
  Popover,
  Row,
  Text,
  t,
  tx,
  useNow,
} from '../../ui/index.ts';
import { summarizeSync } from '../features/portfolio/totals.ts';
import { useSnapshots } from '../state/index.ts';
import { refresh } from './commands.ts';
import styles from './top-bar.module.css';

/** "12 of 12 chains, 8 s ago"; opens the list with every chain's state, source and error. */
export function SyncState() {
  const chains = useSnapshots((state) => state.sync?.chains);
  const summary = summarizeSync(chains ?? []);
  const words = useNow((now) =>
    summary.refreshing
      ? t('sync.refreshing')
      : summary.oldestMs === null
        ? t('sync.summary', { done: summary.done, count: summary.count })
        : t('sync.summaryAge', { done: summary.done, count: summary.count, age: ageWords(summary.oldestMs, now) }),
  );
  if (chains === undefined) return null;
  return (
    <Popover
      align="end"
      label={t('sync.title')}
      trigger={
        <span className={styles.sync}>
          <span className={styles.dot} data-state={summary.state} aria-hidden />
          {words}
        </span>
      }
    >
      <div className={styles.panel}>
        <Row justify="between" gap={8}>
          <Heading level={2} size={14}>
            {t('sync.title')}
          </Heading>
          <Button size="small" icon={RefreshCw} busy={summary.refreshing} onClick={refresh}>
            {t('sync.refresh')}
          </Button>
        </Row>
        <ul>
          {chains.map((chain) => (
            <Chain key={chain.chain} chain={chain} />
          ))}
        </ul>
      </div>
    </Popover>
  );
}

function Chain({ chain }: { readonly chain: ChainSync }) {
  const error = chain.error === null ? null : describeError(chain.error.code);
  return (
    <li className={styles.chain}>
      <ChainMark chain={chain.chain} />
      <div className={styles.chainBody}>
        <Row justify="between" gap={8}>
          <Text as="span" weight="medium">
            {chainNames[chain.chain]}
          </Text>
          <Text
            as="span"
            size={13}
            tone={chain.state === 'ok' ? 'positive' : chain.state === 'failed' ? 'danger' : 'muted'}
          >
            {t(`sync.state.${chain.state}`)}
          </Text>
        </Row>
        <Text size={12} tone="muted">
          {chain.provenance === null ? (
            t('sync.noSource')
          ) : (
            <>
              {t('sync.source', { source: chain.provenance.source, height: formatCount(chain.provenance.height) })},{' '}
              <AgeText atMs={chain.provenance.atMs} />
            </>
          )}
        </Text>
        {error !== null && (
          <Text size={12}>
            {error.title}. {error.next}
          </Text>
        )}
        {error !== null && chain.lastAttemptMs !== null && (
          <Text size={12} tone="muted">
            {tx('sync.lastAttempt', { age: <AgeText atMs={chain.lastAttemptMs} /> })}
          </Text>
        )}
      </div>
    </li>
  );
}
