import type { Balance, ChainId, Spendable } from '../../../../wallet-core/chain-contract/index.ts';
import { outpointKey } from '../../../../wallet-core/chain-contract/index.ts';
import type { BalanceView, CoinsView } from '../../../../wallet-core/ipc/index.ts';
import { balanceOfHolding, holdingOf } from '../../../../wallet-core/portfolio/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';
import type { Change } from '../../store/database.ts';
import type { AccountChain } from '../account-chain.ts';
import type { AccountContext } from '../account-context.ts';
import type { LabelBook } from '../labels.ts';
import { provenanceOf } from '../provenance.ts';

const storedFrozen = z.strictObject({ frozen: z.literal(true) });

export interface Frozen {
  /** Outpoints the person has frozen. */
  all(): ReadonlySet<string>;
  set(outpoint: string, frozen: boolean): void;
  /** What has to be written for these to be frozen too; `reload` afterwards. */
  changesFor(outpoints: readonly string[]): readonly Change[];
  reload(): void;
}

/** Survives restarts; an outpoint stays frozen also while no server lists it (a reorganisation may bring it back). */
export function createFrozen(context: AccountContext, onChange: () => void): Frozen {
  const rows = context.table('frozen', storedFrozen);
  const load = (): ReadonlySet<string> => new Set(rows.list().map(({ key }) => key));
  let outpoints = load();
  return {
    all: () => outpoints,
    set: (outpoint, frozen) => {
      if (outpoints.has(outpoint) === frozen) return;
      context.database.write([frozen ? rows.put(outpoint, { frozen: true }) : rows.remove(outpoint)]);
      const next = new Set(outpoints);
      if (frozen) next.add(outpoint);
      else next.delete(outpoint);
      outpoints = next;
      onChange();
    },
    changesFor: (more) =>
      more.filter((outpoint) => !outpoints.has(outpoint)).map((outpoint) => rows.put(outpoint, { frozen: true })),
    reload: () => {
      outpoints = load();
    },
  };
}

/** The parts of a balance, each output in exactly one of them; own change counts as spendable. */
export function balanceOf(coins: readonly Spendable[], asset: string): BalanceView {
  return toBalanceView(balanceOfHolding(holdingOf(coins), asset));
}

export function toBalanceView({
  spendable,
  incoming,
  immature,
  collateral,
  frozen,
}: Omit<Balance, 'asset'>): BalanceView {
  return {
    spendable: spendable.toString(),
    incoming: incoming.toString(),
    immature: immature.toString(),
    collateral: collateral.toString(),
    frozen: frozen.toString(),
  };
}

/** Every output with what may be done with it. */
export function coinsView(chain: ChainId, account: AccountChain, labels: LabelBook): CoinsView {
  const { outputs } = account.sync.state();
  return {
    chain,
    coins: account.coins().map((coin) => ({
      outpoint: outpointKey(coin.outpoint),
      value: coin.value.toString(),
      address: coin.owner.address,
      role: coin.owner.role,
      confirmations: coin.confirmations,
      height: coin.height,
      coinbase: coin.coinbase,
      state: coin.state,
      label: labels.ofCoin(chain, outpointKey(coin.outpoint)),
    })),
    provenance: outputs === null ? null : provenanceOf(outputs),
  };
}
