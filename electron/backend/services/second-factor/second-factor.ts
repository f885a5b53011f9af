import type { Witness } from '../../../../chains/flux/network/index.ts';
import { type Outpoint, outpointKey, type PaymentDraft } from '../../../../wallet-core/chain-contract/index.ts';
import { recordBytes, toWireOutput } from '../../../../wallet-core/d2fa/candidates.ts';
import { anchorUnits, placeholderData } from '../../../../wallet-core/d2fa/publication.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { type ReplyOf, type RequestOf, toWireStatedData, toWireUnsigned } from '../../../../wallet-core/ipc/index.ts';
import { type AddressText, fromHex, toHex } from '../../../../wallet-core/primitives/index.ts';
import { logError } from '../../system/log-error.ts';
import type { AccountChain } from '../account-chain.ts';
import type { AccountContext } from '../account-context.ts';
import { DRAFT_VALID_MS } from '../send/drafts.ts';
import type { SendService } from '../send/send-service.ts';
import { agreementOf, askWitness, type WitnessAnswer } from './read-records.ts';

/** So many are asked at once; more only when these leave fewer than two answers. */
const ASKED_AT_ONCE = 3;
const ENOUGH_ANSWERS = 2;
const MAX_ANSWERS = 8;
/** A person changes one thing at a time. */
const MAX_PLANS = 5;

interface Plan {
  readonly draft: PaymentDraft;
  readonly firstInput: Outpoint;
  readonly fee: bigint;
  readonly validUntilMs: number;
}

export interface SecondFactorOptions {
  readonly context: AccountContext;
  /** Throws `chain.not-supported`. */
  readonly chainOf: (chain: 'flux') => AccountChain;
  readonly send: Pick<SendService, 'build' | 'keep'>;
}

/**
 * The second factor on the chain (decision 0004) as far as it needs no key: reads candidate records from several servers,
 * and builds the payment that carries one. Throws `session.locked` for another account than the open one.
 */
export interface SecondFactor {
  /** Never throws for servers that do not answer: they give no reading. */
  records(request: RequestOf<'d2fa.records'>): Promise<ReplyOf<'d2fa.records'>>;
  plan(request: RequestOf<'d2fa.plan'>): Promise<ReplyOf<'d2fa.plan'>>;
  prepare(request: RequestOf<'d2fa.prepare'>): Promise<ReplyOf<'d2fa.prepare'>>;
}

export function createSecondFactor({ context, chainOf, send }: SecondFactorOptions): SecondFactor {
  const plans = new Map<string, Plan>();

  function assertOpen(accountId: string): void {
    if (accountId !== context.account.accountId) throw new WalletError('session.locked');
  }

  function parseAnchor(text: string): AddressText {
    const parsed = chainOf('flux').port.codec.parseAddress(text);
    if (!parsed.ok) throw new WalletError('chain.bad-address', { reason: parsed.reason });
    return parsed.value;
  }

  async function ask(witnesses: readonly Witness[], anchors: readonly AddressText[]): Promise<WitnessAnswer[]> {
    const asked = await Promise.allSettled(witnesses.map((witness) => askWitness(witness, anchors, context.clock)));
    return asked.flatMap((outcome) => {
      if (outcome.status === 'fulfilled') return [outcome.value];
      logError(context.logger, 'second-factor.unread', outcome.reason);
      return [];
    });
  }

  async function askEnough(anchors: readonly AddressText[]): Promise<readonly WitnessAnswer[]> {
    const witnesses = chainOf('flux').connection().witnesses?.() ?? [];
    const answers = await ask(witnesses.slice(0, ASKED_AT_ONCE), anchors);
    const isEnough = () => answers.filter(({ reading }) => reading.complete).length >= ENOUGH_ANSWERS;
    for (const witness of witnesses.slice(ASKED_AT_ONCE)) {
      if (isEnough() || answers.length >= MAX_ANSWERS) break;
      answers.push(...(await ask([witness], anchors)));
    }
    return answers;
  }

  function takePlan(planId: string): Plan {
    const plan = plans.get(planId);
    if (plan === undefined) throw new WalletError('approval.unknown');
    plans.delete(planId);
    if (context.clock.now() > plan.validUntilMs) throw new WalletError('approval.expired');
    return plan;
  }

  return {
    records: async ({ accountId, anchors }) => {
      assertOpen(accountId);
      const answers = await askEnough(anchors.map(parseAnchor));
      context.signal.throwIfAborted();
      const readings = answers.map(({ reading }) => reading);
      return {
        readings: readings.map((reading) => ({ ...reading, outputs: reading.outputs.map(toWireOutput) })),
        agreement: agreementOf(readings),
        anchorsWanted: Math.max(0, ...answers.map(({ anchorsWanted }) => anchorsWanted)),
      };
    },
    plan: async ({ accountId, anchor, feePerByte }) => {
      assertOpen(accountId);
      const wanted: PaymentDraft = {
        kind: 'payment',
        chain: 'flux',
        asset: chainOf('flux').port.asset,
        recipients: [{ address: parseAnchor(anchor), amount: anchorUnits }],
        message: null,
        data: placeholderData,
        feePerByte: BigInt(feePerByte),
        inputs: null,
        unlockedCollateral: [],
      };
      const { review } = await send.build(wanted);
      const [first] = review.inputs;
      if (first === undefined) throw new WalletError('internal');
      // The record is bound to the first input, so it is made when the inputs are known, and these stay.
      const draft = { ...wanted, inputs: review.inputs.map(({ outpoint }) => outpoint) };
      const planId = toHex(context.random.bytes(16));
      const validUntilMs = context.clock.now() + DRAFT_VALID_MS;
      plans.set(planId, { draft, firstInput: first.outpoint, fee: review.fee, validUntilMs });
      const [oldest] = plans.keys();
      if (plans.size > MAX_PLANS && oldest !== undefined) plans.delete(oldest);
      return {
        planId,
        firstInput: outpointKey(first.outpoint),
        fee: review.fee.toString(),
        inputCount: review.inputs.length,
        validUntilMs,
      };
    },
    prepare: async ({ accountId, planId, payload }) => {
      assertOpen(accountId);
      const plan = takePlan(planId);
      const data = fromHex(payload);
      if (data.length !== recordBytes) throw new WalletError('input.bad', { field: 'payload' });
      const built = await send.build({ ...plan.draft, data });
      const first = built.review.inputs[0]?.outpoint;
      const isAsPlanned =
        first !== undefined && outpointKey(first) === outpointKey(plan.firstInput) && built.review.fee === plan.fee;
      if (!isAsPlanned) throw new WalletError('chain.conflict', { reason: 'plan' });
      const draft = send.keep(built);
      return {
        draftId: draft.draftId,
        stated: toWireStatedData(built.stated),
        unsigned: toWireUnsigned(built.unsigned),
        validUntilMs: draft.validUntilMs,
      };
    },
  };
}
