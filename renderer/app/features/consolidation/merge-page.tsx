import { useEffect } from 'react';
import type { ConsolidationPlanView } from '../../../../wallet-core/ipc/index.ts';
import {
  AddressText,
  AgeText,
  AmountField,
  AmountText,
  Button,
  Card,
  ErrorState,
  Facts,
  formatCount,
  RadioCards,
  Stack,
  spanWords,
  Text,
  t,
  tx,
} from '../../../ui/index.ts';
import { listen } from '../../api/index.ts';
import { ReviewCard } from '../review/review-card.tsx';
import { isBusy, stepOf, useReview } from '../review/review-store.ts';
import { FLUX } from '../send/form.ts';
import styles from './merge.module.css';
import { MergeRuns } from './merge-runs.tsx';
import {
  beginMerge,
  editTerms,
  isAmount,
  type MergeFee,
  makePlan,
  readRuns,
  termsOf,
  useMerge,
} from './merge-store.ts';

const fees: readonly MergeFee[] = ['1', '2', '5'];

/** Merges many small payouts into few coins: preview, then one review for each transaction; goes on after a restart. */
export function MergePage() {
  const step = useReview(stepOf('consolidation'));
  useEffect(() => {
    void readRuns();
    return listen('state.consolidation', () => void readRuns());
  }, []);
  return (
    <Stack gap={24}>
      <Text tone="muted">{t('merge.intro')}</Text>
      {step.kind !== 'idle' && <ReviewCard step={step} />}
      <MergeRuns />
      {step.kind === 'idle' && (
        <div className={styles.columns}>
          <Terms />
          <Preview />
        </div>
      )}
    </Stack>
  );
}

function Terms() {
  const { below, fee, maxFee, planning } = useMerge();
  const terms = useMerge((state) => termsOf(state) !== null);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void makePlan();
      }}
    >
      <AmountField
        label={t('merge.below')}
        hint={t('merge.belowHint')}
        unit={FLUX.symbol}
        name="below"
        value={below}
        onValue={(text) => editTerms({ below: text })}
        error={isAmount(below) ? undefined : t('merge.belowBad')}
      />
      <RadioCards
        legend={t('merge.fee')}
        value={fee}
        onValue={(value) => editTerms({ fee: value })}
        choices={fees.map((value) => ({
          value,
          label: t(`merge.fee.${value}`),
          detail: t('merge.feeDetail', { count: value }),
        }))}
      />
      <AmountField
        label={t('merge.maxFee')}
        optional
        hint={t('merge.maxFeeHint')}
        unit={FLUX.symbol}
        name="max-fee"
        value={maxFee}
        onValue={(text) => editTerms({ maxFee: text })}
        error={maxFee.trim() === '' || isAmount(maxFee) ? undefined : t('merge.belowBad')}
      />
      <Button type="submit" busy={planning} disabled={!terms}>
        {t('merge.plan')}
      </Button>
    </form>
  );
}

function Preview() {
  const plan = useMerge((state) => state.plan);
  const error = useMerge((state) => state.planError);
  if (error !== null) return <ErrorState shape="inline" code={error.code} />;
  return plan === null ? null : <Planned plan={plan} />;
}

function Planned({ plan }: { readonly plan: ConsolidationPlanView }) {
  const beginning = useMerge((state) => state.beginning);
  const busy = useReview(isBusy);
  return (
    <Card title={t('merge.preview')}>
      <Stack gap={16}>
        <Facts
          facts={[
            {
              id: 'coins',
              term: t('merge.coins'),
              value: t('merge.coinsValue', { before: plan.before, after: plan.after }),
            },
            { id: 'transactions', term: t('merge.transactions'), value: formatCount(plan.transactions) },
            { id: 'bytes', term: t('merge.bytes'), value: t('merge.bytesValue', { count: plan.bytes }) },
            {
              id: 'time',
              term: t('merge.time'),
              value: t('merge.timeValue', { count: plan.blocks, time: spanWords(plan.ms) }),
            },
            { id: 'fee', term: t('merge.feeTotal'), value: <AmountText units={plan.fee} {...FLUX} always /> },
            {
              id: 'amount',
              term: t('merge.amount'),
              value: <AmountText units={plan.amount} {...FLUX} always />,
              strong: true,
            },
          ]}
        />
        <Facts
          layout="down"
          facts={[{ id: 'to', term: t('merge.to'), value: <AddressText address={plan.address} /> }]}
        />
        {plan.notWorthMoving > 0 && (
          <Text size={13} tone="muted">
            {t('merge.left', { count: plan.notWorthMoving })}
          </Text>
        )}
        {plan.provenance !== null && (
          <Text size={12} tone="muted">
            {tx('send.asOf', { age: <AgeText atMs={plan.provenance.atMs} /> })}
          </Text>
        )}
        <Button variant="primary" size="large" wide busy={beginning} disabled={busy} onClick={() => void beginMerge()}>
          {t('merge.begin', { count: plan.transactions })}
        </Button>
        <Text size={12} tone="muted">
          {t('merge.beginText')}
        </Text>
      </Stack>
    </Card>
  );
}
