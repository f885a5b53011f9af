import { chainNames } from '../../../../wallet-core/assets/index.ts';
import { EmptyState, LoadingLabel, SelectField, Skeleton, Stack, Tabs, t } from '../../../ui/index.ts';
import { Screen } from '../../shell/screen.tsx';
import { useSnapshots } from '../../state/index.ts';
import { useAccountChains } from '../chains/account-chains.ts';
import { AllowancesPanel } from './allowances-panel.tsx';
import { QueuePanel } from './queue-panel.tsx';
import styles from './tokens.module.css';
import { TokensPanel } from './tokens-panel.tsx';
import { useTokens } from './tokens-store.ts';

/** Tokens the person has added, who may take some of them, and what waits under which number. */
export function TokensScreen() {
  const known = useSnapshots((state) => state.portfolio !== null);
  const chains = useAccountChains();
  const { tab, chain: chosen } = useTokens();
  const chain = chains.find((one) => one === chosen) ?? chains[0];
  return (
    <Screen title={t('tokens.title')}>
      {!known && <Loading />}
      {known && chain === undefined && <EmptyState title={t('tokens.none')}>{t('tokens.noneText')}</EmptyState>}
      {chain !== undefined && (
        <>
          <div className={styles.network}>
            <SelectField
              label={t('tokens.network')}
              value={chain}
              options={chains.map((one) => ({ value: one, label: chainNames[one] }))}
              onValue={(next) => useTokens.setState({ chain: next })}
            />
          </div>
          <Tabs
            label={t('tokens.views')}
            active={tab}
            onActive={(next) => useTokens.setState({ tab: next })}
            tabs={[
              { id: 'tokens', label: t('tokens.tab.tokens'), panel: <TokensPanel chain={chain} /> },
              {
                id: 'allowances',
                label: t('tokens.tab.allowances'),
                panel: <AllowancesPanel key={chain} chain={chain} />,
              },
              { id: 'queues', label: t('tokens.tab.queues'), panel: <QueuePanel key={chain} chain={chain} /> },
            ]}
          />
        </>
      )}
    </Screen>
  );
}

function Loading() {
  return (
    <Stack gap={16}>
      <LoadingLabel />
      <Skeleton size="control" width="medium" />
      <Skeleton size="control" width="full" />
      <Skeleton size="control" width="full" />
    </Stack>
  );
}
