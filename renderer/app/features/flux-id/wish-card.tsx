import { useEffect } from 'react';
import type { NodeView } from '../../../../wallet-core/ipc/index.ts';
import { Banner, Button, Card, describeError, LoadingLabel, Row, Skeleton, Stack, Text, t } from '../../../ui/index.ts';
import { openPage, readNodes, useNodes } from '../nodes/nodes-store.ts';
import { ReviewCard } from '../review/review-card.tsx';
import { dismissReview, stepOf, useReview } from '../review/review-store.ts';
import { AddressWish } from './address-wish.tsx';
import styles from './flux-id.module.css';
import { dismissWish, type Wish } from './flux-id-store.ts';
import { AddressOutcome, SignOutcome } from './outcome.tsx';
import { SignWish } from './sign-wish.tsx';
import { refusalReason } from './words.ts';

/** What somebody asks for, and what became of it. */
export function WishCard({ wish }: { readonly wish: Wish }) {
  const step = useReview(stepOf('flux-id'));
  if (wish.kind === 'sign' && step.kind !== 'idle') {
    return (
      <ReviewCard step={step} stopped={step.kind === 'stopped' ? <Stopped wish={wish} /> : undefined}>
        <SignWish wish={wish} bare />
      </ReviewCard>
    );
  }
  return (
    <div className={styles.wish}>
      <Body wish={wish} />
    </div>
  );
}

function Body({ wish }: { readonly wish: Wish }) {
  switch (wish.kind) {
    case 'reading':
      return (
        <Card title={t('request.reading')}>
          <Stack gap={12}>
            <LoadingLabel />
            <Skeleton width="full" />
            <Skeleton width="long" />
          </Stack>
        </Card>
      );
    case 'refused':
      return <Refused wish={wish} />;
    case 'sign':
      return <SignWish wish={wish} />;
    case 'address':
      return <AddressWish wish={wish} />;
    case 'signed':
      return <SignOutcome outcome={wish.outcome} />;
    default:
      return <AddressOutcome wish={wish} />;
  }
}

function Stopped({ wish }: { readonly wish: Extract<Wish, { kind: 'sign' }> }) {
  const step = useReview(stepOf('flux-id'));
  if (step.kind !== 'stopped') return null;
  return <Refused wish={{ kind: 'refused', link: wish.link, error: step.error }} />;
}

/** Its API port, or the encrypted one beside it. */
function isAt({ host, apiPort }: NodeView, asked: string): boolean {
  return host !== null && apiPort !== null && (asked === `${host}:${apiPort}` || asked === `${host}:${apiPort + 1}`);
}

function close(): void {
  dismissReview();
  dismissWish();
}

/** Refused before or in the signer: why, in particular where it is known. */
function Refused({ wish: { error, link } }: { readonly wish: Extract<Wish, { kind: 'refused' }> }) {
  const words = describeError(error.code);
  useEffect(() => void readNodes(), []);
  const host = link.callback?.host ?? null;
  const node = useNodes((state) => (host === null ? undefined : state.view?.nodes.find((one) => isAt(one, host))));
  return (
    <Banner tone="danger" title={words.title} live actions={<Button onClick={close}>{t('request.dismiss')}</Button>}>
      <Stack gap={8}>
        <Text>{refusalReason(error) ?? words.meaning}</Text>
        <Text>{words.next}</Text>
        {error.code.startsWith('node.') && node !== undefined && (
          <Row>
            <Button onClick={() => openPage({ kind: 'operate', key: node.key })}>{t('node.operate')}</Button>
          </Row>
        )}
        {host !== null && (
          <Text size={13}>
            {t('request.host')}:{' '}
            <bdi className={styles.host} dir="ltr">
              {host}
            </bdi>
          </Text>
        )}
      </Stack>
    </Banner>
  );
}
