import { ArrowLeftRight } from 'lucide-react';
import { parseAmount } from '../../../../wallet-core/amounts/index.ts';
import type { FusionChain } from '../../../../wallet-core/fusion/names.ts';
import {
  AddressText,
  AmountField,
  amountWords,
  Button,
  Facts,
  Heading,
  IconButton,
  type Option,
  SelectField,
  Text,
  t,
} from '../../../ui/index.ts';
import { useSnapshots } from '../../state/index.ts';
import { FLUX } from '../send/form.ts';
import styles from './fusion.module.css';
import { type FusionView, fusionName, receiverOn } from './fusion-store.ts';
import { askForQuote, askOf, editSwap, sourcesOn, turnAround, useSwap } from './swap-store.ts';

/** The networks, those that cannot be used with the reason in their name. */
function optionsOf(view: FusionView): readonly Option<FusionChain>[] {
  return view.chains.map(({ fusion, active, hasAdapter, addresses }) => {
    const chain = fusionName(fusion);
    const able = hasAdapter && addresses.length > 0;
    return {
      value: fusion,
      label: !able ? t('swap.noWallet', { chain }) : active === false ? t('swap.notActive', { chain }) : chain,
      disabled: !able || active === false,
    };
  });
}

const ends = (address: string) => (address.length > 24 ? `${address.slice(0, 8)}…${address.slice(-8)}` : address);
const words = (units: string | bigint) => amountWords(BigInt(units), FLUX.decimals, FLUX.symbol);

/** From where, to where, how much. */
export function SwapFields({ view }: { readonly view: FusionView }) {
  const { form, quoting } = useSwap();
  const hidden = useSnapshots((state) => state.settings?.hideAmounts === true);
  const options = optionsOf(view);
  const sources = sourcesOn(view, form.chainFrom);
  const source = sources.find(({ address }) => address === form.addressFrom) ?? sources[0];
  const receiver = receiverOn(view, form.chainTo);
  const parsed = parseAmount(form.amount.trim(), FLUX.decimals);
  const isTyped = form.amount.trim() !== '';
  const isOver = parsed.ok && source !== undefined && parsed.value > BigInt(source.spendable);
  return (
    <form
      className={styles.form}
      noValidate
      aria-label={t('swap.new')}
      onSubmit={(event) => {
        event.preventDefault();
        void askForQuote(view);
      }}
    >
      <Heading level={2}>{t('swap.new')}</Heading>
      <div className={styles.pair}>
        <SelectField
          label={t('swap.from')}
          value={form.chainFrom}
          options={options}
          onValue={(chainFrom) => editSwap({ chainFrom })}
        />
        <IconButton icon={ArrowLeftRight} label={t('swap.turn')} onClick={turnAround} />
        <SelectField
          label={t('swap.to')}
          value={form.chainTo}
          options={options}
          onValue={(chainTo) => editSwap({ chainTo })}
        />
      </div>
      {source !== undefined && (
        <SelectField
          label={t('swap.fromAddress')}
          hint={t('swap.fromAddressHint')}
          value={source.address}
          options={sources.map(({ address, spendable }) => ({
            value: address,
            label: t('swap.source', {
              address: ends(address),
              amount: hidden ? t('amount.hiddenMark') : words(spendable),
            }),
          }))}
          onValue={(addressFrom) => editSwap({ addressFrom })}
        />
      )}
      <AmountField
        label={t('swap.amount')}
        unit={FLUX.symbol}
        name="swap-amount"
        value={form.amount}
        onValue={(amount) => editSwap({ amount })}
        error={isTyped && !(parsed.ok && parsed.value > 0n) ? t('swap.amountBad') : undefined}
        warning={
          isOver && source !== undefined
            ? t('swap.amountOver', { amount: hidden ? t('amount.hiddenMark') : words(source.spendable) })
            : undefined
        }
      />
      <Facts
        layout="down"
        facts={[
          {
            id: 'to',
            term: t('swap.toAddress'),
            value:
              receiver === null ? <Text tone="muted">{t('swap.noAddress')}</Text> : <AddressText address={receiver} />,
          },
        ]}
      />
      <Button type="submit" busy={quoting} disabled={askOf(view, form) === null}>
        {t('swap.quote')}
      </Button>
    </form>
  );
}
