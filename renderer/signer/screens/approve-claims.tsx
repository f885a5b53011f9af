import { useRef } from 'react';
import { chainNames } from '../../../wallet-core/assets/index.ts';
import { AddressText, AmountText, Banner, Button, Card, Chip, Facts, Row, Stack, Text, t } from '../../ui/index.ts';
import { useEscape } from '../fields/use-escape.ts';
import { useNow } from '../fields/use-now.ts';
import { Question } from '../frame/question.tsx';
import { SETTLE_MS } from '../session/approval-desk.ts';
import type { ReviewedClaim } from '../session/claims-review.ts';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import styles from './approve.module.css';
import { secondsUntil } from './wait-notice.tsx';

type ApproveClaims = Extract<Screen, { kind: 'approve-claims' }>;

const FLUX = { decimals: 8, symbol: 'FLUX' } as const;

/** Claims through Fusion, each with its chain and receiving address. No coins of the account move; Approve is never the default. */
export function ApproveClaimsScreen({
  screen,
  fluxApprovals,
  clock,
}: SignerParts & { readonly screen: ApproveClaims }) {
  const { review, requestId, openedAtMs, validUntilMs } = screen;
  const { claims, service } = review;
  const now = useNow(clock, true);
  const busy = useRef(false);
  const ready = now - openedAtMs >= SETTLE_MS && now < validUntilMs;
  useEscape(() => void fluxApprovals.reject(requestId));
  const approve = () => {
    if (busy.current || !ready) return;
    busy.current = true;
    void fluxApprovals.approve(requestId).finally(() => {
      busy.current = false;
    });
  };
  return (
    <Question
      focusKey={requestId}
      title={t('claims.title', { count: claims.length })}
      text={t('claims.text', { service })}
      actions={
        <>
          <Button size="large" onClick={() => void fluxApprovals.reject(requestId)}>
            {t('approve.reject')}
          </Button>
          <Button
            variant="primary"
            size="large"
            disabled={!ready}
            onClick={approve}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.preventDefault();
            }}
          >
            {t('claims.approve')}
          </Button>
        </>
      }
    >
      {claims.some(({ isOwnReceiver }) => !isOwnReceiver) && (
        <Banner tone="warning" title={t('claims.foreign')}>
          {t('claims.foreignText')}
        </Banner>
      )}
      {claims.map((claim) => (
        <OneClaim key={claim.claimId} claim={claim} />
      ))}
      {claims.length > 1 && (
        <Facts
          facts={[
            {
              id: 'total',
              term: t('claims.total'),
              value: <AmountText units={claims.reduce((sum, one) => sum + one.received, 0n)} {...FLUX} always />,
              strong: true,
            },
          ]}
        />
      )}
      <Text size={12} tone="muted">
        {t('claims.custody')} {t('approve.expires', { count: secondsUntil(validUntilMs, now) })}
      </Text>
    </Question>
  );
}

function OneClaim({ claim }: { readonly claim: ReviewedClaim }) {
  const amounts = [
    { id: 'amount', term: t('claims.amount'), value: <AmountText units={claim.amount} {...FLUX} always /> },
    { id: 'fee', term: t('claims.fee'), value: <AmountText units={claim.fee} {...FLUX} always /> },
  ];
  const proof = [
    { id: 'from', term: t('claims.from'), value: <AddressText address={claim.address} /> },
    { id: 'phrase', term: t('claims.phrase'), value: <code className={styles.raw}>{claim.phrase}</code> },
  ];
  return (
    <Card>
      <div data-testid="claim">
        <Stack gap={8}>
          <Row gap={8} justify="between" wrap>
            <Row gap={8} wrap>
              <Chip tone="info">{chainNames[claim.chain]}</Chip>
              <Chip>{t(`claims.kind.${claim.kind}`)}</Chip>
            </Row>
            <Text as="span" size={16} weight="strong">
              <AmountText units={claim.received} {...FLUX} always />
            </Text>
          </Row>
          <Text size={12} tone={claim.isOwnReceiver ? 'muted' : 'warning'}>
            {t(claim.isOwnReceiver ? 'claims.toOwn' : 'claims.toForeign')}
          </Text>
          <AddressText address={claim.receiver} />
          <Facts facts={amounts} />
          <Facts facts={proof} layout="down" />
        </Stack>
      </div>
    </Card>
  );
}
