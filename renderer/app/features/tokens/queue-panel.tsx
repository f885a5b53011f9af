import { useCallback, useEffect, useState } from 'react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { NonceView, SendEntry } from '../../../../wallet-core/ipc/index.ts';
import {
  AddressText,
  AgeText,
  AmountText,
  Banner,
  Button,
  Card,
  type Column,
  ErrorState,
  LoadingLabel,
  Row,
  Skeleton,
  Stack,
  Table,
  Text,
  t,
  tx,
  VisuallyHidden,
} from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { goTo } from '../../routes/router.ts';
import { canSend, useSnapshots } from '../../state/index.ts';
import { advance } from '../send/send-store.ts';
import { openTask } from '../tasks/task-store.ts';
import styles from './tokens.module.css';

type Waiting = NonceView['waiting'][number];

/** Read when the panel opens, and again whenever the journal or the chain's reading changes. */
function useNonces(chain: ChainId) {
  const [view, setView] = useState<NonceView | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const sends = useSnapshots((state) => state.sends);
  const height = useSnapshots((state) => state.sync?.chains.find((one) => one.chain === chain)?.provenance?.height);
  const read = useCallback(async () => {
    try {
      setView(await call('account.nonces', { chain }));
      setError(null);
    } catch (thrown) {
      const failed = toWireError(thrown);
      if (failed.code !== 'session.locked' && failed.code !== 'ipc.rate-limited') setError(failed);
    }
  }, [chain]);
  useEffect(() => {
    if (sends !== null || height !== undefined) void read();
  }, [read, sends, height]);
  return { view, error, read };
}

/** The numbers of an address and what waits under them: one that is stuck holds up all others. */
export function QueuePanel({ chain }: { readonly chain: ChainId }) {
  const { view, error, read } = useNonces(chain);
  const entries = useSnapshots((state) => state.sends?.entries);
  const [first] = view?.waiting ?? [];
  return (
    <Card title={t('queue.title', { network: chainNames[chain] })} padding="flush">
      <div className={styles.none}>
        <Text tone="muted">{t('queue.intro')}</Text>
      </div>
      {error !== null && (
        <div className={styles.none}>
          <ErrorState
            shape="inline"
            code={error.code}
            actions={
              <Button size="small" onClick={() => void read()}>
                {t('common.retry')}
              </Button>
            }
          />
        </div>
      )}
      {view === null && error === null && (
        <div className={styles.none}>
          <LoadingLabel />
          <Skeleton width="full" />
        </div>
      )}
      {view?.isStuck === true && first !== undefined && (
        <div className={styles.none}>
          <Banner tone="warning" title={t('queue.stuck', { nonce: first.nonce })}>
            {first.sendId === null ? t('queue.stuckElsewhere') : t('queue.stuckText')}
          </Banner>
        </div>
      )}
      {view !== null && view.waiting.length === 0 && (
        <div className={styles.none}>
          <Stack gap={4}>
            <Text weight="medium">{t('queue.empty')}</Text>
            <Text tone="muted">{t('queue.emptyText', { next: view.next })}</Text>
          </Stack>
        </div>
      )}
      {view !== null && view.waiting.length > 0 && <WaitingTable view={view} entries={entries ?? []} />}
      {view !== null && (
        <div className={styles.foot}>
          <Text size={12} tone="muted">
            {t('queue.mined', { count: view.mined })}.{' '}
            {tx('queue.asOf', { source: view.provenance.source, age: <AgeText atMs={view.provenance.atMs} /> })}
          </Text>
        </div>
      )}
    </Card>
  );
}

function What({ entry }: { readonly entry: SendEntry | undefined }) {
  if (entry === undefined) {
    return (
      <Text as="span" tone="muted">
        {t('queue.elsewhere')}, {t('queue.elsewhereText')}
      </Text>
    );
  }
  const [party] = entry.recipients;
  if (entry.account?.action === 'cancel' || party === undefined) return t('sent.cancel');
  const who = <AddressText address={party.address} form="short" />;
  return (
    <>
      {entry.account?.action === 'allowance' && <>{t('sent.allowance')}: </>}
      <AmountText units={party.amount} symbol={entry.symbol} decimals={entry.decimals} /> {tx('entry.to', { who })}
    </>
  );
}

function WaitingTable({ view, entries }: { readonly view: NonceView; readonly entries: readonly SendEntry[] }) {
  const able = useSnapshots(canSend);
  const entryOf = (one: Waiting) => entries.find((entry) => entry.sendId === one.sendId);
  const columns: readonly Column<Waiting>[] = [
    { id: 'number', header: t('queue.number'), names: true, render: ({ nonce }) => nonce.toString() },
    { id: 'what', header: t('queue.what'), wide: true, render: (one) => <What entry={entryOf(one)} /> },
    {
      id: 'age',
      header: t('queue.age'),
      align: 'end',
      render: ({ createdAtMs }) => (createdAtMs === null ? t('amount.unknown') : <AgeText atMs={createdAtMs} />),
    },
    {
      id: 'actions',
      header: <VisuallyHidden>{t('places.actions')}</VisuallyHidden>,
      align: 'end',
      render: (one) => {
        const entry = entryOf(one);
        return entry === undefined ? null : <Actions entry={entry} able={able} />;
      },
    },
  ];
  return (
    <Table
      caption={t('queue.title', { network: chainNames[view.chain] })}
      columns={columns}
      rows={view.waiting}
      keyOf={({ nonce }) => nonce.toString()}
    />
  );
}

function Actions({ entry, able }: { readonly entry: SendEntry; readonly able: boolean }) {
  const show = () => {
    advance({ kind: 'show', sendId: entry.sendId, txid: entry.txid });
    goTo('send');
  };
  const replaceable = able && entry.account?.canReplace === true;
  return (
    <Row gap={4} justify="end">
      {replaceable && (
        <Button size="small" onClick={() => openTask({ kind: 'speed-up', entry })}>
          {t('task.speedUp')}
        </Button>
      )}
      {replaceable && entry.account?.action !== 'cancel' && (
        <Button size="small" onClick={() => openTask({ kind: 'cancel', entry })}>
          {t('task.cancel')}
        </Button>
      )}
      <Button size="small" variant="quiet" onClick={show}>
        {t('queue.show')}
      </Button>
    </Row>
  );
}
