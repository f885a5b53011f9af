import { chainNames } from '../../../../wallet-core/assets/index.ts';
import { AddressText, Banner, Button, Card, Facts, Heading, Row, Stack, Text, t } from '../../../ui/index.ts';
import styles from './flux-id.module.css';
import { dismissWish, giveAddress, type Wish } from './flux-id-store.ts';
import { Requester } from './requester.tsx';

/** An address somebody wants to know: which one, and where it would go. */
export function AddressWish({ wish }: { readonly wish: Extract<Wish, { kind: 'address' }> }) {
  const { requester, address, link, giving } = wish;
  return (
    <Card padding="roomy">
      <Stack gap={24}>
        <Heading level={2}>
          {requester === null ? t('request.nobody.address') : t('request.address', { host: requester.host })}
        </Heading>
        {requester !== null && <Requester requester={requester} />}
        <Facts
          layout="down"
          facts={[
            { id: 'asset', term: t('request.asset'), value: chainNames[link.chain] },
            ...(address === null
              ? []
              : [
                  {
                    id: 'address',
                    term: t('request.addressGiven'),
                    value: <AddressText address={address} size="large" />,
                  },
                ]),
            {
              id: 'answer',
              term: t('request.answer'),
              value:
                link.callback === null ? (
                  t('outcome.addressKept')
                ) : (
                  <bdi className={styles.url} dir="ltr">
                    {link.callback.url}
                  </bdi>
                ),
            },
          ]}
        />
        <Text tone="muted" size={13}>
          {t('request.addressNote')}
        </Text>
        {address === null && <Banner tone="warning" title={t('fluxId.none')} />}
        <Row gap={8} wrap>
          <Button variant="primary" busy={giving} disabled={address === null} onClick={() => void giveAddress()}>
            {t('request.give')}
          </Button>
          <Button onClick={dismissWish}>{t('request.dismiss')}</Button>
        </Row>
      </Stack>
    </Card>
  );
}
