import { Search } from 'lucide-react';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ListedNodeView, Provenance, ReplyOf } from '../../../../wallet-core/ipc/index.ts';
import { nodeTiers } from '../../../../wallet-core/nodes/tiers.ts';
import {
  AddressText,
  AgeText,
  Button,
  Checkbox,
  Chip,
  EmptyState,
  ErrorState,
  formatCount,
  LIST_ROW,
  SegmentedControl,
  SelectField,
  Skeleton,
  Text,
  TextField,
  TimeLeft,
  t,
  tx,
  VirtualCell,
  VirtualHeader,
  VirtualHeaderCell,
  VirtualList,
  VirtualTable,
} from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { createPagedReader, type PagedRows } from '../../state/paged-list.ts';
import styles from './list.module.css';
import { emptySearch, queryOf, useNodeList } from './list-store.ts';
import { useNodes } from './nodes-store.ts';
import { TierMark } from './tier-mark.tsx';

interface Notes {
  readonly provenance: Provenance | null;
  readonly disputed: number;
}
type Rows = PagedRows<ListedNodeView, Notes>;

/** Rows shown while the first page is on its way: about a screen. */
const EXPECTED_ROWS = 10;
const sorts = ['payout', 'tier', 'address', 'ip', 'active'] as const;

function useListedNodes() {
  const text = useNodeList((state) => state.text);
  const tier = useNodeList((state) => state.tier);
  const onlyOwn = useNodeList((state) => state.onlyOwn);
  const sort = useNodeList((state) => state.sort);
  const version = useNodes((state) => state.version);
  const reader = useMemo(() => {
    const query = queryOf({ text, tier, onlyOwn, sort });
    return createPagedReader<ReplyOf<'nodes.list'>, ListedNodeView, Notes>({
      load: (offset, limit) => call('nodes.list', { query, offset, limit }),
      open: ({ rows, total, ...notes }) => ({ items: rows, total, notes }),
      notes: { provenance: null, disputed: 0 },
    });
  }, [text, tier, onlyOwn, sort]);
  useEffect(() => {
    reader.need(0, 0);
    return () => reader.close();
  }, [reader]);
  useEffect(() => {
    if (version > 1) reader.refresh();
  }, [reader, version]);
  return { reader, list: useSyncExternalStore(reader.subscribe, reader.read) };
}

