import { useEffect } from 'react';
import type { CollateralPlan } from '../../../../wallet-core/ipc/index.ts';
import { tierNeeds } from '../../../../wallet-core/nodes/benchmarks.ts';
import { nodeTiers } from '../../../../wallet-core/nodes/tiers.ts';
import {
  AddressText,
  AmountText,
  amountWords,
  Banner,
  Button,
  Card,
  describeError,
  ErrorState,
  Facts,
  LoadingLabel,
  RadioCards,
  Skeleton,
  Stack,
  spanWords,
  Text,
  t,
} from '../../../ui/index.ts';
import { useSnapshots } from '../../state/index.ts';
import { ReviewCard } from '../review/review-card.tsx';
import { isBusy, stepOf, useReview } from '../review/review-store.ts';
import { FindingBanner } from '../send/finding-banner.tsx';
import { FLUX } from '../send/form.ts';
import { makeCollateral, planCollateral, useCollateral } from './collateral-store.ts';
import styles from './nodes.module.css';
import { openPage, useNodes } from './nodes-store.ts';
import { stepTitle } from './setup-steps.ts';
import { TierMark } from './tier-mark.tsx';
import { nodeName } from './words.ts';

/** The first step: a coin of exactly a tier's amount, made by paying oneself. */
export function CollateralStep() {
  const { tier, txid } = useCollateral();
  const step = useReview(stepOf('collateral'));
  const idle = step.kind === 'idle';
  const coins = useSnapshots((state) => state.coinsVersion);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other coins make another plan
  useEffect(() => {
    if (idle && txid === null) void planCollateral(tier);
  }, [tier, txid, idle, coins]);
  if (txid !== null) return <OnItsWay txid={txid} />;
  return (
    <Card title={stepTitle('collateral')}>
      <Stack gap={24}>
        <Text tone="muted">{t('setup.collateral.intro')}</Text>
        <Existing />
        {idle ? (
          <>
            <RadioCards
              legend={t('setup.tier')}
              value={tier}
              onValue={(value) => useCollateral.setState({ tier: value })}
              choices={nodeTiers.map((value) => ({
                value,
                label: (
                  <span className={styles.line}>
                    <TierMark tier={value} />
                    {t(`nodes.tier.${value}`)}
                  </span>
                ),
                detail: t('setup.tierNeeds', {
                  cores: tierNeeds[value].cores,
                  threads: tierNeeds[value].threads,
                  ram: tierNeeds[value].ram,
                  storage: tierNeeds[value].storage,
                }),
              }))}
            />
            <Plan />
          </>
        ) : (
          <ReviewCard step={step}>
            <Asked />
          </ReviewCard>
        )}
      </Stack>
    </Card>
  );
}

/** Collateral that is there already and has no node yet. */
function Existing() {
  const nodes = useNodes((state) => state.view?.nodes) ?? [];
  const waiting = nodes.filter(
    ({ state, ownership }) => ownership === 'own' && (state === 'not-started' || state.startsWith('waiting')),
  );
  if (waiting.length === 0) return null;
  return (
    <Banner tone="info" title={t('setup.collateral.have')}>
      <Text>{t('setup.collateral.haveText')}</Text>
      <ul className={styles.lines}>
        {waiting.map((node) => (
          <li key={node.key}>
            <button
              type="button"
              className={styles.nameButton}
              onClick={() => openPage({ kind: 'setup', key: node.key })}
            >
              {nodeName(node)}
            </button>{' '}
            <AmountText units={node.value} {...FLUX} />
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function Plan() {
  const { plan, error, tier } = useCollateral();
  const busy = useReview(isBusy);
  if (error !== null) {
    return (
      <ErrorState
        code={error.code}
        shape="inline"
        actions={
          <Button size="small" onClick={() => void planCollateral(tier)}>
            {t('common.retry')}
          </Button>
        }
      />
    );
  }
  if (plan === null) {
    return (
      <Stack gap={12}>
        <LoadingLabel />
        <Skeleton width="full" />
        <Skeleton width="long" />
        <Skeleton width="long" />
      </Stack>
    );
  }
  const { errors, warnings } = plan.validation;
  return (
    <Stack gap={24}>
      <PlanFacts plan={plan} />
      {errors.map((one) => {
        const words = describeError(one.code);
        return (
          <Banner key={one.code} tone="danger" title={words.title}>
            {words.next}
          </Banner>
        );
      })}
      {warnings.map((one) => (
        <FindingBanner
          key={one.code}
          tone="warning"
          finding={{ code: one.code, field: one.field, reason: one.data.reason }}
        />
      ))}
      <Button
        variant="primary"
        size="large"
        wide
        disabled={busy || errors.length > 0 || plan.validation.fee === null}
        onClick={() => void makeCollateral()}
      >
        {t('setup.collateral.review', { amount: amountWords(BigInt(plan.amount), FLUX.decimals, FLUX.symbol) })}
      </Button>
      <Text size={12} tone="muted">
        {t('setup.collateral.safe')}
      </Text>
    </Stack>
  );
}

function PlanFacts({ plan }: { readonly plan: CollateralPlan }) {
  return (
    <Facts
      facts={[
        { id: 'pay', term: t('setup.collateral.pay'), value: <AmountText units={plan.amount} {...FLUX} always /> },
        {
          id: 'fee',
          term: t('setup.collateral.fee'),
          value: <AmountText units={plan.validation.fee} {...FLUX} unknownReason={t('send.notKnown')} always />,
        },
        { id: 'to', term: t('setup.collateral.to'), value: <AddressText address={plan.address} /> },
        {
          id: 'ready',
          term: t('setup.collateral.ready'),
          value: t('setup.collateral.readyValue', {
            count: plan.confirmationsNeeded,
            time: spanWords(plan.readyInMs),
          }),
        },
      ]}
    />
  );
}

function Asked() {
  const plan = useCollateral((state) => state.plan);
  return plan === null ? null : <PlanFacts plan={plan} />;
}

function OnItsWay({ txid }: { readonly txid: string }) {
  const node = useNodes((state) => state.view?.nodes.find(({ key }) => key.startsWith(`${txid}:`)));
  return (
    <Banner
      tone="positive"
      title={t('setup.collateral.sent')}
      live
      actions={
        node === undefined ? undefined : (
          <Button variant="primary" onClick={() => openPage({ kind: 'setup', key: node.key })}>
            {t('setup.collateral.open')}
          </Button>
        )
      }
    >
      {t('setup.collateral.sentText')}
    </Banner>
  );
}
