import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { PortfolioPlace } from '../../../../wallet-core/ipc/index.ts';
import { SelectField, t } from '../../../ui/index.ts';
import { useSnapshots } from '../../state/index.ts';
import { isAccountChain, rankOf } from '../chains/account-chains.ts';
import { emptyGas } from '../gas/gas-form.ts';
import { FLUX } from './form.ts';
import { editForm, useSend } from './send-store.ts';

const HERE = 'flux native';
const keyOf = ({ chain, asset }: Pick<PortfolioPlace, 'chain' | 'asset'>) => `${chain} ${asset}`;

/** What is sent and on which network, from what the account has. Nothing while FLUX on its own chain is all there is. */
export function AssetField() {
  const account = useSend((state) => state.form.account);
  const places = useSnapshots((state) => state.portfolio?.places);
  const others = (places ?? [])
    .filter((place) => isAccountChain(place.chain))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  if (others.length === 0 && account === null) return null;
  const value = account === null ? HERE : keyOf(account);
  const missing = account !== null && !others.some((place) => keyOf(place) === value);
  const options = [
    { value: HERE, label: t('asset.on', { asset: FLUX.symbol, network: chainNames.flux }) },
    ...others.map((place) => ({
      value: keyOf(place),
      label: t('asset.on', { asset: place.symbol, network: chainNames[place.chain] }),
    })),
    // Chosen before it left the portfolio, for instance a token that was removed meanwhile: said as it is.
    ...(missing
      ? [{ value, label: t('asset.on', { asset: account.money.symbol, network: chainNames[account.chain] }) }]
      : []),
  ];
  const choose = (key: string) => {
    if (key === HERE) return editForm({ account: null });
    const place = others.find((one) => keyOf(one) === key);
    if (place === undefined) return;
    const { chain, asset, symbol, decimals } = place;
    const gas = account?.chain === chain ? account.gas : { ...emptyGas, speed: 'normal' as const };
    editForm({
      account: { chain, asset, money: { symbol, decimals }, gas },
      message: '',
      inputs: null,
      unlockedCollateral: [],
    });
  };
  return <SelectField label={t('asset.label')} value={value} options={options} onValue={choose} />;
}
