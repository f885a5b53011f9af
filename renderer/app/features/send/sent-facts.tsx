import { chainNames, evmChainIds } from '../../../../wallet-core/assets/index.ts';
import type { SendEntry } from '../../../../wallet-core/ipc/index.ts';
import { AddressText, AgeText, AmountText, type Fact, t } from '../../../ui/index.ts';
import { coinOf } from '../chains/account-chains.ts';

/** What the journal's entry does, in words: a payment, an allowance, or nothing under a number. */
function actionFacts({ recipients: [party], account, symbol, decimals }: SendEntry): readonly Fact[] {
  if (party === undefined) return [];
  const amount = <AmountText units={party.amount} symbol={symbol} decimals={decimals} />;
  const address = <AddressText address={party.address} form="short" />;
  if (account?.action === 'cancel') {
    return [{ id: 'cancel', term: t('sent.cancel'), value: t('inSigner.nothing', { nonce: account.nonce }) }];
  }
  if (account?.action === 'allowance') {
    return [
      { id: 'spender', term: t('inSigner.spender'), value: address },
      { id: 'amount', term: t('inSigner.allow'), value: party.amount === '0' ? t('inSigner.revoke') : amount },
    ];
  }
  return [
    { id: 'amount', term: t('inSigner.amount'), value: amount },
    { id: 'to', term: t('inSigner.to'), value: address },
  ];
}

/** A payment of the journal as terms and values. The fee of a chain with accounts is in its coin, and the most it costs. */
export function sentFacts(entry: SendEntry): readonly Fact[] {
  const { account, chain } = entry;
  const money = account === undefined ? { symbol: entry.symbol, decimals: entry.decimals } : coinOf(chain);
  return [
    ...actionFacts(entry),
    {
      id: 'fee',
      term: account === undefined ? t('inSigner.fee') : t('inSigner.feeMost'),
      value: <AmountText units={entry.fee} {...money} />,
    },
    ...(evmChainIds[chain] === undefined
      ? []
      : [{ id: 'network', term: t('inSigner.network'), value: chainNames[chain] }]),
    ...(account === undefined ? [] : [{ id: 'number', term: t('sent.number'), value: account.nonce.toString() }]),
    ...(entry.message === null ? [] : [{ id: 'message', term: t('inSigner.message'), value: entry.message }]),
    { id: 'time', term: t('detail.time'), value: <AgeText atMs={entry.createdAtMs} /> },
  ];
}