/** Every node of the network, searched, filtered and sorted by the backend, read page by page. */
export function AllNodes() {
  const { reader, list } = useListedNodes();
  return (
    <div className={styles.list}>
      <Filters />
      {list.error !== null && (
        <ErrorState
          shape="inline"
          code={list.error.code}
          actions={
            <Button size="small" onClick={() => reader.refresh()}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {list.total === 0 ? <Nothing /> : <Listed list={list} onRange={reader.need} />}
    </div>
  );
}

function Filters() {
  const { text, tier, onlyOwn, sort } = useNodeList();
  return (
    <div className={styles.filters}>
      <div className={styles.search}>
        <TextField
          label={t('common.search')}
          labelHidden
          name="search"
          type="search"
          placeholder={t('list.search')}
          maxLength={130}
          before={<Search className={styles.searchIcon} aria-hidden />}
          value={text}
          onValue={(value) => useNodeList.setState({ text: value, active: 0 })}
        />
      </div>
      <SegmentedControl
        legend={t('list.tiers')}
        legendHidden
        value={tier}
        onValue={(value) => useNodeList.setState({ tier: value, active: 0 })}
        choices={[
          { value: 'all', label: t('list.allTiers') },
          ...nodeTiers.map((value) => ({ value, label: t(`nodes.tier.${value}`) })),
        ]}
      />
      <Checkbox
        label={t('list.onlyOwn')}
        checked={onlyOwn}
        onChecked={(value) => useNodeList.setState({ onlyOwn: value, active: 0 })}
      />
      <div className={styles.sort}>
        <SelectField
          label={t('list.sort')}
          labelHidden
          value={sort}
          options={sorts.map((value) => ({ value, label: t(`list.sort.${value}`) }))}
          onValue={(value) => useNodeList.setState({ sort: value, active: 0 })}
        />
      </div>
    </div>
  );
}

function Nothing() {
  return (
    <EmptyState
      icon={Search}
      title={t('list.none.title')}
      actions={<Button onClick={() => useNodeList.setState({ ...emptySearch })}>{t('list.clear')}</Button>}
    >
      {t('list.none.text')}
    </EmptyState>
  );
}

function Listed({ list, onRange }: { readonly list: Rows; readonly onRange: (first: number, last: number) => void }) {
  const count = list.total ?? EXPECTED_ROWS;
  const readAt = list.provenance?.atMs ?? 0;
  return (
    <div className={styles.frame}>
      <div className={styles.scroll}>
        <VirtualTable className={styles.table} label={t('list.table')} count={count}>
          <VirtualHeader className={styles.header}>
            <VirtualHeaderCell>{t('network.tier')}</VirtualHeaderCell>
            <VirtualHeaderCell>{t('list.ip')}</VirtualHeaderCell>
            <VirtualHeaderCell>{t('list.address')}</VirtualHeaderCell>
            <VirtualHeaderCell className={styles.number}>{t('list.rank')}</VirtualHeaderCell>
            <VirtualHeaderCell>{t('list.next')}</VirtualHeaderCell>
            <VirtualHeaderCell>{t('list.lastPaid')}</VirtualHeaderCell>
            <VirtualHeaderCell>{t('list.active')}</VirtualHeaderCell>
          </VirtualHeader>
          <VirtualList
            kind="rows"
            reach="whole"
            label={t('list.table')}
            count={count}
            sizeOf={() => LIST_ROW}
            sizesKey="same"
            active={0}
            onActive={() => undefined}
            onRange={onRange}
          >
            {(index) => {
              const node = list.items.get(index);
              return node === undefined ? <RowSkeleton /> : <NodeRow node={node} readAt={readAt} />;
            }}
          </VirtualList>
        </VirtualTable>
      </div>
      <div className={styles.foot}>
        <Text size={13} tone="muted">
          <span role="status">
            {list.total === null ? t('common.loading') : t('list.count', { count: list.total })}
          </span>
          {list.disputed > 0 && ` · ${t('list.disputed', { count: list.disputed })}`}
        </Text>
        {list.provenance !== null && (
          <Text size={12} tone="muted">
            {tx('nodes.asOf', {
              source: list.provenance.source,
              height: formatCount(list.provenance.height),
              age: <AgeText atMs={list.provenance.atMs} />,
            })}
          </Text>
        )}
      </div>
    </div>
  );
}

function RowSkeleton() {
  return (
    <div className={styles.row}>
      {['tier', 'ip', 'address', 'rank', 'next', 'last', 'active'].map((id) => (
        <VirtualCell key={id}>
          <Skeleton width="full" />
        </VirtualCell>
      ))}
    </div>
  );
}

function NodeRow({ node, readAt }: { readonly node: ListedNodeView; readonly readAt: number }) {
  return (
    <div className={styles.row} data-own={node.own ? '' : undefined}>
      <VirtualCell className={styles.tier}>
        <TierMark tier={node.tier} />
        {t(`nodes.tier.${node.tier}`)}
      </VirtualCell>
      <VirtualCell className={styles.ip}>
        <bdi dir="ltr">{node.ip}</bdi>
        {node.own && <Chip tone="accent">{t('list.own')}</Chip>}
      </VirtualCell>
      <VirtualCell className={styles.address}>
        <AddressText address={node.address} form="short" />
      </VirtualCell>
      <VirtualCell className={styles.number}>
        {node.rank === null ? t('amount.unknown') : formatCount(node.rank)}
      </VirtualCell>
      <VirtualCell>
        {node.payoutInMs === null ? t('list.notConfirmed') : <TimeLeft atMs={readAt + node.payoutInMs} />}
      </VirtualCell>
      <VirtualCell>{node.lastPaidMs === null ? t('nodes.neverPaid') : <AgeText atMs={node.lastPaidMs} />}</VirtualCell>
      <VirtualCell>
        <AgeText atMs={node.activeSinceMs} />
      </VirtualCell>
    </div>
  );
}
