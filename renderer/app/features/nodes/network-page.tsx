import type { CSSProperties } from 'react';
import type { NetworkView } from '../../../../wallet-core/ipc/index.ts';
import { nodeTiers } from '../../../../wallet-core/nodes/tiers.ts';
import {
  AmountText,
  amountWords,
  Card,
  EmptyState,
  Facts,
  formatCount,
  LoadingLabel,
  Skeleton,
  StackedBar,
  spanWords,
  Table,
  Text,
  t,
} from '../../../ui/index.ts';
import { FLUX } from '../send/form.ts';
import styles from './nodes.module.css';
import { useNodes } from './nodes-store.ts';
import { TierMark } from './tier-mark.tsx';
import { percentWords } from './words.ts';

interface BarStyle extends CSSProperties {
  readonly '--share': number;
}

const looks = { cumulus: 2, nimbus: 3, stratus: 1 } as const;

/** The whole network: how many nodes of each tier, how often they are paid, what a year gives at today's counts. */
export function NetworkPage() {
  const network = useNodes((state) => state.network);
  const failed = useNodes((state) => state.error !== null);
  if (network === undefined) {
    return failed ? null : (
      <Card>
        <LoadingLabel />
        <Skeleton size="block" width="full" />
      </Card>
    );
  }
  if (network === null) return <EmptyState title={t('network.none')}>{t('network.noneText')}</EmptyState>;
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <Tiers network={network} />
        <Yields network={network} />
      </div>
      <div className={styles.column}>
        <Totals network={network} />
      </div>
      <div className={styles.across}>
        <Card title={t('network.byTier')}>
          <StackedBar
            label={t('network.byTier')}
            decimals={FLUX.decimals}
            symbol={FLUX.symbol}
            parts={nodeTiers.map((tier) => {
              const figures = network.tiers[tier];
              return {
                id: tier,
                label: t(`nodes.tier.${tier}`),
                explanation: t('network.tierText', {
                  count: figures.nodes,
                  collateral: amountWords(BigInt(figures.collateral), FLUX.decimals, FLUX.symbol),
                }),
                units: BigInt(figures.locked),
                look: looks[tier],
              };
            })}
          />
        </Card>
      </div>
    </div>
  );
}

function Tiers({ network }: { readonly network: NetworkView }) {
  return (
    <Card title={t('network.tiers')} padding="flush">
      <Table
        caption={t('network.tiers')}
        keyOf={(tier) => tier}
        rows={nodeTiers}
        columns={[
          {
            id: 'tier',
            header: t('network.tier'),
            names: true,
            wide: true,
            render: (tier) => (
              <span className={styles.line}>
                <TierMark tier={tier} />
                {t(`nodes.tier.${tier}`)}
              </span>
            ),
          },
          {
            id: 'nodes',
            header: t('network.count'),
            align: 'end',
            render: (tier) => formatCount(network.tiers[tier].nodes),
          },
          {
            id: 'reward',
            header: t('network.reward'),
            align: 'end',
            render: (tier) => <AmountText units={network.tiers[tier].reward} {...FLUX} />,
          },
          {
            id: 'rotation',
            header: t('network.rotation'),
            align: 'end',
            render: (tier) => spanWords(network.tiers[tier].rotation.ms),
          },
        ]}
      />
    </Card>
  );
}

function Yields({ network }: { readonly network: NetworkView }) {
  const points = nodeTiers.map((tier) => network.tiers[tier].yieldBasisPoints);
  const most = Math.max(1, ...points.map((one) => one ?? 0));
  return (
    <Card title={t('network.yieldChart')}>
      <ul className={styles.benchmarks} aria-label={t('network.yieldChart')}>
        {nodeTiers.map((tier) => {
          const own = network.tiers[tier].yieldBasisPoints;
          const style: BarStyle = { '--share': (own ?? 0) / most };
          return (
            <li key={tier} className={styles.yield}>
              <span>{t(`nodes.tier.${tier}`)}</span>
              <span className={styles.yieldBar} style={style} aria-hidden />
              <Text as="span" weight="medium">
                {own === null ? t('amount.unknown') : percentWords(own)}
              </Text>
            </li>
          );
        })}
      </ul>
      <Text size={12} tone="muted">
        {t('network.yieldNote')}
      </Text>
    </Card>
  );
}

function Totals({ network }: { readonly network: NetworkView }) {
  const { leastResources: least } = network;
  return (
    <Card title={t('nodes.tab.network')}>
      <Facts
        facts={[
          { id: 'nodes', term: t('network.nodes'), value: formatCount(network.nodes) },
          { id: 'locked', term: t('network.locked'), value: <AmountText units={network.locked} {...FLUX} always /> },
          { id: 'paid', term: t('network.paid'), value: <AmountText units={network.paidPerDay} {...FLUX} always /> },
        ]}
      />
      <div className={styles.least}>
        <Text weight="medium">{t('network.least')}</Text>
        <ul>
          <li>{t('network.cores', { count: least.cores })}</li>
          <li>{t('network.threads', { count: least.threads })}</li>
          <li>{t('network.ram', { count: least.ram })}</li>
          <li>{t('network.storage', { count: least.storage })}</li>
        </ul>
        <Text size={12} tone="muted">
          {t('network.leastText')}
        </Text>
      </div>
    </Card>
  );
}
