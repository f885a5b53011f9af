import { useState } from 'react';
import { formatAmount } from '../../../../wallet-core/amounts/index.ts';
import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import { AmountField, Button, nowMs, t, useNow } from '../../../ui/index.ts';
import { usePrices } from './price-store.ts';
import { amountFromMoney, priceFor } from './worth.ts';

interface MoneyEntryProps {
  readonly chain: ChainId;
  readonly asset: string;
  readonly decimals: number;
  /** What stands in the field of the amount now. */
  readonly amount: string;
  readonly onAmount: (amount: string) => void;
}

/**
 * Another way to fill in the amount: by its worth. What is sent is the amount of coins that then stands in its own field;
 * a price that moves later changes nothing. Offered only while there is a price.
 */
export function MoneyEntry({ chain, asset, decimals, amount, onAmount }: MoneyEntryProps) {
  const view = usePrices((state) => state.view);
  const [typed, setTyped] = useState<{ readonly text: string; readonly gave: string } | null>(null);
  const known = useNow((now) => priceFor(view, chain, asset, now) !== undefined);
  if (view === null || !known) return null;
  const { currency } = view;
  if (typed === null)
    return (
      <div>
        <Button size="small" variant="quiet" onClick={() => setTyped({ text: '', gave: '' })}>
          {t('prices.enter', { currency })}
        </Button>
      </div>
    );
  const enter = (text: string) => {
    const price = priceFor(view, chain, asset, nowMs());
    const units = price === undefined ? undefined : amountFromMoney(text, currency, price, decimals);
    const gave = units === undefined ? '' : formatAmount(units, decimals);
    setTyped({ text, gave });
    onAmount(gave);
  };
  // Changed in the field of the amount since: what was typed here no longer says anything about it.
  const current = typed.gave === amount || typed.gave === '';
  const text = current ? typed.text : '';
  const bad = text !== '' && typed.gave === '';
  return (
    <AmountField
      label={t('prices.entry', { currency })}
      name="money"
      unit={currency}
      value={text}
      onValue={enter}
      hint={t('prices.entryHint')}
      error={bad ? t('prices.entryBad', { currency }) : undefined}
      actions={
        <Button size="small" onClick={() => setTyped(null)}>
          {t('prices.entryOff')}
        </Button>
      }
    />
  );
}
