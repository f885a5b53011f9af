import type { WireValidation } from '../../../../wallet-core/ipc/index.ts';
import {
  AgeText,
  AmountText,
  Card,
  Facts,
  Stack,
  shareInTenthsOfPercent,
  shareWords,
  Text,
  t,
  tx,
} from '../../../ui/index.ts';
import { fluxPlace, useSnapshots } from '../../state/index.ts';
import { PriceNote, WorthLine } from '../prices/worth-text.tsx';
import { FLUX, feePerByteOf } from './form.ts';
import { OpenPayments } from './open-payments.tsx';
import styles from './send.module.css';
import { useSend } from './send-store.ts';

const units = (text: string | null | undefined): bigint | null =>
  text === null || text === undefined ? null : BigInt(text);

interface AmountProps {
  readonly of: bigint | null;
  readonly always?: boolean;
  /** Without coins read once there is no fee, no “everything”, no remainder. */
  readonly known: boolean;
}

function Amount({ of, always = false, known }: AmountProps) {
  const unknownReason = t(known ? 'send.notKnown' : 'send.notKnownCoins');
  return <AmountText units={of} {...FLUX} unknownReason={unknownReason} always={always} />;
}

const isFlux = { chain: 'flux', asset: 'native', decimals: FLUX.decimals } as const;

/** What leaves, what arrives, what remains: always the judged numbers, faint while newer ones are on their way. */
export function Summary({
  validation,
  current,
}: {
  readonly validation: WireValidation | null;
  readonly current: boolean;
}) {
  const spendable = useSnapshots((state) => fluxPlace(state)?.balance?.spendable ?? null);
  const feeReadable = useSend((state) => feePerByteOf(state.form) !== null);
  const total = feeReadable ? units(validation?.total) : null;
  const amount = units(validation?.amount);
  const fee = feeReadable ? units(validation?.fee) : null;
  const have = units(spendable);
  const remains = total === null || have === null || have < total ? null : have - total;
  const known = validation === null || validation.provenance !== null;
  const share = fee === null || amount === null ? undefined : shareInTenthsOfPercent(fee, amount);
  return (
    <div className={styles.side}>
      <aside aria-label={t('send.summary')}>
        <Card title={t('send.summary')} aside={current ? undefined : <span role="status">{t('send.checking')}</span>}>
          <Stack gap={16}>
            <div className={styles.figures} data-old={current ? undefined : ''}>
              <Facts
                facts={[
                  {
                    id: 'arrives',
                    term: t('send.arrives'),
                    value: (
                      <>
                        <Amount of={amount} known={known} always />
                        <WorthLine {...isFlux} units={amount} always />
                      </>
                    ),
                  },
                  {
                    id: 'fee',
                    term: t('send.feeLine'),
                    value: (
                      <>
                        <Amount of={fee} known={known} always />
                        <WorthLine {...isFlux} units={fee} always />
                        {share !== undefined && (
                          <Text as="div" size={12} tone="muted">
                            {t('send.share', { percent: shareWords(share, true) })}
                          </Text>
                        )}
                      </>
                    ),
                  },
                  {
                    id: 'leaves',
                    term: t('send.leaves'),
                    value: (
                      <>
                        <Amount of={total} known={known} always />
                        <WorthLine {...isFlux} units={total} always />
                      </>
                    ),
                    strong: true,
                  },
                  { id: 'remains', term: t('send.remains'), value: <Amount of={remains} known={known} /> },
                ]}
              />
            </div>
            <Text size={12} tone="muted">
              {t('send.expiry')}
            </Text>
            <PriceNote />
            {validation?.provenance != null && (
              <Text size={12} tone="muted">
                {tx('send.asOf', { age: <AgeText atMs={validation.provenance.atMs} /> })}
              </Text>
            )}
          </Stack>
        </Card>
      </aside>
      <OpenPayments />
    </div>
  );
}
