import { useEffect } from 'react';
import { chainNames, fluxOn } from '../../../../wallet-core/assets/index.ts';
import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import type { AllowanceItem } from '../../../../wallet-core/ipc/index.ts';
import {
  AddressText,
  AgeText,
  AmountText,
  Button,
  Card,
  Chip,
  type Column,
  ErrorState,
  formatCount,
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
import { copyText } from '../../api/index.ts';
import { canSend, useSnapshots } from '../../state/index.ts';
import { openTask } from '../tasks/task-store.ts';
import { readAllowances, useAllowances } from './allowances-store.ts';
import styles from './tokens.module.css';

/** Who may take what without asking again, on one network; the way to take it back. */
export function AllowancesPanel({ chain }: { readonly chain: ChainId }) {
  const { items, error, loading, chain: read } = useAllowances();
  const able = useSnapshots(canSend);
  useEffect(() => {
    void readAllowances(chain);
  }, [chain]);
  const flux = fluxOn(chain);
  const shown = read === chain ? items : null;
  return (
    <Card
      title={t('allowances.title', { network: chainNames[chain] })}
      padding="flush"
      aside={
        able && flux !== undefined ? (
          <Button
            size="small"
            onClick={() =>
              openTask({
                kind: 'allow',
                chain,
                asset: flux.identifier,
                money: { symbol: flux.symbol, decimals: flux.decimals },
                spender: null,
                now: null,
              })
            }
          >
            {t('allowances.new')}
          </Button>
        ) : undefined
      }
    >
      <div className={styles.none}>
        <Stack gap={4}>
          <Text tone="muted">{t('allowances.intro')}</Text>
          {!able && <Text tone="muted">{t('allowances.watch')}</Text>}
        </Stack>
      </div>
      {error !== null && (
        <div className={styles.none}>
          <ErrorState
            shape="inline"
            code={error.code}
            actions={
              <Button size="small" onClick={() => void readAllowances(chain, shown !== null)}>
                {t('common.retry')}
              </Button>
            }
          />
        </div>
      )}
      {shown === null && error === null && <Reading />}
      {shown?.length === 0 && (
        <div className={styles.none}>
          <Stack gap={4}>
            <Text weight="medium">{t('allowances.empty')}</Text>
            <Text tone="muted">{t('allowances.emptyText')}</Text>
          </Stack>
        </div>
      )}
      {shown !== null && shown.length > 0 && <Allowances items={shown} able={able} />}
      {shown !== null && <Foot chain={chain} loading={loading} />}
    </Card>
  );
}

function Reading() {
  return (
    <div className={styles.none}>
      <LoadingLabel />
      <Stack gap={16}>
        <Text size={13} tone="muted">
          {t('allowances.slow')}
        </Text>
        <Skeleton width="full" />
        <Skeleton width="full" />
      </Stack>
    </div>
  );
}

/** How far was looked, and the way further back. */
function Foot({ chain, loading }: { readonly chain: ChainId; readonly loading: boolean }) {
  const last = useAllowances((state) => state.last);
  if (last === null) return null;
  return (
    <div className={styles.foot}>
      <Text size={12} tone="muted">
        {last.completeAbove < 0
          ? t('allowances.searchedAll')
          : t('allowances.searched', { height: formatCount(last.completeAbove) })}
        . {tx('allowances.asOf', { source: last.provenance.source, age: <AgeText atMs={last.provenance.atMs} /> })}
      </Text>
      {last.next !== null && (
        <Button size="small" busy={loading} onClick={() => void readAllowances(chain, true)}>
          {t('allowances.further')}
        </Button>
      )}
    </div>
  );
}

function AllowedAmount({ item }: { readonly item: AllowanceItem }) {
  if (item.unlimited) {
    return (
      <Text as="span" tone="danger" weight="medium" title={t('allowances.unlimitedText')}>
        {t('allowances.unlimited')}
      </Text>
    );
  }
  if (item.decimals === null || item.symbol === null) {
    return <>{t('allowances.unknownUnits', { amount: item.amount })}</>;
  }
  return <AmountText units={item.amount} decimals={item.decimals} symbol={item.symbol} />;
}

function Allowances({ items, able }: { readonly items: readonly AllowanceItem[]; readonly able: boolean }) {
  const columns: readonly Column<AllowanceItem>[] = [
    {
      id: 'token',
      header: t('allowances.token'),
      names: true,
      render: (item) =>
        item.symbol === null ? (
          <Row gap={8}>
            <AddressText address={item.asset} form="short" />
            <Chip>{t('allowances.unknown')}</Chip>
          </Row>
        ) : (
          <Text as="span" weight="medium">
            {item.symbol}
          </Text>
        ),
    },
    {
      id: 'spender',
      header: t('allowances.spender'),
      wide: true,
      render: ({ spender }) => (
        <AddressText address={spender} form="short" what={t('detail.contractWhat')} onCopy={() => copyText(spender)} />
      ),
    },
    { id: 'amount', header: t('allowances.amount'), align: 'end', render: (item) => <AllowedAmount item={item} /> },
    {
      id: 'actions',
      header: <VisuallyHidden>{t('places.actions')}</VisuallyHidden>,
      align: 'end',
      render: (item) => (able ? <Actions item={item} /> : null),
    },
  ];
  return (
    <Table
      caption={t('tokens.tab.allowances')}
      columns={columns}
      rows={items}
      keyOf={(item) => `${item.asset} ${item.spender}`}
    />
  );
}

function Actions({ item }: { readonly item: AllowanceItem }) {
  const { chain, asset, spender, symbol, decimals } = item;
  const who = `${spender.slice(0, 8)}…${spender.slice(-6)}`;
  return (
    <Row gap={4} justify="end">
      {symbol !== null && decimals !== null && (
        <Button
          size="small"
          variant="quiet"
          aria-label={t('allowances.setWhat', { spender: who })}
          onClick={() => openTask({ kind: 'allow', chain, asset, money: { symbol, decimals }, spender, now: item })}
        >
          {t('allowances.set')}
        </Button>
      )}
      <Button
        size="small"
        aria-label={t('allowances.revokeWhat', { spender: who })}
        onClick={() => openTask({ kind: 'revoke', item })}
      >
        {t('allowances.revoke')}
      </Button>
    </Row>
  );
}
