import {
  type AddressRef,
  type BuildContext,
  importedPath,
  outpointKey,
  type PaymentDraft,
  type Snapshot,
  type Spendable,
  type Tip,
} from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { type ReplyOf, type RequestOf, toWireUnsigned } from '../../../../wallet-core/ipc/index.ts';
import { toHex } from '../../../../wallet-core/primitives/index.ts';
import type { AccountChain } from '../account-chain.ts';
import type { AccountContext } from '../account-context.ts';
import { provenanceOf } from '../provenance.ts';
import type { Journal } from '../send/journal.ts';
import type { BuiltDraft } from '../send/prepare.ts';
import type { SendService } from '../send/send-service.ts';
import { fromWireRef, toWireRef } from '../sync/stored.ts';

/** Inputs of one transaction: far below what the network takes, few enough to be signed and checked while one looks on. */
const BATCH_INPUTS = 2_000;
/** What is left after so many transactions is swept by asking again. */
const MAX_BATCHES = 5;

export interface SweepOptions {
  readonly context: AccountContext;
  /** Throws `chain.not-supported`. */
  readonly chainOf: (chain: 'flux') => AccountChain & { readonly receive: { view(): ReplyOf<'receive.read'> } };
  readonly send: Pick<SendService, 'keep'>;
  readonly journal: Pick<Journal, 'reserved'>;
}

/**
 * Moves what a key that is not of this account holds to the account: finds outputs by address alone, and builds payments
 * of everything to the account's own receive address. The key itself never comes here.
 */
export interface SweepService {
  /**
   * Throws `session.locked` for another account than the open one, `account.exists` for an address of its own,
   * `chain.insufficient-funds` when what is there does not pay for its own way.
   */
  prepare(request: RequestOf<'sweep.prepare'>): Promise<ReplyOf<'sweep.prepare'>>;
}

/** In transactions of a size that can be signed while one looks on; what does not fit is not among them. */
export function inBatches<T>(outputs: readonly T[]): readonly (readonly T[])[] {
  const count = Math.min(MAX_BATCHES, Math.ceil(outputs.length / BATCH_INPUTS));
  return Array.from({ length: count }, (_, at) => outputs.slice(at * BATCH_INPUTS, (at + 1) * BATCH_INPUTS));
}

type Found = Snapshot<readonly Spendable[]>;

export function createSweepService({ context, chainOf, send, journal }: SweepOptions): SweepService {
  function sourcesOf(chain: AccountChain, addresses: readonly string[]): readonly AddressRef[] {
    return addresses.map((text, index) => {
      const parsed = chain.port.codec.parseAddress(text);
      if (!parsed.ok) throw new WalletError('chain.bad-address', { reason: parsed.reason });
      if (chain.ownRef(parsed.value) !== undefined) throw new WalletError('account.exists');
      return { address: parsed.value, role: 'imported', index, path: importedPath(index) };
    });
  }

  function build(chain: AccountChain, tip: Tip, coins: readonly Spendable[], feePerByte: bigint): BuiltDraft {
    const { port } = chain;
    const destination = fromWireRef(chainOf('flux').receive.view().current);
    if (destination.path === null) throw new WalletError('chain.not-supported', { why: 'no-keys' });
    const draft: PaymentDraft = {
      kind: 'payment',
      chain: 'flux',
      asset: port.asset,
      recipients: [{ address: destination.address, amount: 'max' }],
      message: null,
      feePerByte,
      inputs: coins.map(({ outpoint }) => outpoint),
      // Of a strange key: whether a node runs on it is said, the person decides.
      unlockedCollateral: coins.filter(({ value }) => port.isCollateralValue(value)).map(({ outpoint }) => outpoint),
    };
    const buildContext: BuildContext = { tip, spendables: coins, changeAddress: destination };
    const { unsigned: bytes, stated } = port.builder.build(draft, buildContext);
    // The only output goes back to the account: the signer derives it from this place and takes no word for it.
    const unsigned = { ...bytes, change: [{ vout: 0, path: destination.path }] };
    const review = port.codec.decode(unsigned);
    const ownOutputs = review.outputs.flatMap((output) =>
      output.kind === 'address'
        ? [
            {
              vout: output.vout,
              value: output.amount.toString(),
              script: toHex(port.scriptOf(output.address)),
              owner: toWireRef(destination),
            },
          ]
        : [],
    );
    return { unsigned, stated, review, ownOutputs, kind: 'sweep' };
  }

  return {
    prepare: async ({ accountId, addresses, feePerByte }) => {
      if (accountId !== context.account.accountId) throw new WalletError('session.locked');
      const chain = chainOf('flux');
      const sources = sourcesOf(chain, addresses);
      const connection = chain.connection();
      const tip = await connection.tip();
      const found: Found = await connection.spendables(sources);
      context.signal.throwIfAborted();
      const reserved = journal.reserved();
      const ready = found.value.filter(
        ({ state, outpoint, height }) =>
          height !== null && (state === 'spendable' || state === 'collateral') && !reserved.has(outpointKey(outpoint)),
      );
      const groups = inBatches(ready);
      const drafts = groups.map((coins) => send.keep(build(chain, tip, coins, BigInt(feePerByte))));
      const taken = groups.flat();
      return {
        batches: drafts.map(({ draftId, unsigned, validUntilMs }) => ({
          draftId,
          unsigned: toWireUnsigned(unsigned),
          validUntilMs,
        })),
        collateralCount: taken.filter(({ value }) => chain.port.isCollateralValue(value)).length,
        notReady: found.value.length - ready.length,
        leftForLater: ready.length - taken.length,
        provenance: provenanceOf(found),
      };
    },
  };
}
