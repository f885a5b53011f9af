import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import type { AcceptedToken } from '../../../../wallet-core/ipc/index.ts';
import {
  AddressText,
  AgeText,
  AlertDialog,
  AmountText,
  Button,
  Card,
  type Column,
  ErrorState,
  IconButton,
  LoadingLabel,
  Skeleton,
  Stack,
  Table,
  Text,
  t,
  VisuallyHidden,
} from '../../../ui/index.ts';
import { copyText } from '../../api/index.ts';
import { useSnapshots } from '../../state/index.ts';
import { placeOf } from '../chains/account-chains.ts';
import { readTokens, removeToken, useAccepted } from './accepted-store.ts';
import { AddToken } from './add-token.tsx';
import styles from './tokens.module.css';

/** Tokens that were added on one network, and the way to add one. */
export function TokensPanel({ chain }: { readonly chain: ChainId }) {
  const tokens = useAccepted((state) => state.tokens);
  const error = useAccepted((state) => state.error);
  const [removing, setRemoving] = useState<AcceptedToken | null>(null);
  useEffect(() => {
    void readTokens();
  }, []);
  const here = tokens?.filter((token) => token.chain === chain);
  return (
    <div className={styles.columns}>
      <Card title={t('tokens.added')} padding="flush">
        {error !== null && (
          <div className={styles.none}>
            <ErrorState
              shape="inline"
              code={error.code}
              actions={
                <Button size="small" onClick={() => void readTokens()}>
                  {t('common.retry')}
                </Button>
              }
            />
          </div>
        )}
        {here === undefined && error === null && (
          <div className={styles.none}>
            <LoadingLabel />
            <Stack gap={16}>
              <Skeleton width="full" />
              <Skeleton width="full" />
            </Stack>
          </div>
        )}
        {here?.length === 0 && (
          <div className={styles.none}>
            <Stack gap={4}>
              <Text weight="medium">{t('tokens.empty')}</Text>
              <Text tone="muted">{t('tokens.emptyText')}</Text>
            </Stack>
          </div>
        )}
        {here !== undefined && here.length > 0 && <Accepted tokens={here} onRemove={setRemoving} />}
      </Card>
      <AddToken chain={chain} key={chain} />
      <AlertDialog
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('tokens.removeTitle')}
        footer={
          <>
            <Button data-first-focus="" onClick={() => setRemoving(null)}>
              {t('common.cancel')}
            </Button>
            <Button
              variant="primary"
              onClick={() => {
                if (removing !== null) void removeToken(removing);
                setRemoving(null);
              }}
            >
              {t('tokens.remove')}
            </Button>
          </>
        }
      >
        <Text>{t('tokens.removeText')}</Text>
      </AlertDialog>
    </div>
  );
}

interface AcceptedProps {
  readonly tokens: readonly AcceptedToken[];
  readonly onRemove: (token: AcceptedToken) => void;
}

function Accepted({ tokens, onRemove }: AcceptedProps) {
  const portfolio = useSnapshots((state) => state.portfolio);
  const columns: readonly Column<AcceptedToken>[] = [
    {
      id: 'name',
      header: t('tokens.name'),
      names: true,
      wide: true,
      render: (token) => (
        <Stack gap={4}>
          <Text as="span" weight="medium">
            {token.symbol}
          </Text>
          <Text as="span" size={12} tone="muted">
            {t('tokens.quoted', { text: token.name })}
          </Text>
        </Stack>
      ),
    },
    {
      id: 'contract',
      header: t('tokens.contract'),
      render: ({ contract }) => (
        <AddressText
          address={contract}
          form="short"
          what={t('detail.contractWhat')}
          onCopy={() => copyText(contract)}
        />
      ),
    },
    {
      id: 'balance',
      header: t('tokens.balance'),
      align: 'end',
      render: ({ chain, contract, symbol, decimals }) => (
        <AmountText
          units={placeOf(portfolio, chain, contract)?.balance?.spendable ?? null}
          decimals={decimals}
          symbol={symbol}
        />
      ),
    },
    {
      id: 'age',
      header: t('tokens.age'),
      align: 'end',
      render: ({ chain, contract }) => <AgeText atMs={placeOf(portfolio, chain, contract)?.provenance?.atMs ?? null} />,
    },
    {
      id: 'remove',
      header: <VisuallyHidden>{t('places.actions')}</VisuallyHidden>,
      align: 'end',
      render: (token) => (
        <IconButton
          icon={Trash2}
          size="small"
          label={t('tokens.removeWhat', { token: token.symbol, network: chainNames[token.chain] })}
          onClick={() => onRemove(token)}
        />
      ),
    },
  ];
  return <Table caption={t('tokens.added')} columns={columns} rows={tokens} keyOf={(token) => token.contract} />;
}
