import { Snowflake, Tag } from 'lucide-react';
import { type CSSProperties, type FormEvent, useState } from 'react';
import { toWireError } from '../../../../wallet-core/errors/index.ts';
import type { CoinView } from '../../../../wallet-core/ipc/index.ts';
import {
  AddressText,
  AmountText,
  amountWords,
  announce,
  BareCheckbox,
  Chip,
  describeError,
  IconButton,
  type Tone,
  t,
  toast,
  VirtualCell,
} from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { FLUX } from '../send/form.ts';
import styles from './coins.module.css';
import { freezeCoin, readCoins, selectCoin, useCoins } from './coins-store.ts';
import { ageShare, isFreezable, isSelectable } from './selection.ts';

const tones: Readonly<Record<CoinView['state'], Tone>> = {
  spendable: 'accent',
  'own-change': 'accent',
  incoming: 'warning',
  immature: 'info',
  collateral: 'neutral',
  frozen: 'neutral',
};

interface AgeStyle extends CSSProperties {
  readonly '--age': number;
}

async function toggleFrozen(coin: CoinView): Promise<void> {
  const error = await freezeCoin(coin.outpoint, coin.state !== 'frozen');
  if (error !== null && error.code !== 'session.locked') toast('danger', describeError(error.code).title);
}

/** One output as cells of a row. */
export function CoinRow({ coin, hidden }: { readonly coin: CoinView; readonly hidden: boolean }) {
  const selected = useCoins((state) => state.selected.has(coin.outpoint));
  const labelling = useCoins((state) => state.labelling === coin.outpoint);
  const amount = hidden ? t('amount.hidden') : amountWords(BigInt(coin.value), FLUX.decimals, FLUX.symbol);
  const age: AgeStyle = { '--age': ageShare(coin.confirmations) };
  return (
    <div className={styles.row} data-selected={selected ? '' : undefined}>
      <VirtualCell className={styles.select}>
        <BareCheckbox
          label={t('table.select', { what: t('coins.selectOne', { amount }) })}
          checked={selected}
          disabled={!isSelectable(coin)}
          onChecked={(chosen) => selectCoin(coin.outpoint, chosen)}
        />
      </VirtualCell>
      <VirtualCell className={styles.amount}>
        <AmountText units={coin.value} {...FLUX} aligned />
      </VirtualCell>
      <VirtualCell className={styles.state} title={t(`coins.why.${coin.state}`)}>
        <Chip tone={tones[coin.state]}>{t(`coins.state.${coin.state}`)}</Chip>
      </VirtualCell>
      <VirtualCell className={styles.age}>
        <span className={styles.ageBar} style={age} aria-hidden />
        <span>
          {coin.confirmations === 0 ? t('coins.unconfirmed') : t('coins.confirmations', { count: coin.confirmations })}
        </span>
      </VirtualCell>
      <VirtualCell className={styles.address}>
        {labelling ? (
          <LabelEditor coin={coin} amount={amount} />
        ) : (
          <>
            {coin.label !== null && <span className={styles.label}>{coin.label}</span>}
            <AddressText address={coin.address} form="short" />
          </>
        )}
      </VirtualCell>
      <VirtualCell className={styles.actions}>
        <IconButton
          icon={Tag}
          size="small"
          label={t('coins.labelFor', { amount })}
          onClick={() => useCoins.setState({ labelling: labelling ? null : coin.outpoint })}
        />
        <IconButton
          icon={Snowflake}
          size="small"
          label={t('coins.freezeOne', { amount })}
          aria-pressed={coin.state === 'frozen'}
          disabled={!isFreezable(coin)}
          onClick={() => void toggleFrozen(coin)}
        />
      </VirtualCell>
    </div>
  );
}

function LabelEditor({ coin, amount }: { readonly coin: CoinView; readonly amount: string }) {
  const [text, setText] = useState(coin.label ?? '');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await call('label.set', { target: { kind: 'coin', outpoint: coin.outpoint }, text: text.trim() });
      await readCoins();
      announce(t('coins.labelSaved'));
      useCoins.setState({ labelling: null });
    } catch (thrown) {
      toast('danger', describeError(toWireError(thrown).code).title);
    }
  };
  return (
    <form className={styles.labelForm} onSubmit={save}>
      <input
        className={styles.labelInput}
        aria-label={t('coins.labelFor', { amount })}
        maxLength={200}
        value={text}
        placeholder={t('coins.addLabel')}
        ref={(element) => element?.focus()}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') useCoins.setState({ labelling: null });
        }}
      />
    </form>
  );
}
