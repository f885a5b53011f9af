import type { Settings } from '../../../../wallet-core/ipc/index.ts';
import { SelectField, Switch, t } from '../../../ui/index.ts';
import { changeSettings } from '../settings/settings-actions.ts';
import { usePrices } from './price-store.ts';

/** Offered before a source has named its own. */
const common = ['USD', 'EUR', 'GBP', 'CHF'] as const;
const names = new Intl.DisplayNames('en', { type: 'currency' });

/** Whether values in money are shown, and in which currency. */
export function PriceChoice({ settings }: { readonly settings: Settings }) {
  const view = usePrices((state) => state.view);
  const { shown, currency } = settings.prices ?? { shown: true, currency: 'USD' };
  const codes = [...new Set([...common, currency, ...(view?.currencies ?? [])])];
  return (
    <>
      <Switch
        label={t('prices.shown')}
        hint={t('prices.shownHint')}
        checked={shown}
        onChecked={(now) => void changeSettings({ prices: { shown: now, currency } })}
      />
      {shown && (
        <SelectField
          label={t('prices.currency')}
          value={currency}
          options={codes.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))}
          onValue={(code) => void changeSettings({ prices: { shown, currency: code } })}
        />
      )}
    </>
  );
}
