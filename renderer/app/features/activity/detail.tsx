import { ExternalLink, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import { toWireError } from '../../../../wallet-core/errors/index.ts';
import type { ActivityItem } from '../../../../wallet-core/ipc/index.ts';
import {
  AddressText,
  AmountText,
  Button,
  Chip,
  CopyButton,
  dateTimeWords,
  describeError,
  type Fact,
  Facts,
  formatCount,
  Heading,
  IconButton,
  Row,
  Stack,
  Text,
  t,
  toast,
} from '../../../ui/index.ts';
import { call, copyText } from '../../api/index.ts';
import { useSnapshots } from '../../state/index.ts';
import styles from './activity.module.css';
import { coinMoney, EntryAmount, isUnknownToken } from './entry.tsx';
import { LabelForm } from './label-form.tsx';
import { statusTone, statusWords } from './status.ts';

async function openExplorer({ chain, txid }: ActivityItem): Promise<void> {
  try {
    await call('external.open', {
      target: 'explorer-transaction',
      value: txid,
      ...(chain === 'flux' ? {} : { chain }),
    });
  } catch (thrown) {
    toast('danger', describeError(toWireError(thrown).code).title);
  }
}

function factsOf(item: ActivityItem): readonly Fact[] {
  const { status } = item;
  const mined = status.kind === 'confirmed' || status.kind === 'final';
  return [
    {
      id: 'state',
      term: t('detail.state'),
      value: (
        <Row gap={8} justify="end" wrap>
          <Chip tone={statusTone(status)}>{statusWords(status)}</Chip>
          {status.kind === 'final' && t('sent.confirmations', { count: status.confirmations })}
        </Row>
      ),
    },
    { id: 'time', term: t('detail.time'), value: dateTimeWords(item.timeMs) },
    ...(mined ? [{ id: 'block', term: t('detail.block'), value: formatCount(status.height) }] : []),
    ...(status.kind === 'pending' && item.expiryHeight !== null
      ? [{ id: 'expiry', term: t('detail.expiry'), value: formatCount(item.expiryHeight) }]
      : []),
    {
      id: 'fee',
      term: t('detail.fee'),
      value: <AmountText units={item.fee} {...coinMoney(item)} unknownReason={t('detail.feeUnknown')} />,
    },
    { id: 'network', term: t('detail.network'), value: chainNames[item.chain] },
  ];
}

function Addresses({ addresses }: { readonly addresses: readonly string[] }) {
  return (
    <Stack gap={8}>
      {addresses.map((address) => (
        <AddressText key={address} address={address} what={t('detail.counterparty')} onCopy={() => copyText(address)} />
      ))}
    </Stack>
  );
}

/** Everything known about one payment, at the side of the list. */
export function Detail({ item, onClose }: { readonly item: ActivityItem; readonly onClose: () => void }) {
  const demo = useSnapshots((state) => state.boot?.demo === true);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  const others = item.counterparties.map((one) => one.address);
  return (
    <aside className={styles.detail} aria-label={t('detail.title')}>
      <header className={styles.detailHead}>
        <Heading level={2} tabIndex={-1} ref={heading}>
          {t(`entry.${item.kind}`)}
        </Heading>
        <IconButton icon={X} size="small" label={t('common.close')} onClick={onClose} />
      </header>
      <div className={styles.detailBody}>
        <Text as="div" size={20} weight="strong">
          {isUnknownToken(item) ? t('activity.unknownToken') : <EntryAmount item={item} />}
        </Text>
        {isUnknownToken(item) && <Text tone="muted">{t('activity.unknownTokenText')}</Text>}
        <Facts facts={factsOf(item)} />
        <Facts
          layout="down"
          facts={[
            ...(others.length === 0
              ? []
              : [
                  {
                    id: 'others',
                    term:
                      item.kind === 'allowance'
                        ? t('detail.spender')
                        : item.kind === 'received' || item.kind === 'mined'
                          ? t('detail.from')
                          : t('detail.to'),
                    value: <Addresses addresses={others} />,
                  },
                ]),
            ...(item.message === null ? [] : [{ id: 'message', term: t('detail.message'), value: item.message }]),
            ...(item.asset === 'native'
              ? []
              : [
                  {
                    id: 'contract',
                    term: t('detail.contract'),
                    value: (
                      <AddressText
                        address={item.asset}
                        what={t('detail.contractWhat')}
                        onCopy={() => copyText(item.asset)}
                      />
                    ),
                  },
                ]),
            { id: 'own', term: t('detail.own'), value: <Addresses addresses={item.own} /> },
            {
              id: 'txid',
              term: t('detail.txid'),
              value: (
                <Row gap={4} align="start">
                  <Text as="span" mono size={12}>
                    {item.txid}
                  </Text>
                  <CopyButton size="small" what={t('detail.txidWhat')} onCopy={() => copyText(item.txid)} />
                </Row>
              ),
            },
          ]}
        />
        <LabelForm key={`${item.txid} ${item.label ?? ''}`} txid={item.txid} label={item.label} />
        {!demo && (
          <Stack gap={4}>
            <Row>
              <Button size="small" icon={ExternalLink} onClick={() => void openExplorer(item)}>
                {t('detail.explorer')}
              </Button>
            </Row>
            <Text size={12} tone="muted">
              {t('detail.explorerHint')}
            </Text>
          </Stack>
        )}
      </div>
    </aside>
  );
}
