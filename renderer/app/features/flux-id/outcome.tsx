import type { IdentityOutcome } from '../../../../wallet-core/ipc/index.ts';
import { AddressText, Banner, Button, Card, CopyButton, Row, Stack, Text, t } from '../../../ui/index.ts';
import { copyText } from '../../api/index.ts';
import styles from './flux-id.module.css';
import { dismissWish, type Wish } from './flux-id-store.ts';
import { problemWords } from './words.ts';

/** A signature to copy. */
export function Signature({ signature }: { readonly signature: string }) {
  return (
    <Stack gap={8}>
      <Text size={12} tone="muted">
        {t('outcome.signature')}
      </Text>
      <pre className={styles.message}>{signature}</pre>
      <Row>
        <CopyButton
          what={t('outcome.signatureWhat')}
          words={t('common.copyLabel', { what: t('outcome.signatureWhat') })}
          onCopy={() => copyText(signature)}
        />
      </Row>
    </Stack>
  );
}

/** What became of a signature: taken, refused, no answer, or to be copied. */
export function OutcomeBanner({ outcome }: { readonly outcome: IdentityOutcome }) {
  const host = outcome.host ?? t('common.unknown');
  switch (outcome.delivered) {
    case 'delivered':
      return (
        <Banner tone="positive" title={t(`outcome.delivered.${outcome.textKind}`, { host })} live>
          {outcome.privilege !== null &&
            `${t('outcome.privilege', { privilege: t(`request.gives.${outcome.privilege}`) })} `}
          {t('outcome.deliveredText')}
        </Banner>
      );
    case 'refused':
      return (
        <Banner tone="danger" title={t('outcome.refused', { host })} live>
          {problemWords(outcome.problem)}
        </Banner>
      );
    case 'unanswered':
      return (
        <Banner tone="warning" title={t('outcome.unanswered', { host })} live>
          {t('outcome.unansweredText')}
        </Banner>
      );
    default:
      return (
        <Banner tone="positive" title={t(`outcome.none.${outcome.textKind}`)} live>
          {outcome.textKind === 'login' ? t('outcome.noneLogin') : undefined}
        </Banner>
      );
  }
}

export function SignOutcome({ outcome }: { readonly outcome: IdentityOutcome }) {
  return (
    <Card padding="roomy">
      <Stack gap={16}>
        <OutcomeBanner outcome={outcome} />
        {outcome.signature !== null && <Signature signature={outcome.signature} />}
        <Row>
          <Button variant="primary" onClick={dismissWish}>
            {t('outcome.done')}
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}

const given = {
  delivered: { tone: 'positive', words: 'outcome.addressDelivered' },
  refused: { tone: 'danger', words: 'outcome.addressRefused' },
  unanswered: { tone: 'warning', words: 'outcome.addressUnanswered' },
} as const;

export function AddressOutcome({ wish }: { readonly wish: Extract<Wish, { kind: 'given' }> }) {
  const host = wish.host ?? t('common.unknown');
  return (
    <Card padding="roomy">
      <Stack gap={16}>
        {wish.delivered === 'no-callback' ? (
          <Banner tone="info" title={t('outcome.addressKept')} live />
        ) : (
          <Banner tone={given[wish.delivered].tone} title={t(given[wish.delivered].words, { host })} live />
        )}
        <AddressText address={wish.address} onCopy={() => copyText(wish.address)} />
        <Row>
          <Button variant="primary" onClick={dismissWish}>
            {t('outcome.done')}
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}
