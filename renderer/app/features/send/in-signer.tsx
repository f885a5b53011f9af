import type { WireStatedPayment } from '../../../../wallet-core/ipc/index.ts';
import {
  AddressText,
  AmountText,
  Button,
  Card,
  Facts,
  Heading,
  LoadingLabel,
  Row,
  Skeleton,
  Stack,
  Text,
  t,
} from '../../../ui/index.ts';
import { withdraw } from './actions.ts';
import { AskedAccount } from './asked-account.tsx';
import { FLUX } from './form.ts';
import styles from './send.module.css';
import type { SendStep } from './send-machine.ts';

/** While the signer window has the question: what was asked, and the way back. */
export function InSigner({ step }: { readonly step: Extract<SendStep, { kind: 'preparing' | 'signing' }> }) {
  return (
    <div className={styles.narrow}>
      <Card padding="roomy">
        <Stack gap={24}>
          <Stack gap={8}>
            <Heading level={2}>{step.kind === 'preparing' ? t('inSigner.preparing') : t('inSigner.title')}</Heading>
            <Text tone="muted">{t('inSigner.text')}</Text>
          </Stack>
          {step.kind === 'preparing' ? (
            <Stack gap={12}>
              <LoadingLabel />
              <Skeleton width="full" />
              <Skeleton width="long" />
              <Skeleton width="long" />
            </Stack>
          ) : (
            <Asked step={step} />
          )}
          <Row justify="end">
            <Button disabled={step.kind === 'preparing'} onClick={() => void withdraw()}>
              {t('inSigner.cancel')}
            </Button>
          </Row>
        </Stack>
      </Card>
    </div>
  );
}

function Asked({ step: { stated } }: { readonly step: Extract<SendStep, { kind: 'signing' }> }) {
  return stated.kind === 'payment' ? <AskedPayment stated={stated} /> : <AskedAccount stated={stated} />;
}

function AskedPayment({ stated }: { readonly stated: WireStatedPayment }) {
  const [recipient] = stated.recipients;
  if (recipient === undefined) return null;
  const total = BigInt(recipient.amount) + BigInt(stated.fee);
  return (
    <Stack gap={24}>
      <Facts
        layout="down"
        facts={[{ id: 'to', term: t('inSigner.to'), value: <AddressText address={recipient.address} size="large" /> }]}
      />
      <Facts
        facts={[
          { id: 'amount', term: t('inSigner.amount'), value: <AmountText units={recipient.amount} {...FLUX} always /> },
          { id: 'fee', term: t('inSigner.fee'), value: <AmountText units={stated.fee} {...FLUX} always /> },
          {
            id: 'total',
            term: t('inSigner.total'),
            value: <AmountText units={total} {...FLUX} always />,
            strong: true,
          },
          ...(stated.message === null ? [] : [{ id: 'message', term: t('inSigner.message'), value: stated.message }]),
        ]}
      />
    </Stack>
  );
}
