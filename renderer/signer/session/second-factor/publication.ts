import { fluxCodec } from '../../../../chains/flux/codec.ts';
import { explainPayment, isSpendingPath } from '../../../../chains/flux/explain.ts';
import { fluxSigner } from '../../../../chains/flux/sign.ts';
import { verifySigned } from '../../../../chains/flux/verify.ts';
import type { Unsigned } from '../../../../wallet-core/chain-contract/index.ts';
import {
  comparePublication,
  type D2faBody,
  type D2faPublication,
  deriveAnchorPublicKey,
  sealRecord,
} from '../../../../wallet-core/d2fa/index.ts';
import { isWalletError, WalletError } from '../../../../wallet-core/errors/index.ts';
import { fromOutpointText, fromWireUnsigned } from '../../../../wallet-core/ipc/index.ts';
import { estimateHeight } from '../../../../wallet-core/nodes/height-estimate.ts';
import type { Clock, Random } from '../../../../wallet-core/ports/index.ts';
import { toHex } from '../../../../wallet-core/primitives/index.ts';
import type { MainPort } from '../main-port.ts';
import { EXPIRY_SLACK, ownsEveryInput } from '../payment-review.ts';
import type { OpenAccount } from '../session.ts';
import type { FactorReview, PublishedKind } from './factor-screen.ts';

export interface PublicationPorts {
  readonly main: MainPort;
  readonly clock: Clock;
  readonly random: Random;
}

/** A change that is ready to be looked at and signed. */
export interface Prepared {
  readonly draftId: string;
  readonly unsigned: Unsigned;
  readonly review: FactorReview;
  readonly validUntilMs: number;
}

/** Sat per byte, as for payments unless the person chooses otherwise. */
const FEE_PER_BYTE = '1';

/**
 * The payment that carries a record: planned by the backend, the record made here for its first input, built by the
 * backend, and read again here to the unit (T-06). Throws `approval.mismatch` for bytes that say anything else, and what
 * planning and building throw.
 */
export async function preparePublication(
  { main, clock, random }: PublicationPorts,
  { candidate }: OpenAccount,
  kind: PublishedKind,
  sequence: number,
  body: D2faBody,
): Promise<Prepared> {
  const { accountId, keys } = candidate;
  const anchor = fluxCodec.formatAddress(deriveAnchorPublicKey(keys.d2faKey, sequence));
  const plan = await main('d2fa.plan', { accountId, anchor, feePerByte: FEE_PER_BYTE });
  const firstInput = fromOutpointText(plan.firstInput);
  const data = sealRecord(keys.d2faKey, { sequence, body }, firstInput, random);
  const prepared = await main('d2fa.prepare', { accountId, planId: plan.planId, payload: toHex(data) });
  const unsigned = fromWireUnsigned(prepared.unsigned);
  const publication: D2faPublication = { chain: 'flux', anchor, data, firstInput, fee: BigInt(plan.fee) };
  return {
    draftId: prepared.draftId,
    unsigned,
    review: readPublication(unsigned, publication, candidate.keys.keyring, kind, clock.now()),
    validUntilMs: prepared.validUntilMs,
  };
}

/** The bytes as they are, when they are this publication and nothing else. Throws `approval.mismatch`. */
export function readPublication(
  unsigned: Unsigned,
  publication: D2faPublication,
  keyring: OpenAccount['candidate']['keys']['keyring'],
  kind: PublishedKind,
  nowMs: number,
): FactorReview {
  const refuse = (reason: string) => new WalletError('approval.mismatch', { reason });
  try {
    const decoded = fluxCodec.decode(unsigned);
    const explained = explainPayment(unsigned, decoded, (path) => fluxCodec.formatAddress(keyring.publicKey(path)));
    // Nobody else can spend what goes to the account's own change: that is proven by derivation, on its own paths.
    const change = explained.change.filter(({ path }) => isSpendingPath(path));
    const own = new Set(change.map(({ vout }) => vout));
    const [mismatch] = comparePublication(decoded, publication, (vout) => own.has(vout));
    if (mismatch !== undefined) throw refuse(mismatch);
    if (change.length > 1) throw refuse('extra-output');
    const addresses = decoded.inputs.map(({ address }) => address);
    if (!ownsEveryInput(unsigned, keyring, addresses)) throw refuse('own-input');
    if (explained.feeVerdict === 'absurd') throw refuse('fee-policy');
    if (decoded.lockTime !== 0) throw refuse('locked-until');
    const { expiryHeight } = explained;
    if (expiryHeight === null || expiryHeight > estimateHeight(nowMs) + EXPIRY_SLACK) throw refuse('no-expiry');
    const amount = decoded.outputs.reduce(
      (sum, output) => (output.kind === 'message' || own.has(output.vout) ? sum : sum + output.amount),
      0n,
    );
    return {
      kind,
      amount,
      fee: explained.fee,
      total: amount + explained.fee,
      anchor: publication.anchor,
      inputCount: explained.inputCount,
      signedSize: explained.signedSize,
      expiryHeight,
      recordHex: toHex(publication.data),
      rawHex: toHex(unsigned.bytes),
    };
  } catch (thrown) {
    if (isWalletError(thrown) && thrown.code.startsWith('chain.')) throw refuse('unreadable');
    throw thrown;
  }
}

/** Signs what was looked at and hands it over; resolves with its txid once it is in the journal. Throws what either throws. */
export async function publish(
  { main }: PublicationPorts,
  { candidate }: OpenAccount,
  { draftId, unsigned }: Prepared,
): Promise<string> {
  const signatures = await fluxSigner.sign(unsigned, candidate.keys.keyring, () => undefined);
  const signed = fluxCodec.combine(unsigned, signatures);
  if (!verifySigned(signed.bytes, unsigned.inputs)) throw new WalletError('internal', { what: 'own-signature' });
  const { accountId } = candidate;
  const committed = await main('d2fa.commit', { accountId, draftId, signed: toHex(signed.bytes), txid: signed.txid });
  return committed.txid;
}
