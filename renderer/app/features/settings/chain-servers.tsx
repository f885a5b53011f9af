import { useState } from 'react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import { chainIds } from '../../../../wallet-core/chain-contract/index.ts';
import type { Settings } from '../../../../wallet-core/ipc/index.ts';
import { Card, SelectField, Stack, Text, t } from '../../../ui/index.ts';
import { coinOf } from '../chains/account-chains.ts';
import { ServerList } from './servers.tsx';
import type { ServedChain } from './settings-actions.ts';

/** Chains of these settings beside Flux, in the order of the table of chains. */
function servedChains(servers: Settings['servers']): readonly ServedChain[] {
  const isServed = (chain: (typeof chainIds)[number]): chain is ServedChain => Object.hasOwn(servers, chain);
  return chainIds.filter(isServed).filter((chain) => chain !== 'flux' && servers[chain] !== undefined);
}

/** Nodes and history services of every other chain, one chain at a time. Nothing where the wallet offers none. */
export function ChainServers({ servers }: { readonly servers: Settings['servers'] }) {
  const chains = servedChains(servers);
  const [chosen, setChosen] = useState<ServedChain | null>(null);
  const chain = chains.find((one) => one === chosen) ?? chains[0];
  if (chain === undefined) return null;
  const list = servers[chain] ?? [];
  const hasHistory = list.some(({ kind }) => kind === 'etherscan' || kind === 'blockscout');
  return (
    <Card title={t('chainServers.title')}>
      <Stack gap={16}>
        <Text tone="muted">{t('chainServers.intro')}</Text>
        <SelectField
          label={t('chainServers.network')}
          value={chain}
          options={chains.map((one) => ({ value: one, label: chainNames[one] }))}
          onValue={setChosen}
        />
        <ServerList key={chain} chain={chain} servers={list} />
        {list.length > 0 && !hasHistory && (
          <Text size={13} tone="warning">
            {t('chainServers.noHistory', { symbol: coinOf(chain).symbol })}
          </Text>
        )}
      </Stack>
    </Card>
  );
}
