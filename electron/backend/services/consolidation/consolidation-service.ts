/** Many small outputs into few: planned, written down, signed batch by batch, resumed after a restart. */
import { BLOCK_BYTES, consolidationSizes } from '../../../../chains/flux/build/consolidation-sizes.ts';
import { fluxConfig } from '../../../../chains/flux/config.ts';
import {
  type ConsolidationTerms,
  type EligibleSpendable,
  eligibleSpendables,
  planConsolidation,
  previewConsolidation,
  recordRun,
  resumeRun,
} from '../../../../wallet-core/coin-control/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type {
  ConsolidationPlanView,
  ConsolidationRunView,
  PreparedSend,
  ReplyOf,
  RequestOf,
  WireDraft,
} from '../../../../wallet-core/ipc/index.ts';
import { blocksToMs } from '../../../../wallet-core/nodes/index.ts';
import { toHex } from '../../../../wallet-core/primitives/index.ts';
import type { AccountChain } from '../account-chain.ts';
import type { AccountContext } from '../account-context.ts';
import { provenanceOf } from '../provenance.ts';
import { isDead } from '../send/entry.ts';
import type { Journal } from '../send/journal.ts';
import { type StoredBatch, type StoredRun, storedRun } from './stored.ts';

const MAX_PLANS = 5;
const MAX_RUNS = 20;
const PLAN_VALID_MS = 10 * 60_000;

export interface ConsolidationService {
  plan(terms: RequestOf<'consolidation.plan'>): ConsolidationPlanView;
  begin(planId: string): ConsolidationRunView;
  read(): ReplyOf<'consolidation.read'>;
  next(runId: string): Promise<ReplyOf<'consolidation.next'>>;
  end(runId: string): void;
}

export interface ConsolidationOptions {
  readonly context: AccountContext;
  readonly journal: Journal;
  /** Throws `chain.not-supported`. */
  readonly chainOf: (chain: 'flux') => AccountChain;
  readonly prepare: (draft: WireDraft) => Promise<PreparedSend>;
  readonly onChange: () => void;
}

