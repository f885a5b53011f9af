import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { WireAccountValidation } from '../../../../wallet-core/ipc/index.ts';
import {
  AgeText,
  AmountText,
  Card,
  type Fact,
  Facts,
  Stack,
  shareInTenthsOfPercent,
  shareWords,
  Text,
  t,
  tx,
  useNow,
} from '../../../ui/index.ts';
import { useSnapshots } from '../../state/index.ts';
import { coinOf, type Money, NATIVE, placeOf } from '../chains/account-chains.ts';
import { usePrices } from '../prices/price-store.ts';
import { type Holding, shareByWorth } from '../prices/worth.ts';
import { PriceNote, WorthLine } from '../prices/worth-text.tsx';
import type { AccountChoice } from './form.ts';
import { OpenPayments } from './open-payments.tsx';
import styles from './send.module.css';

const units = (text: string | null | undefined): bigint | null => (text == null ? null : BigInt(text));

function Amount({
  of,
  money,
  always = false,
}: {
  readonly of: bigint | null;
  readonly money: Money;
  readonly always?: boolean;
}) {
  return <AmountText units={of} {...money} unknownReason={t('send.notKnown')} always={always} />;
}

const less = (have: bigint | null, spent: bigint | null) =>
  have === null || spent === null || have < spent ? null : have - spent;

interface FeeShareProps {
  readonly apart: boolean;
  readonly fee: Holding;
  readonly amount: Holding;
}

/** Of the same coin exactly; of another coin by what both are worth, as far as that is known. */
function FeeShare({ apart, fee, amount }: FeeShareProps) {
  const view = usePrices((state) => state.view);
  const byWorth = useNow((now) => shareByWorth(view, fee, amount, now) ?? -1);
  const exact =
    fee.units === null || amount.units === null ? undefined : shareInTenthsOfPercent(fee.units, amount.units);
  const share = apart ? (byWorth < 0 ? undefined : byWorth) : exact;
  if (share === undefined) return null;
  return (
    <Text as="div" size={12} tone="muted">
      {t(apart ? 'prices.shareByWorth' : 'send.share', { percent: shareWords(share, true) })}
    </Text>
  );
}

/** The fee and, where the chain rests on another, the part of it that is an estimate. */
function feeFacts(account: AccountChoice, validation: WireAccountValidation | null): readonly Fact[] {
  const coin = coinOf(account.chain);
  const fee = units(validation?.fee);
  const amount = units(validation?.amount);
  const extra = units(validation?.offer?.extraFee);
  const paid = { chain: account.chain, asset: NATIVE, decimals: coin.decimals, units: fee };
  return [
    {
      id: 'fee',
      term: t('account.feeMost'),
      value: (
        <>
          <Amount of={fee} money={coin} always />
          <WorthLine {...paid} always />
          {validation !== null && (
            <FeeShare
              apart={validation.isFeeApart}
              fee={paid}
              amount={{ chain: account.chain, asset: account.asset, decimals: account.money.decimals, units: amount }}
            />
          )}
        </>
      ),
    },
    ...(extra !== null && extra > 0n
      ? [{ id: 'data-fee', term: t('account.dataFee'), value: <Amount of={extra} money={coin} always /> }]
      : []),
  ];
}

/** What leaves in each coin and what remains of it. A token and the coin that pays for it are never added up. */
function factsOf(
  account: AccountChoice,
  validation: WireAccountValidation | null,
  have: bigint | null,
): readonly Fact[] {
  const { money } = account;
  const coin = coinOf(account.chain);
  const apart = validation?.isFeeApart ?? account.asset !== 'native';
  const amount = units(validation?.amount);
  const fee = units(validation?.fee);
  const total = units(validation?.total);
  const of = (id: string, term: string, value: bigint | null, paid: Money, strong = false): Fact => ({
    id,
    term,
    value: <Amount of={value} money={paid} always={id !== 'remains' && id !== 'remains-coin'} />,
    ...(strong ? { strong } : {}),
  });
  const leaves = (symbol: string) => t('account.leavesExactly', { symbol });
  const leavesAtMost = (symbol: string) => t('account.leaves', { symbol });
  const remains = (symbol: string) => t('account.remainsOf', { symbol });
  return [
    {
      id: 'arrives',
      term: t('account.arrives'),
      value: (
        <>
          <Amount of={amount} money={money} always />
          <WorthLine
            chain={account.chain}
            asset={account.asset}
            decimals={money.decimals}
            units={amount}
            always
            orUnknown={t('prices.unknown')}
          />
        </>
      ),
    },
    ...feeFacts(account, validation),
    ...(apart
      ? [
          of('leaves', leaves(money.symbol), amount, money, true),
          of('leaves-coin', leavesAtMost(coin.symbol), fee, coin),
          of('remains', t('account.remainsExactly', { symbol: money.symbol }), less(have, amount), money),
          of('remains-coin', remains(coin.symbol), less(units(validation?.coinBalance), fee), coin),
        ]
      : [
          of('leaves', leavesAtMost(coin.symbol), total, coin, true),
          of('remains', remains(coin.symbol), less(units(validation?.coinBalance) ?? have, total), coin),
        ]),
  ];
}

interface AccountSummaryProps {
  readonly account: AccountChoice;
  readonly validation: WireAccountValidation | null;
  readonly current: boolean;
}

/** What happens, on a chain with accounts: always the judged numbers, faint while newer ones are on their way. */
export function AccountSummary({ account, validation, current }: AccountSummaryProps) {
  const place = useSnapshots((state) => placeOf(state.portfolio, account.chain, account.asset));
  const network = chainNames[account.chain];
  return (
    <div className={styles.side}>
      <aside aria-label={t('send.summary')}>
        <Card title={t('send.summary')} aside={current ? undefined : <span role="status">{t('send.checking')}</span>}>
          <Stack gap={16}>
            <div className={styles.figures} data-old={current ? undefined : ''}>
              <Facts facts={factsOf(account, validation, units(place?.balance?.spendable))} />
            </div>
            {(validation?.isFeeApart ?? account.asset !== 'native') && (
              <Text size={12} tone="muted">
                {t('account.feeApart', { coin: coinOf(account.chain).symbol })}
              </Text>
            )}
            {validation?.offer != null && validation.offer.extraFee !== '0' && (
              <Text size={12} tone="muted">
                {t('account.dataFeeHint', { network })}
              </Text>
            )}
            <Text size={12} tone="muted">
              {t('account.noExpiry')}
            </Text>
            {validation?.nonce != null && (
              <Text size={12} tone="muted">
                {t('account.numberText', { nonce: validation.nonce.next, network })}
              </Text>
            )}
            <PriceNote />
            {validation?.provenance != null && (
              <Text size={12} tone="muted">
                {tx('account.asOf', { age: <AgeText atMs={validation.provenance.atMs} /> })}
              </Text>
            )}
          </Stack>
        </Card>
      </aside>
      <OpenPayments />
    </div>
  );
}
