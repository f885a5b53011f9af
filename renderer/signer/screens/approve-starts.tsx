import { useRef } from 'react';
import {
  AddressText,
  AmountText,
  Banner,
  Button,
  Card,
  Chip,
  Disclosure,
  Facts,
  Row,
  Stack,
  Text,
  t,
} from '../../ui/index.ts';
import { useEscape } from '../fields/use-escape.ts';
import { useNow } from '../fields/use-now.ts';
import { Question } from '../frame/question.tsx';
import { SETTLE_MS } from '../session/approval-desk.ts';
import type { Screen } from '../session/screen.ts';
import type { ReviewedStart } from '../session/starts-review.ts';
import type { SignerParts } from '../start.ts';
import styles from './approve.module.css';
import { secondsUntil } from './wait-notice.tsx';

type ApproveStarts = Extract<Screen, { kind: 'approve-starts' }>;

const FLUX = { decimals: 8, symbol: 'FLUX' } as const;

/** Every node that is about to be started, as its bytes say (T-18). No coins move; Approve is never the default. */
export function ApproveStartsScreen({
  screen,
  fluxApprovals,
  clock,
}: SignerParts & { readonly screen: ApproveStarts }) {
  const { review, requestId, openedAtMs, validUntilMs } = screen;
  const { starts } = review;
  const now = useNow(clock, true);
  const busy = useRef(false);
  const ready = now - openedAtMs >= SETTLE_MS && now < validUntilMs;
  const changesDelegates = starts.some(({ newDelegates }) => newDelegates !== null);
  const hasForeignKey = starts.some(({ identityIndex }) => identityIndex === null);
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
      title={t('starts.title', { count: starts.length })}
      text={t('starts.text')}
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
            {t('approve.approve')}
          </Button>
        </>
      }
    >
      {changesDelegates && (
        <Banner tone="warning" title={t('starts.delegates')}>
          {t('starts.delegatesText')}
        </Banner>
      )}
      {hasForeignKey && (
        <Banner tone="info" title={t('starts.foreignKey')}>
          {t('starts.foreignKeyText')}
        </Banner>
      )}
      {starts.map((start) => (
        <OneStart key={start.key} start={start} />
      ))}
      <Text size={12} tone="muted">
        {t('starts.next')} {t('approve.expires', { count: secondsUntil(validUntilMs, now) })}
      </Text>
    </Question>
  );
}

function OneStart({ start }: { readonly start: ReviewedStart }) {
  const { tier, value, address, key, identityIndex, nodePublicKey, multisig, signer, newDelegates } = start;
  const details = [
    { id: 'collateral', term: t('starts.collateral'), value: <code className={styles.raw}>{key}</code> },
    { id: 'key', term: t('starts.nodeKey'), value: <code className={styles.raw}>{nodePublicKey}</code> },
    {
      id: 'time',
      term: t('starts.time'),
      value: new Date(start.sigTime * 1_000).toISOString().replace('.000Z', ' UTC'),
    },
    { id: 'id', term: t('starts.id'), value: <code className={styles.raw}>{start.txid}</code> },
  ];
  return (
    <Card>
      <div data-testid="start">
        <Stack gap={8}>
          <Row gap={8} wrap>
            <Chip>{t(`starts.tier.${tier}`)}</Chip>
            <AmountText units={value} {...FLUX} always />
            {signer === 'delegate' && <Chip tone="info">{t('starts.asDelegate')}</Chip>}
            {multisig !== null && (
              <Chip tone="info">{t('starts.multisig', { required: multisig.required, keys: multisig.keys })}</Chip>
            )}
          </Row>
          <AddressText address={address} />
          <Text size={12} tone="muted">
            {identityIndex === null ? t('starts.keyElsewhere') : t('starts.keyOwn', { number: identityIndex + 1 })}
          </Text>
          {newDelegates !== null && (
            <Stack gap={4}>
              <Text size={12}>{t('starts.newDelegates', { count: newDelegates.length })}</Text>
              {newDelegates.map((delegate) => (
                <code key={delegate} className={styles.raw}>
                  {delegate}
                </code>
              ))}
            </Stack>
          )}
          <Disclosure summary={t('approve.fromBytes')}>
            <Stack gap={8}>
              <Facts facts={details} layout="down" />
              <pre className={styles.raw}>{start.rawHex}</pre>
            </Stack>
          </Disclosure>
        </Stack>
      </div>
    </Card>
  );
}