export function createConsolidation(options: ConsolidationOptions): ConsolidationService {
  const { context, journal, chainOf, prepare, onChange } = options;
  const rows = context.table('merges', storedRun);
  const plans = new Map<string, { readonly run: StoredRun; readonly validUntilMs: number }>();

  const runs = (): readonly StoredRun[] =>
    rows
      .list()
      .map(({ value }) => value)
      .sort((a, b) => b.createdAtMs - a.createdAtMs);

  /** Collateral, frozen, immature and foreign ones are kept out here, whatever their state says (T-08). */
  function eligible(chain: AccountChain): readonly EligibleSpendable[] {
    return eligibleSpendables(chain.coins(), {
      unlockedCollateral: [],
      isCollateral: ({ value }) => chain.port.isCollateralValue(value),
      canSign: ({ owner }) => owner.path !== null,
    }).eligible;
  }

  function keep(run: StoredRun): void {
    context.signal.throwIfAborted();
    context.database.write([rows.put(run.runId, run)]);
    onChange();
  }

  function get(runId: string): StoredRun {
    const run = rows.get(runId);
    if (run === undefined) throw new WalletError('consolidation.changed');
    return run;
  }

  const sentAs = ({ drafts }: StoredBatch) =>
    drafts.map((draftId) => journal.find(draftId)).findLast((entry) => entry !== undefined);

  function viewOf(run: StoredRun): ConsolidationRunView {
    const chain = chainOf('flux');
    const isKnown = chain.sync.state().outputs !== null;
    const record = {
      id: run.runId,
      batches: run.batches.map(({ id, inputs, amount, fee }) => ({
        id,
        inputs,
        amount: BigInt(amount),
        fee: BigInt(fee),
      })),
    };
    const standings = new Map(resumeRun(record, eligible(chain)).map((one) => [one.record.id, one.kind]));
    const { runId, address, createdAtMs, feePerByte } = run;
    return {
      runId,
      chain: 'flux',
      address,
      createdAtMs,
      feePerByte,
      batches: run.batches.map((batch) => {
        const entry = sentAs(batch);
        const isSent = entry !== undefined && !isDead(entry.state);
        const { id, amount, fee } = batch;
        return {
          id,
          inputs: batch.inputs.length,
          amount,
          fee,
          state: isSent ? 'sent' : isKnown ? (standings.get(id) ?? 'waiting') : 'waiting',
          sendId: entry?.sendId ?? null,
          sendState: entry?.state ?? null,
        };
      }),
    };
  }

  return {
    plan: (wanted) => {
      if (wanted.chain !== 'flux') throw new WalletError('chain.not-supported', { chain: wanted.chain });
      const chain = chainOf('flux');
      const { outputs, addresses } = chain.sync.state();
      const target = addresses?.value.nextReceive ?? chain.addresses?.at('receive', 0);
      if (target === undefined || target === null) throw new WalletError('chain.not-supported', { why: 'no-keys' });
      const terms: ConsolidationTerms = {
        feePerByte: BigInt(wanted.feePerByte),
        dust: fluxConfig.dust,
        size: consolidationSizes,
        below: BigInt(wanted.below),
        maxInputsPerBatch: wanted.maxInputsPerBatch,
        isForbiddenAmount: (amount) => chain.port.isCollateralValue(amount),
        ...(wanted.maxFeePerBatch === null ? {} : { maxFeePerBatch: BigInt(wanted.maxFeePerBatch) }),
      };
      const plan = planConsolidation(eligible(chain), terms);
      const preview = previewConsolidation(plan, terms, BLOCK_BYTES);
      const { id, batches } = recordRun(plan);
      if (batches.length === 0 || batches.length > 1_000) throw new WalletError('consolidation.nothing');
      const planId = toHex(context.random.bytes(16));
      const now = context.clock.now();
      const run: StoredRun = {
        runId: id,
        chain: 'flux',
        address: target.address,
        feePerByte: wanted.feePerByte,
        createdAtMs: now,
        batches: batches.map((batch) => ({
          id: batch.id,
          inputs: [...batch.inputs],
          amount: batch.amount.toString(),
          fee: batch.fee.toString(),
          drafts: [],
        })),
      };
      plans.set(planId, { run, validUntilMs: now + PLAN_VALID_MS });
      const [oldest] = plans.keys();
      if (plans.size > MAX_PLANS && oldest !== undefined) plans.delete(oldest);
      return {
        planId,
        ...preview,
        fee: preview.fee.toString(),
        amount: preview.amount.toString(),
        ms: blocksToMs(outputs?.height ?? 0, preview.blocks),
        address: target.address,
        provenance: outputs === null ? null : provenanceOf(outputs),
      };
    },
    begin: (planId) => {
      const plan = plans.get(planId);
      plans.delete(planId);
      if (plan === undefined || context.clock.now() > plan.validUntilMs) throw new WalletError('consolidation.changed');
      // The same outputs again are the same run: what was sent of it is not made a second time.
      const known = rows.get(plan.run.runId);
      if (known !== undefined) return viewOf(known);
      if (runs().length >= MAX_RUNS) throw new WalletError('session.busy');
      keep(plan.run);
      return viewOf(plan.run);
    },
    read: () => ({ runs: runs().slice(0, MAX_RUNS).map(viewOf) }),
    next: async (runId) => {
      const run = get(runId);
      const ready = viewOf(run).batches.find(({ state }) => state === 'ready');
      const batch = run.batches.find(({ id }) => id === ready?.id);
      if (batch === undefined) return { batchId: null, prepared: null };
      const prepared = await prepare({
        kind: 'payment',
        chain: 'flux',
        asset: fluxConfig.asset,
        recipients: [{ address: run.address, amount: 'max' }],
        message: null,
        feePerByte: run.feePerByte,
        inputs: [...batch.inputs],
        unlockedCollateral: [],
      });
      const drafts = [...batch.drafts, prepared.draftId].slice(-50);
      keep({ ...run, batches: run.batches.map((one) => (one.id === batch.id ? { ...one, drafts } : one)) });
      return { batchId: batch.id, prepared };
    },
    end: (runId) => {
      context.database.write([rows.remove(runId)]);
      onChange();
    },
  };
}
