import { useState } from 'react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import type { PortfolioPlace, ReceiveView } from '../../../../wallet-core/ipc/index.ts';
import {
  AddressText,
  AmountField,
  amountWords,
  Banner,
  Card,
  ChainMark,
  CopyButton,
  describeError,
  QrCode,
  Row,
  SelectField,
  Stack,
  Text,
  t,
} from '../../../ui/index.ts';
import { copyText } from '../../api/index.ts';
import { useSnapshots } from '../../state/index.ts';
import { chainList, coinOf, rankOf } from '../chains/account-chains.ts';
import { accountRequest } from './account-request.ts';
import styles from './receive.module.css';
import { useReceive } from './receive-store.ts';

interface AccountAddressProps {
  readonly view: ReceiveView;
  /** Of the account, in their order; only those that have this very address are shown. */
  readonly chains: readonly ChainId[];
}

/** One address on several networks, shown once, with the networks by name and what is lost beside them. */
export function AccountAddress({ view, chains }: AccountAddressProps) {
  const same = chains.filter((chain) => chain === view.chain || view.sharedWith?.includes(chain) === true);
  const places = useSnapshots((state) => state.portfolio?.places);
  const amount = useReceive((state) => state.amount);
  const [chosen, setChosen] = useState<string | null>(null);
  const options = (places ?? [])
    .filter((place) => same.includes(place.chain))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  const keyOf = ({ chain, asset }: PortfolioPlace) => `${chain} ${asset}`;
  const place = options.find((one) => keyOf(one) === chosen) ?? options[0];
  const { address } = view.current;
  const plain = { text: address, amount: null, isLink: false };
  const request = place === undefined ? null : accountRequest(address, { ...place, money: place }, amount);
  const shown = request?.ok === true ? request.value : plain;
  const refused = request?.ok === false ? describeError(request.reason) : undefined;
  return (
    <div className={styles.columns}>
      <Card padding="roomy">
        <div className={styles.address}>
          <QrCode
            text={shown.text}
            what={
              shown.amount === null || place === undefined
                ? t('receiveOn.qr', { networks: chainList(same) })
                : t('receiveOn.qrRequest', {
                    amount: amountWords(shown.amount, place.decimals, place.symbol),
                    network: chainNames[place.chain],
                  })
            }
          />
          <Stack gap={16} grow>
            <Stack gap={8}>
              <Text size={13} weight="medium">
                {t('receiveOn.same', { count: same.length })}
              </Text>
              <AddressText address={address} size="large" />
            </Stack>
            <Networks chains={same} />
            <Row gap={8} wrap>
              <CopyButton
                variant="primary"
                words={t('receive.copy')}
                what={t('receiveOn.what')}
                onCopy={() => copyText(address)}
              />
              {shown.isLink && (
                <CopyButton
                  words={t('receive.copyLink')}
                  what={t('receive.linkWhat')}
                  onCopy={() => copyText(shown.text)}
                />
              )}
            </Row>
            <Banner tone="warning">{t('receiveOn.warning')}</Banner>
          </Stack>
        </div>
      </Card>
      {place !== undefined && (
        <Card title={t('receiveOn.request')}>
          <Stack gap={16}>
            <SelectField
              label={t('receiveOn.asset')}
              value={keyOf(place)}
              options={options.map((one) => ({
                value: keyOf(one),
                label: t('asset.on', { asset: one.symbol, network: chainNames[one.chain] }),
              }))}
              onValue={setChosen}
            />
            <AmountField
              label={t('send.amount')}
              optional
              name="request-amount"
              unit={place.symbol}
              value={amount}
              onValue={(text) => useReceive.setState({ amount: text })}
              error={refused === undefined ? undefined : `${refused.title}. ${refused.next}`}
            />
            <Text size={12} tone="muted">
              {shown.isLink ? t('receiveOn.hint') : t('receiveOn.hintPlain')}
            </Text>
          </Stack>
        </Card>
      )}
    </div>
  );
}

function Networks({ chains }: { readonly chains: readonly ChainId[] }) {
  return (
    <ul className={styles.networks} aria-label={t('receiveOn.networks')}>
      {chains.map((chain) => (
        <li key={chain}>
          <Row gap={8}>
            <ChainMark chain={chain} />
            <Text as="span">{chainNames[chain]}</Text>
            <Text as="span" size={12} tone="muted">
              {t('receiveOn.feeCoin', { symbol: coinOf(chain).symbol })}
            </Text>
          </Row>
        </li>
      ))}
    </ul>
  );
}
