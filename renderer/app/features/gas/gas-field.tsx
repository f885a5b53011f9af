import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import type { WireGasOffer } from '../../../../wallet-core/ipc/index.ts';
import {
  AmountText,
  amountWords,
  type Choice,
  formatCount,
  RadioCards,
  Stack,
  Text,
  TextField,
  t,
  tx,
} from '../../../ui/index.ts';
import { coinOf } from '../chains/account-chains.ts';
import { Worth } from '../prices/worth-text.tsx';
import styles from './gas.module.css';
import {
  customFrom,
  type GasField as FieldName,
  type GasForm,
  gasPresets,
  gasProblems,
  gweiText,
  roundedUp,
} from './gas-form.ts';

interface GasFieldProps {
  readonly chain: ChainId;
  readonly gas: GasForm;
  readonly onGas: (gas: GasForm) => void;
  /** What the network asks now; `null` while nobody has said. */
  readonly offer: WireGasOffer | null;
  /** Nobody answers: fees are not known, which is said and is not zero. */
  readonly unknown: boolean;
  /** The fields say what is wrong with them only once something was typed or the review was asked for. */
  readonly asked: boolean;
  readonly error?: string | undefined;
  readonly warning?: string | undefined;
}

/** Three speeds with the most each can cost, or prices of one's own. */
export function GasField({ chain, gas, onGas, offer, unknown, asked, error, warning }: GasFieldProps) {
  const coin = coinOf(chain);
  const choices: readonly Choice<GasForm['speed']>[] = [
    ...gasPresets.map((preset) => ({
      value: preset,
      label: t(`account.${preset}`),
      detail: (
        <>
          {t(`account.${preset}Time`)}
          <br />
          {offer === null
            ? '\u00a0'
            : tx('account.atMost', {
                amount: <AmountText units={roundedUp(BigInt(offer.presets[preset].fee))} {...coin} always />,
              })}
          {offer !== null && (
            <Worth
              chain={chain}
              asset="native"
              decimals={coin.decimals}
              units={roundedUp(BigInt(offer.presets[preset].fee))}
              always
              before={<br />}
            />
          )}
        </>
      ),
    })),
    { value: 'custom', label: t('account.custom'), detail: t('account.customTime') },
  ];
  return (
    <Stack gap={12}>
      <RadioCards
        legend={t('account.feeMost')}
        choices={choices}
        value={gas.speed}
        onValue={(speed) => onGas(speed === 'custom' ? customFrom(gas, offer) : { ...gas, speed })}
      />
      {unknown && (
        <Text size={13} tone="warning">
          {t('account.feesUnknown', { network: chainNames[chain] })}
        </Text>
      )}
      {gas.speed === 'custom' && <Own gas={gas} onGas={onGas} offer={offer} asked={asked} />}
      {error !== undefined && (
        <div role="alert">
          <Text size={13} tone="danger">
            {error}
          </Text>
        </div>
      )}
      {warning !== undefined && (
        <Text size={13} tone="warning">
          {warning}
        </Text>
      )}
    </Stack>
  );
}

function limitHint(offer: WireGasOffer | null): string {
  return offer?.gasLimitSource === 'estimated'
    ? t('account.limitEstimated', { limit: formatCount(Number(offer.gasLimit)) })
    : t('account.limitAssumed');
}

/** EIP-1559 prices, or one price where the chain has no parts of it. */
function Own({ gas, onGas, offer, asked }: Pick<GasFieldProps, 'gas' | 'onGas' | 'offer' | 'asked'>) {
  const hasTip = offer?.basePerGas !== null;
  const problems = gasProblems(gas, hasTip);
  const wrong = (field: FieldName) => problems.includes(field) && (asked || gas[field] !== '');
  return (
    <div className={styles.own}>
      <TextField
        label={t('account.maxGwei')}
        hint={
          offer?.basePerGas == null
            ? t('account.maxGweiPlain')
            : t('account.maxGweiHint', { base: gweiText(offer.basePerGas) })
        }
        inputMode="decimal"
        name="max-gwei"
        maxLength={20}
        value={gas.maxGwei}
        onValue={(maxGwei) => onGas({ ...gas, maxGwei })}
        error={wrong('maxGwei') ? t('account.maxGweiBad') : undefined}
      />
      {hasTip && (
        <TextField
          label={t('account.tipGwei')}
          hint={t('account.tipGweiHint')}
          inputMode="decimal"
          name="tip-gwei"
          maxLength={20}
          value={gas.tipGwei}
          onValue={(tipGwei) => onGas({ ...gas, tipGwei })}
          error={wrong('tipGwei') ? t('account.tipGweiBad') : undefined}
        />
      )}
      <TextField
        label={t('account.limit')}
        hint={limitHint(offer)}
        optional
        inputMode="numeric"
        name="gas-limit"
        maxLength={12}
        value={gas.limit}
        onValue={(limit) => onGas({ ...gas, limit })}
        error={wrong('limit') ? t('account.limitBad') : undefined}
      />
    </div>
  );
}

/** What a fee costs, in words for one line of text. */
export function feeWords(chain: ChainId, units: string): string {
  const { decimals, symbol } = coinOf(chain);
  return amountWords(BigInt(units), decimals, symbol);
}
