import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { WireStatedAccountPayment } from '../../../../wallet-core/ipc/index.ts';
import { AddressText, AmountText, type Fact, Facts, Stack, t } from '../../../ui/index.ts';
import { useSnapshots } from '../../state/index.ts';
import { coinOf, type Money, moneyOf } from '../chains/account-chains.ts';

function actionFacts(stated: WireStatedAccountPayment, money: Money | null): readonly Fact[] {
  const { action } = stated;
  const amount = (units: string) =>
    money === null ? t('allowances.unknownUnits', { amount: units }) : <AmountText units={units} {...money} always />;
  switch (action.kind) {
    case 'transfer':
      return [{ id: 'amount', term: t('inSigner.amount'), value: amount(action.amount), strong: true }];
    case 'allowance':
      return [
        {
          id: 'amount',
          term: t('inSigner.allow'),
          value: action.amount === '0' ? t('inSigner.revoke') : amount(action.amount),
          strong: true,
        },
      ];
    case 'nothing':
      return [{ id: 'amount', term: t('sent.cancel'), value: t('inSigner.nothing', { nonce: stated.nonce }) }];
  }
}

/** What the signer was asked to approve on a chain with accounts; its fee is in the coin and stands apart. */
export function AskedAccount({ stated }: { readonly stated: WireStatedAccountPayment }) {
  const { action, chain } = stated;
  const asset = action.kind === 'nothing' ? 'native' : action.asset;
  const money = useSnapshots((state) => state.portfolio);
  const party = action.kind === 'allowance' ? action.spender : action.recipient;
  const fee = BigInt(stated.fee) + BigInt(stated.extraFee);
  return (
    <Stack gap={24}>
      <Facts
        layout="down"
        facts={[
          {
            id: 'to',
            term: action.kind === 'allowance' ? t('inSigner.spender') : t('inSigner.to'),
            value: <AddressText address={party} size="large" />,
          },
        ]}
      />
      <Facts
        facts={[
          { id: 'network', term: t('inSigner.network'), value: chainNames[chain] },
          ...actionFacts(stated, moneyOf(money, chain, asset)),
          { id: 'fee', term: t('inSigner.feeMost'), value: <AmountText units={fee} {...coinOf(chain)} always /> },
        ]}
      />
    </Stack>
  );
}
