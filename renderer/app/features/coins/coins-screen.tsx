import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { CoinsView } from '../../../../wallet-core/ipc/index.ts';
import {
  AgeText,
  AmountText,
  BareCheckbox,
  Button,
  EmptyState,
  ErrorState,
  LIST_ROW,
  LoadingLabel,
  Skeleton,
  Text,
  t,
  tx,
  useAmountsHidden,
  VirtualHeader,
  VirtualHeaderCell,
  VirtualList,
  VirtualTable,
} from '../../../ui/index.ts';
import { goTo } from '../../routes/router.ts';
import { Screen } from '../../shell/screen.tsx';
import { canSend, useSnapshots } from '../../state/index.ts';
import { showTab } from '../nodes/nodes-store.ts';
import { FLUX } from '../send/form.ts';
import { CoinRow } from './coin-row.tsx';
import styles from './coins.module.css';
import { readCoins, selectAll, sendSelected, useCoins } from './coins-store.ts';
import { CollateralDialog } from './collateral-dialog.tsx';
import { isSelectable, type SortKey, selectedTotal, sortCoins } from './selection.ts';

/** Every output of the account: see, choose, freeze, label. */
export function CoinsScreen() {
  const view = useCoins((state) => state.view);
  const error = useCoins((state) => state.error);
  const version = useSnapshots((state) => state.coinsVersion);
  const [seen, setSeen] = useState<number | null>(null);
  useEffect(() => {
    if (seen === version) return;
    setSeen(version);
    void readCoins();
  }, [seen, version]);
  return (
    <Screen
      title={t('coins.title')}
      layout="fill"
      actions={
        view?.provenance == null ? undefined : (
          <Text size={13} tone="muted">
            {tx('coins.asOf', { age: <AgeText atMs={view.provenance.atMs} /> })}
          </Text>
        )
      }
    >
      <Text tone="muted">{t('coins.intro')}</Text>
      {error !== null && (
        <ErrorState
          code={error.code}
          shape="inline"
          actions={
            <Button size="small" onClick={() => void readCoins()}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {view === null && error === null && <Loading />}
      {view !== null && view.coins.length === 0 && <Empty />}
      {view !== null && view.coins.length > 0 && <CoinTable view={view} />}
      <CollateralDialog />
    </Screen>
  );
}

function Empty() {
  return (
    <EmptyState
      title={t('coins.noneTitle')}
      actions={
        <Button variant="primary" onClick={() => goTo('receive')}>
          {t('first.receive')}
        </Button>
      }
    >
      {t('coins.none')}
    </EmptyState>
  );
}

function Loading() {
  return (
    <div className={styles.frame}>
      <LoadingLabel />
      {['a', 'b', 'c', 'd', 'e', 'f'].map((id) => (
        <div key={id} className={styles.skeletonRow}>
          <Skeleton width="full" />
        </div>
      ))}
    </div>
  );
}

function SortHeader({ sort, words }: { readonly sort: SortKey; readonly words: string }) {
  const active = useCoins((state) => state.sort === sort);
  const descending = useCoins((state) => state.descending);
  const Icon = descending ? ArrowDown : ArrowUp;
  return (
    <VirtualHeaderCell sort={active ? (descending ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className={styles.sort}
        aria-label={t('table.sortBy', { column: words })}
        onClick={() => useCoins.setState({ sort, descending: active ? !descending : true })}
      >
        {words}
        {active && <Icon className={styles.sortIcon} aria-hidden />}
      </button>
    </VirtualHeaderCell>
  );
}

function CoinTable({ view }: { readonly view: CoinsView }) {
  const sort = useCoins((state) => state.sort);
  const descending = useCoins((state) => state.descending);
  const selected = useCoins((state) => state.selected);
  const hidden = useAmountsHidden();
  const coins = useMemo(() => sortCoins(view.coins, sort, descending), [view, sort, descending]);
  const plain = useMemo(
    () => coins.filter((coin) => isSelectable(coin) && coin.state !== 'collateral').length,
    [coins],
  );
  return (
    <div className={styles.frame}>
      <div className={styles.scroll}>
        <VirtualTable className={styles.table} label={t('coins.table')} count={coins.length}>
          <VirtualHeader className={styles.header}>
            <VirtualHeaderCell className={styles.select}>
              <BareCheckbox
                label={t('table.selectAll')}
                checked={plain > 0 && selected.size >= plain}
                indeterminate={selected.size > 0 && selected.size < plain}
                disabled={plain === 0}
                onChecked={selectAll}
              />
            </VirtualHeaderCell>
            <SortHeader sort="amount" words={t('coins.amount')} />
            <VirtualHeaderCell>{t('coins.state')}</VirtualHeaderCell>
            <SortHeader sort="age" words={t('coins.age')} />
            <VirtualHeaderCell>{t('coins.address')}</VirtualHeaderCell>
            <VirtualHeaderCell className={styles.actions}>{t('coins.freeze')}</VirtualHeaderCell>
          </VirtualHeader>
          <VirtualList
            kind="rows"
            label={t('coins.table')}
            count={coins.length}
            sizeOf={() => LIST_ROW}
            sizesKey="same"
            active={0}
            onActive={() => undefined}
          >
            {(index) => {
              const coin = coins[index];
              return coin === undefined ? null : <CoinRow coin={coin} hidden={hidden} />;
            }}
          </VirtualList>
        </VirtualTable>
      </div>
      <SelectionFoot coins={view} />
    </div>
  );
}

function SelectionFoot({ coins: { coins } }: { readonly coins: CoinsView }) {
  const selected = useCoins((state) => state.selected);
  const able = useSnapshots(canSend);
  const total = selectedTotal(coins, selected);
  return (
    <div className={styles.foot}>
      <div role="status" className={styles.footWords}>
        {selected.size === 0 ? (
          <Text tone="muted">
            {t('coins.noneSelected')} · {t('coins.count', { count: coins.length })}
          </Text>
        ) : (
          <>
            <Text>{t('coins.selected', { count: selected.size })}</Text>
            <Text as="div" weight="strong">
              <AmountText units={total} {...FLUX} />
            </Text>
          </>
        )}
      </div>
      {selected.size > 0 && (
        <Button variant="quiet" onClick={() => selectAll(false)}>
          {t('coins.clear')}
        </Button>
      )}
      {able && selected.size === 0 && coins.length > 1 && (
        <Button variant="quiet" onClick={() => showTab('merge')}>
          {t('merge.fromCoins')}
        </Button>
      )}
      {able && (
        <Button variant="primary" disabled={selected.size === 0} onClick={sendSelected}>
          {t('coins.send')}
        </Button>
      )}
    </div>
  );
}
