/** Choosing coins among 50,000 for one payment, and gathering 50,000 small ones, from the account's raw list, against @scure/btc-signer. */
import { p2wpkh, selectUTXO } from '@scure/btc-signer';
import type { AddressRef, Spendable } from '../../wallet-core/chain-contract/index.ts';
import {
  type ConsolidationTerms,
  eligibleSpendables,
  planConsolidation,
  recordRun,
  type SelectionTerms,
  selectForTarget,
} from '../../wallet-core/coin-control/index.ts';
import { isCollateralValue } from '../../wallet-core/nodes/index.ts';
import { type AddressText, type DerivationPath, type TxId, unsafeBrand } from '../../wallet-core/primitives/index.ts';
import { compare } from './compare.ts';
import type { BenchResult } from './types.ts';

const OUTPUTS = 50_000;
const TARGET = 20_000_000_000n;
const HEIGHT = 2_917_115;
const INPUTS_PER_BATCH = 2_000;

/** Values between 0.001 and about 1 FLUX, in no order. */
function amountOf(number: number): bigint {
  return BigInt(100_000 + ((number * 7_919) % 99_991) * 1_000);
}

function txidOf(number: number): TxId {
  return unsafeBrand<TxId>(((number * 2_654_435_761) % 2 ** 32).toString(16).padStart(64, 'a'));
}

const terms: SelectionTerms = {
  feePerByte: 1n,
  dust: 546n,
  size: { maxBytes: 1_800_000, signedSize: (inputs, withChange) => 30 + 148 * inputs + 34 * (withChange ? 2 : 1) },
};

function coins(): readonly Spendable[] {
  const owner: AddressRef = {
    address: unsafeBrand<AddressText>('own'),
    role: 'receive',
    index: 0,
    path: unsafeBrand<DerivationPath>("m/44'/19167'/0'/0/0"),
  };
  return Array.from({ length: OUTPUTS }, (_, number) => ({
    outpoint: { txid: txidOf(number), vout: number % 4 },
    value: amountOf(number),
    scriptPubKey: new Uint8Array(25),
    owner,
    height: 2_000_000 + number,
    confirmations: 1_000,
    coinbase: false,
    state: 'spendable',
  }));
}

function eligible(spendables: readonly Spendable[]) {
  return eligibleSpendables(spendables, {
    unlockedCollateral: [],
    isCollateral: ({ value }) => isCollateralValue(value, HEIGHT),
    canSign: ({ owner }) => owner.path !== null,
  }).eligible;
}

function withScure() {
  const { script } = p2wpkh(Uint8Array.of(2, ...new Uint8Array(31), 1));
  const inputs = Array.from({ length: OUTPUTS }, (_, number) => ({
    txid: txidOf(number),
    index: number % 4,
    witnessUtxo: { script, amount: amountOf(number) },
  }));
  const address = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
  const options = { changeAddress: address, feePerByte: 1n, bip69: false, createTx: false };
  const select = () => selectUTXO(inputs, [{ address, amount: TARGET }], 'accumBiggest', options);
  /** Sorted, cut, each piece spent whole to one address: what the library offers for gathering. */
  const gather = () => {
    const ordered = [...inputs].sort((a, b) => Number(a.witnessUtxo.amount - b.witnessUtxo.amount));
    return Array.from({ length: Math.ceil(OUTPUTS / INPUTS_PER_BATCH) }, (_, batch) =>
      selectUTXO(ordered.slice(batch * INPUTS_PER_BATCH, (batch + 1) * INPUTS_PER_BATCH), [], 'all', options),
    );
  };
  return { select, gather };
}

export async function bench(): Promise<readonly BenchResult[]> {
  const spendables = coins();
  const peer = withScure();
  if (selectForTarget(eligible(spendables), TARGET, terms).kind !== 'selected' || peer.select() === undefined) {
    throw new Error('nothing was selected');
  }
  const consolidation: ConsolidationTerms = {
    ...terms,
    below: 10n ** 12n,
    maxInputsPerBatch: INPUTS_PER_BATCH,
    maxFeePerBatch: 1_000_000n,
    isForbiddenAmount: (amount) => isCollateralValue(amount, HEIGHT),
  };
  const gather = () => recordRun(planConsolidation(eligible(spendables), consolidation));
  const gathered = (batches: readonly { readonly inputs?: readonly unknown[] }[]) =>
    batches.reduce((sum, batch) => sum + (batch.inputs?.length ?? 0), 0);
  const others = peer.gather().flatMap((batch) => batch ?? []);
  if (gathered(gather().batches) !== OUTPUTS || gathered(others) !== OUTPUTS) throw new Error('not all were gathered');
  return [
    await compare({
      name: 'select',
      n: OUTPUTS,
      ours: () => selectForTarget(eligible(spendables), TARGET, terms),
      peers: { '@scure/btc-signer': peer.select },
      samples: 7,
    }),
    await compare({
      name: 'consolidate',
      n: OUTPUTS,
      ours: gather,
      peers: { '@scure/btc-signer': peer.gather },
      samples: 7,
    }),
  ];
}
