import { AddressText, Button, Card, type Fact, Facts, Heading, Row, Stack, Text, t } from '../../../ui/index.ts';
import { isBusy, useReview } from '../review/review-store.ts';
import styles from './flux-id.module.css';
import { dismissWish, signWish, type Wish } from './flux-id-store.ts';
import { Requester } from './requester.tsx';

type SignWishView = Extract<Wish, { kind: 'sign' }>;

/** The question in one sentence. */
export function titleOf({ stated }: SignWishView): string {
  return stated.requester === null
    ? t(`request.nobody.${stated.textKind}`)
    : t(`request.${stated.textKind}`, { host: stated.requester.host });
}

/** A text somebody wants signed: who, what it gives, where it goes, the text itself. `bare`: while the signer has it. */
export function SignWish({ wish, bare = false }: { readonly wish: SignWishView; readonly bare?: boolean }) {
  const { stated } = wish;
  const busy = useReview(isBusy);
  const facts: readonly Fact[] = [
    ...(stated.privilege === null
      ? []
      : [
          {
            id: 'gives',
            term: t('request.gives'),
            value: t(`request.gives.${stated.privilege}`),
            strong: stated.privilege === 'admin' || stated.privilege === 'fluxteam',
          },
        ]),
    {
      id: 'answer',
      term: t('request.answer'),
      value:
        stated.callback === null ? (
          t('request.noAnswer')
        ) : (
          <bdi className={styles.url} dir="ltr">
            {stated.callback}
          </bdi>
        ),
    },
    ...(stated.fetchedFrom === null
      ? []
      : [
          {
            id: 'fetched',
            term: t('request.fetched'),
            value: (
              <bdi className={styles.url} dir="ltr">
                {stated.fetchedFrom}
              </bdi>
            ),
          },
        ]),
  ];
  const content = (
    <Stack gap={24}>
      {bare ? <Text weight="medium">{titleOf(wish)}</Text> : <Heading level={2}>{titleOf(wish)}</Heading>}
      {stated.requester !== null && <Requester requester={stated.requester} />}
      <Facts layout="down" facts={facts} />
      <Stack gap={4}>
        <Text size={12} tone="muted">
          {t('request.text')}
        </Text>
        <pre className={styles.message}>{stated.message}</pre>
      </Stack>
      <Facts
        layout="down"
        facts={[{ id: 'as', term: t('request.as'), value: <AddressText address={stated.identity} /> }]}
      />
      {!bare && (
        <Row gap={8} wrap>
          <Button variant="primary" disabled={busy} onClick={() => void signWish()}>
            {t(`request.review.${stated.textKind}`)}
          </Button>
          <Button onClick={dismissWish}>{t('request.dismiss')}</Button>
        </Row>
      )}
    </Stack>
  );
  return bare ? content : <Card padding="roomy">{content}</Card>;
}
