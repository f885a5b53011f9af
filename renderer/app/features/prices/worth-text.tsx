import type { ReactNode } from 'react';
import { priceAge } from '../../../../wallet-core/prices/index.ts';
import { AgeText, Text, t, tx, useAmountsHidden, useNow } from '../../../ui/index.ts';
import { usePrices } from './price-store.ts';
import { type Holding, priceFor, priceWords, worthWords } from './worth.ts';

interface WorthProps extends Holding {
  /** Shown even while amounts are hidden: the person typed the amount a moment ago. */
  readonly always?: boolean;
  /** Words for a value that is not known; without them, nothing stands there then. */
  readonly orUnknown?: string;
  readonly before?: ReactNode;
}

function useWorth({ always = false, orUnknown, before, ...holding }: WorthProps): ReactNode {
  const view = usePrices((state) => state.view);
  const hidden = useAmountsHidden() && !always;
  const words = useNow((now) => worthWords(view, holding, now) ?? '');
  if (view === null || view.state === 'off' || hidden) return null;
  if (words !== '')
    return (
      <>
        {before}
        <span data-worth="">{words}</span>
      </>
    );
  if (orUnknown === undefined || holding.units === null) return null;
  return (
    <>
      {before}
      <span title={t('prices.unknownWhy')}>{orUnknown}</span>
    </>
  );
}

/** What an amount is worth, as plain words. Source and age stand once beside, in `PriceNote`. Nothing when switched off. */
export function Worth(props: WorthProps) {
  return useWorth(props);
}

/** The same on a line of its own below an amount. */
export function WorthLine({ large = false, ...props }: WorthProps & { readonly large?: boolean }) {
  const worth = useWorth(props);
  if (worth === null) return null;
  return large ? (
    <Text as="div" size={16}>
      {worth}
    </Text>
  ) : (
    <Text as="div" size={12} tone="muted" weight="regular">
      {worth}
    </Text>
  );
}

/** Where values in money come from and how old they are, or that they are not known. Nothing when switched off. */
export function PriceNote({ withPrice = false }: { readonly withPrice?: boolean }) {
  const view = usePrices((state) => state.view);
  const reading = view?.reading ?? null;
  const age = useNow((now) => (reading === null ? 'gone' : priceAge(reading.atMs, now)));
  const price = useNow((now) => {
    const one = priceFor(view, 'flux', 'native', now);
    return view === null || one === undefined ? '' : priceWords(one, view.currency);
  });
  if (view === null || view.state === 'off') return null;
  if (reading === null || age === 'gone')
    return (
      <Text size={12} tone="muted" title={t(view.state === 'none' ? 'prices.noSource' : 'prices.unknownWhy')}>
        {t('prices.noneKnown')}
      </Text>
    );
  const words = { source: reading.source, age: <AgeText atMs={reading.atMs} /> };
  return (
    <Text size={12} tone={age === 'old' ? 'warning' : 'muted'}>
      {age === 'old' && <>{t('prices.old')} </>}
      {withPrice && price !== '' ? tx('prices.noteWithPrice', { ...words, price }) : tx('prices.note', words)}
    </Text>
  );
}
