import { AddressText, AmountText, Button, Disclosure, Facts, Stack, Text, t } from '../../../ui/index.ts';
import { useEscape } from '../../fields/use-escape.ts';
import { useNow } from '../../fields/use-now.ts';
import { Question } from '../../frame/question.tsx';
import { SETTLE_MS } from '../../session/approval-desk.ts';
import { secondsUntil } from '../wait-notice.tsx';
import styles from './factor.module.css';
import type { FactorProps } from './factor-props.ts';

const FLUX = { decimals: 8, symbol: 'FLUX', always: true } as const;

/** The last look at a change (T-01, T-06): a payment like any other, read from its bytes. Enter does not approve. */
export function ReviewScreen({ view, parts }: FactorProps<'review'>) {
  const { review, openedAtMs, validUntilMs } = view;
  const { desk } = parts.factors;
  const now = useNow(parts.clock, true);
  const ready = now - openedAtMs >= SETTLE_MS && now < validUntilMs;
  useEscape(() => void desk.back());
  return (
    <Question
      focusKey="factor-review"
      title={t(`factor.review.${review.kind}`)}
      text={t('factor.review.text')}
      actions={
        <>
          <Button size="large" onClick={() => void desk.back()}>
            {t('approve.reject')}
          </Button>
          <Button
            variant="primary"
            size="large"
            disabled={!ready}
            onClick={() => void desk.approve()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.preventDefault();
            }}
          >
            {t('factor.review.approve')}
          </Button>
        </>
      }
    >
      <Facts
        facts={[
          {
            id: 'amount',
            term: t('factor.review.amount'),
            value: <AmountText units={review.amount} {...FLUX} aligned />,
          },
          { id: 'fee', term: t('approve.fee'), value: <AmountText units={review.fee} {...FLUX} aligned /> },
          {
            id: 'total',
            term: t('approve.total'),
            value: <AmountText units={review.total} {...FLUX} aligned />,
            strong: true,
          },
          { id: 'network', term: t('approve.network'), value: t('approve.networkFlux') },
        ]}
      />
      <Disclosure summary={t('approve.fromBytes')}>
        <Stack gap={12}>
          <Text size={12} tone="muted">
            {t('factor.review.anchor')}
          </Text>
          <AddressText address={review.anchor} />
          <Facts
            facts={[
              { id: 'inputs', term: t('approve.inputs', { count: review.inputCount }), value: null },
              { id: 'size', term: t('approve.size'), value: t('approve.bytes', { count: review.signedSize }) },
              { id: 'expiry', term: t('approve.expiry'), value: review.expiryHeight.toString() },
            ]}
          />
          <Text size={12} tone="muted">
            {t('factor.review.record')}
          </Text>
          <pre className={styles.raw}>{review.recordHex}</pre>
          <Disclosure summary={t('approve.raw')}>
            <pre className={styles.raw}>{review.rawHex}</pre>
          </Disclosure>
        </Stack>
      </Disclosure>
      <Text size={12} tone="muted">
        {t('factor.review.next')} {t('approve.expires', { count: secondsUntil(validUntilMs, now) })}
      </Text>
    </Question>
  );
}
