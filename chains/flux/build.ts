/**
 * Builds FLUX payments with bitcoinjs-lib: its transaction and payment templates make inputs, outputs and scripts, which
 * are then put into the version-4 frame. The signer reads the result with the codec, which shares nothing with this
 * file: two implementations must agree before anything is signed.
 */
import { payments, Transaction } from 'bitcoinjs-lib';
import type {
  BuildContext,
  ChainBuilder,
  Issue,
  PaymentDraft,
  StatedPayment,
  Unsigned,
  Validation,
} from '../../wallet-core/chain-contract/index.ts';
import { type ErrorCode, isErrorCode, WalletError } from '../../wallet-core/errors/index.ts';
import { concatBytes, equalBytes, fromHex, reverseBytes } from '../../wallet-core/primitives/index.ts';
import { badTransaction } from '../_families/utxo/index.ts';
import { type FluxDestination, parseDestination } from './address.ts';
import { type PaymentPlan, planPayment } from './build/plan.ts';
import { fluxConfig } from './config.ts';

/** fOverwintered | version 4, and the Sapling version group (fluxd primitives/transaction.h), both little endian. */
const FRAME_START = fromHex('0400008085202f89');
/** Value balance 0, no shielded spends, shielded outputs or join splits. */
const FRAME_END = new Uint8Array(8 + 3);
const FINAL_SEQUENCE = 0xffffffff;

function templateScript({ kind, hash }: FluxDestination): Uint8Array {
  const { output } = kind === 'p2pkh' ? payments.p2pkh({ hash }) : payments.p2sh({ hash });
  if (output === undefined) throw new WalletError('internal');
  return output;
}

function messageScript(message: Uint8Array): Uint8Array {
  const { output } = payments.embed({ data: [message] });
  if (output === undefined) throw new WalletError('internal');
  return output;
}

/** Selected coins must be locked to the address they are said to belong to: a server could have said otherwise. */
function assertOwnScripts(plan: PaymentPlan): void {
  const scripts = new Map<string, Uint8Array>();
  for (const { owner, scriptPubKey } of plan.inputs) {
    let script = scripts.get(owner.address);
    if (script === undefined) {
      const parsed = parseDestination(owner.address);
      if (!parsed.ok) throw badTransaction('input-address');
      script = templateScript(parsed.value);
      scripts.set(owner.address, script);
    }
    if (!equalBytes(script, scriptPubKey)) throw badTransaction('input-script');
  }
}

/** Recipients, then change, then the message: OP_RETURN stands last. */
function serialize(plan: PaymentPlan): Uint8Array {
  const transaction = new Transaction();
  transaction.version = 4;
  for (const { outpoint } of plan.inputs) {
    transaction.addInput(reverseBytes(fromHex(outpoint.txid)), outpoint.vout, FINAL_SEQUENCE);
  }
  for (const { destination, amount } of plan.recipients) transaction.addOutput(templateScript(destination), amount);
  if (plan.change !== null) transaction.addOutput(templateScript(plan.change.destination), plan.change.amount);
  if (plan.message !== null) transaction.addOutput(messageScript(plan.message), 0n);
  const bytes = transaction.toBuffer();
  const expiry = new Uint8Array(4);
  new DataView(expiry.buffer).setUint32(0, plan.expiryHeight, true);
  // bitcoinjs-lib: version (4) · lists · lock time (4). The frame's header takes the version's place.
  return concatBytes(FRAME_START, bytes.subarray(4), expiry, FRAME_END);
}

function unsignedOf(plan: PaymentPlan): Unsigned {
  return {
    chain: fluxConfig.chain,
    bytes: serialize(plan),
    inputs: plan.inputs.map(({ value, scriptPubKey, owner }) => {
      if (owner.path === null) throw badTransaction('input-path');
      return { value, scriptPubKey, path: owner.path };
    }),
    change: plan.change === null ? [] : [{ vout: plan.recipients.length, path: plan.change.path }],
  };
}

const codeOfIssue: ReadonlyMap<Issue['code'], ErrorCode> = new Map([
  ['send.recipient-missing', 'chain.bad-address'],
  ['send.amount-zero', 'amount.out-of-range'],
  ['send.message-too-long', 'input.too-long'],
  ['send.fee-below-relay', 'chain.fee-too-low'],
] as const);

/** The error `build` throws for the first thing `validate` found; what has no code of its own is a bad transaction. */
function errorOf({ errors }: Validation): WalletError {
  const issue = errors[0];
  if (issue === undefined) return new WalletError('internal');
  const code = isErrorCode(issue.code) ? issue.code : (codeOfIssue.get(issue.code) ?? 'chain.bad-transaction');
  return new WalletError(code, { issue: issue.code });
}

function build(
  draft: PaymentDraft,
  context: BuildContext,
): { readonly unsigned: Unsigned; readonly stated: StatedPayment } {
  const { plan, validation } = planPayment(draft, context);
  if (plan === null) throw errorOf(validation);
  assertOwnScripts(plan);
  const stated: StatedPayment = {
    kind: 'payment',
    chain: fluxConfig.chain,
    asset: fluxConfig.asset,
    recipients: plan.recipients.map(({ address, amount }) => ({ address, amount })),
    message: plan.messageText,
    ...(plan.message !== null && plan.messageText === null ? { data: plan.message } : {}),
    fee: plan.fee,
  };
  return { unsigned: unsignedOf(plan), stated };
}

export const fluxBuilder: ChainBuilder = Object.freeze({
  chain: fluxConfig.chain,
  validate: (draft: PaymentDraft, context: BuildContext) => planPayment(draft, context).validation,
  build,
});
