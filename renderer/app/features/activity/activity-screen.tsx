import { Download, Search, ShieldAlert } from 'lucide-react';
import { useCallback, useState } from 'react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { ActivityItem } from '../../../../wallet-core/ipc/index.ts';
import {
  Banner,
  Button,
  EmptyState,
  ErrorState,
  LIST_HEADING,
  LIST_ROW,
  SegmentedControl,
  SelectField,
  Text,
  TextField,
  t,
  useNow,
  VirtualList,
} from '../../../ui/index.ts';
import { goTo } from '../../routes/router.ts';
import { Screen } from '../../shell/screen.tsx';
import { useAccountChains } from '../chains/account-chains.ts';
import styles from './activity.module.css';
import { entryKey, isSelected, kindChoices, useActivity } from './activity-store.ts';
import { dayKey, dayWords } from './days.ts';
import { Detail } from './detail.tsx';
import { Entry } from './entry.tsx';
import { EntrySkeleton } from './entry-skeleton.tsx';
import { exportCsv } from './export-csv.ts';
import { NotCovered } from './not-covered.tsx';
import type { PagedList } from './pager.ts';
import { useActivityPages } from './use-activity-pages.ts';
import { useSelectedEntry } from './use-selected-entry.ts';

/** All payments of the account, grouped by days, with search, filter, labels and export. */
export function ActivityScreen() {
  const { list, pager } = useActivityPages();
  const selected = useActivity((state) => state.selected);
  const entry = useSelectedEntry(selected, list);
  const [exporting, setExporting] = useState(false);
  const onExport = async () => {
    setExporting(true);
    await exportCsv();
    setExporting(false);
  };
  const empty = list.total === 0 && list.complete;
  return (
    <Screen
      title={t('activity.title')}
      layout="fill"
      actions={
        <Button
          icon={Download}
          busy={exporting}
          disabled={list.total === null || empty}
          onClick={() => void onExport()}
        >
          {t('activity.export')}
        </Button>
      }
      side={
        entry === undefined ? undefined : (
          <Detail item={entry} key={entryKey(entry)} onClose={() => useActivity.setState({ selected: null })} />
        )
      }
    >
      <Filters />
      {list.error !== null && (
        <ErrorState
          shape="inline"
          code={list.error.code}
          actions={
            <Button size="small" onClick={() => pager.refresh()}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      <NotCovered gaps={list.notCovered} />
      <Suspicious count={list.suspiciousCount} />
      {empty ? <Empty /> : <Payments list={list} onRange={pager.need} />}
    </Screen>
  );
}

const ALL = 'all';

function Filters() {
  const search = useActivity((state) => state.search);
  const kind = useActivity((state) => state.kind);
  const chain = useActivity((state) => state.chain);
  const chains = useAccountChains();
  const kinds = chains.length === 0 ? kindChoices.filter((value) => value !== 'other') : kindChoices;
  return (
    <div className={styles.filters}>
      <div className={styles.search}>
        <TextField
          label={t('common.search')}
          labelHidden
          name="search"
          type="search"
          placeholder={t('activity.search')}
          maxLength={200}
          before={<Search className={styles.searchIcon} aria-hidden />}
          value={search}
          onValue={(text) => useActivity.setState({ search: text, active: 0 })}
        />
      </div>
      {chains.length > 0 && (
        <div className={styles.networks}>
          <SelectField
            label={t('activity.network')}
            labelHidden
            value={chain ?? ALL}
            options={[
              { value: ALL, label: t('activity.networkAll') },
              ...(['flux', ...chains] as const).map((value) => ({ value, label: chainNames[value] })),
            ]}
            onValue={(value) => useActivity.setState({ chain: value === ALL ? null : value, active: 0 })}
          />
        </div>
      )}
      <SegmentedControl
        legend={t('activity.kind')}
        legendHidden
        value={kind}
        onValue={(value) => useActivity.setState({ kind: value, active: 0 })}
        choices={kinds.map((value) => ({ value, label: t(`activity.kind.${value}`) }))}
      />
    </div>
  );
}

/** T-03: dust and zero value from strangers stay out of the way, and can be unfolded. */
function Suspicious({ count }: { readonly count: number }) {
  const shown = useActivity((state) => state.includeSuspicious);
  if (count === 0) return null;
  return (
    <div className={styles.suspicious}>
      <ShieldAlert className={styles.suspiciousIcon} aria-hidden />
      <Text tone="muted" size={13}>
        {shown
          ? `${t('activity.suspiciousShown', { count })}. ${t('activity.suspiciousWhy')}`
          : `${t('activity.suspicious', { count })}.`}
      </Text>
      <Button size="small" aria-pressed={shown} onClick={() => useActivity.setState({ includeSuspicious: !shown })}>
        {shown ? t('activity.suspiciousHide') : t('activity.suspiciousShow')}
      </Button>
    </div>
  );
}

function Empty() {
  const filtered = useActivity((state) => state.search !== '' || state.kind !== 'all' || state.chain !== null);
  if (filtered) {
    return (
      <EmptyState
        icon={Search}
        title={t('activity.notFoundTitle')}
        actions={
          <Button onClick={() => useActivity.setState({ search: '', kind: 'all', chain: null })}>
            {t('activity.clear')}
          </Button>
        }
      >
        {t('activity.notFound')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('activity.noneTitle')}
      actions={
        <Button variant="primary" onClick={() => goTo('receive')}>
          {t('first.receive')}
        </Button>
      }
    >
      {t('activity.none')}
    </EmptyState>
  );
}

/** Rows shown while the first page is on its way: about a screen. */
const EXPECTED_ROWS = 10;

function Payments({
  list,
  onRange,
}: {
  readonly list: PagedList;
  readonly onRange: (first: number, last: number) => void;
}) {
  const active = useActivity((state) => state.active);
  const selected = useActivity((state) => state.selected);
  const now = useNow((time) => Math.floor(time / 60_000) * 60_000);
  const count = list.total ?? EXPECTED_ROWS;

  const startsDay = (index: number): boolean => {
    const item = list.items.get(index);
    if (item === undefined) return false;
    const before = list.items.get(index - 1);
    return index === 0 || (before !== undefined && dayKey(before.timeMs) !== dayKey(item.timeMs));
  };
  const select = useCallback((item: ActivityItem) => {
    useActivity.setState((state) => ({ selected: isSelected(item, state.selected) ? null : entryKey(item) }));
  }, []);

  return (
    <div className={styles.list}>
      <VirtualList
        label={t('activity.list')}
        count={count}
        sizeOf={(index) => LIST_ROW + (startsDay(index) ? LIST_HEADING : 0)}
        sizesKey={list.items}
        active={Math.min(active, Math.max(0, count - 1))}
        onActive={(index) => useActivity.setState({ active: index })}
        onRange={onRange}
        foot={<Foot list={list} />}
      >
        {(index, tabIndex) => {
          const item = list.items.get(index);
          return (
            <>
              {item !== undefined && startsDay(index) && <h2 className={styles.day}>{dayWords(item.timeMs, now)}</h2>}
              <button
                type="button"
                {...(item === undefined ? { 'data-row-pending': '' } : { 'data-row-focus': '' })}
                className={styles.row}
                tabIndex={tabIndex}
                aria-pressed={item !== undefined && isSelected(item, selected)}
                aria-busy={item === undefined || undefined}
                onClick={() => {
                  useActivity.setState({ active: index });
                  if (item !== undefined) select(item);
                }}
              >
                {item === undefined ? <EntrySkeleton /> : <Entry item={item} />}
              </button>
            </>
          );
        }}
      </VirtualList>
    </div>
  );
}

function Foot({ list }: { readonly list: PagedList }) {
  if (list.total === null) return null;
  const count = list.total;
  return (
    <div className={styles.foot}>
      <Text size={12} tone="muted">
        {list.complete ? t('activity.count', { count }) : t('activity.countAtLeast', { count })}
      </Text>
      {!list.complete && <Banner tone="info">{t('activity.incomplete')}</Banner>}
    </div>
  );
}
