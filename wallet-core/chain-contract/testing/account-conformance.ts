/**
 * What every adapter of a chain with accounts must hold. The parts that do not depend on the model are those of
 * `conformance.ts`. Tests only; nothing of the product imports this.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clock, Http } from '../../ports/index.ts';
import { equalBytes, type TxId } from '../../primitives/index.ts';
import type {
  AccountContext,
  AccountDraft,
  AccountModel,
  AccountPublicKeys,
  AccountReader,
  AddressRef,
  ChainBuilder,
  ChainCodec,
  ChainSigner,
  KeyAccess,
  Signed,
} from '../index.ts';
import { describeAddresses } from './conformance-addresses.ts';
import { describeReading } from './conformance-reading.ts';
import { clientOf, type Network, standingClock } from './pretended-network.ts';

interface Payment {
  readonly draft: AccountDraft;
  readonly context: AccountContext;
}

export interface AccountConformanceSubject {
  readonly codec: ChainCodec<AccountModel>;
  readonly builder: ChainBuilder<AccountModel>;
  readonly signer: ChainSigner<AccountModel>;
  readonly keys: KeyAccess;
  /** A reader with one server, over this client. */
  reader(http: Http, clock: Clock): AccountReader;
  readonly nowMs: number;
  readonly account: AccountPublicKeys;
  /** Own addresses that the healthy network knows of; the first one sends. */
  readonly addresses: readonly AddressRef[];
  readonly publicKeys: fc.Arbitrary<Uint8Array>;
  readonly validAddresses: readonly string[];
  readonly invalidAddresses: readonly string[];
  /** Drafts of every kind but replacements, and a context that may or may not be able to pay them. */
  readonly payments: fc.Arbitrary<Payment>;
  /** A payment of the coin that can be made, and one of a token. */
  readonly payable: Payment;
  readonly payableToken: Payment;
  /** The payment of the coin by an account that holds too little. */
  readonly unpayable: AccountContext;
  /** The payment of the token by one that holds enough of it but not of the coin that pays the fee. */
  readonly withoutGasCoin: AccountContext;
  /** The payment of the coin, signed: to be sped up and cancelled in this context. */
  readonly pending: { readonly original: Uint8Array; readonly context: AccountContext };
  /** Answers as the public network does; knows a balance above zero. `accepted` are the ids it has been sent. */
  healthyNetwork(accepted: Set<TxId>): Network;
  readonly foreignNetwork: Network;
  readonly signed: Signed;
  readonly unknownTxId: TxId;
}

function readings(
  { addresses, account, unknownTxId, signed, payable, payableToken }: AccountConformanceSubject,
  reader: AccountReader,
): readonly (readonly [string, () => Promise<unknown>])[] {
  const { sender } = payable.context;
  return [
    ['tip', () => reader.tip()],
    ['discover', () => reader.discover(account)],
    ['balances', () => reader.balances(addresses)],
    ['activity', () => reader.activity(addresses, null)],
    ['context', () => reader.context(payable.draft, sender)],
    ['context of a token', () => reader.context(payableToken.draft, sender)],
    ['status', () => reader.status(unknownTxId)],
    ['broadcast', () => reader.broadcast(signed)],
  ];
}

/** What a draft states, in the words of the action it should become. */
function expectedAction(draft: AccountDraft): Record<string, unknown> {
  if (draft.kind === 'transfer') {
    const { address, amount } = draft.recipient;
    return { kind: 'transfer', asset: draft.asset, recipient: address, ...(amount === 'max' ? {} : { amount }) };
  }
  if (draft.kind !== 'allowance') throw new Error('replacements are judged by themselves');
  return { kind: 'allowance', asset: draft.asset, spender: draft.spender, amount: draft.amount, unlimited: false };
}

export function describeAccountConformance(name: string, subject: AccountConformanceSubject): void {
  const { codec, builder, signer, payable, payableToken } = subject;
  const readerOver = (network: Network) => subject.reader(clientOf(network), standingClock(subject.nowMs));

  describeAddresses(name, subject);

  describe(`${name} conforms: building`, () => {
    it('T-06: decode(build(draft)) is the draft, totals add up, and building twice gives the same bytes', () => {
      let built = 0;
      fc.assert(
        fc.property(subject.payments, ({ draft, context }) => {
          const validation = builder.validate(draft, context);
          if (validation.errors.length > 0) {
            expect(() => builder.build(draft, context)).toThrow();
            return;
          }
          built += 1;
          const { unsigned, stated } = builder.build(draft, context);
          const review = codec.decode(unsigned);
          expect(review.action).toEqual(stated.action);
          expect(stated.action).toMatchObject(expectedAction(draft));
          expect(stated).toMatchObject({ chain: draft.chain, from: context.sender.address, fee: review.fee });
          expect(stated).toMatchObject({ nonce: context.nonce.next, extraFee: context.extraFee, replaces: null });
          expect(review).toMatchObject({ nonce: stated.nonce, fee: review.gasLimit * review.price.maxPerGas });
          const { amount, fee, total, feeAsset } = validation;
          const stateAmount = 'amount' in stated.action ? stated.action.amount : null;
          expect({ amount, fee }).toEqual({ amount: stateAmount, fee: stated.fee + stated.extraFee });
          expect(total).toBe(feeAsset === undefined ? (amount ?? 0n) + (fee ?? 0n) : amount);
          // Nobody can be made to owe more than there is.
          expect(review.value + stated.fee + stated.extraFee).toBeLessThanOrEqual(context.coinBalance);
          expect(equalBytes(builder.build(draft, context).unsigned.bytes, unsigned.bytes)).toBe(true);
        }),
        { numRuns: 200 },
      );
      expect(built).toBeGreaterThan(40);
    });

    it('signing is deterministic and one signature too few is refused', async () => {
      const { unsigned } = builder.build(payable.draft, payable.context);
      const signatures = await signer.sign(unsigned, subject.keys);
      const signed = codec.combine(unsigned, signatures);
      expect(codec.combine(unsigned, await signer.sign(unsigned, subject.keys))).toEqual(signed);
      expect(signed.txid).toMatch(/^[0-9a-zA-Z_-]{32,100}$/);
      expect(() => codec.combine(unsigned, signatures.slice(1))).toThrow('chain.bad-transaction');
    });

    it('T-09: bytes cut short, or of another chain, are not understood at all', () => {
      const { unsigned } = builder.build(payableToken.draft, payableToken.context);
      const cut = (bytes: Uint8Array) => () => codec.decode({ ...unsigned, bytes });
      for (let length = 0; length < unsigned.bytes.length; length += 7) {
        expect(cut(unsigned.bytes.subarray(0, length))).toThrow('chain.bad-transaction');
      }
      expect(cut(Uint8Array.of(...unsigned.bytes, 0))).toThrow('chain.bad-transaction');
      const other = unsigned.chain === 'ergo' ? 'flux' : 'ergo';
      expect(() => codec.decode({ ...unsigned, chain: other })).toThrow('chain.bad-transaction');
    });

    it('too little money is a finding with a code, and nothing is built', () => {
      const { errors } = builder.validate(payable.draft, subject.unpayable);
      expect(errors.map((issue) => issue.code)).toContain('chain.insufficient-funds');
      expect(() => builder.build(payable.draft, subject.unpayable)).toThrow('chain.insufficient-funds');
    });

    it('too little of the coin that pays the fee is told by itself, with how much is missing, even before there is a recipient', () => {
      const { draft } = payableToken;
      const empty =
        draft.kind === 'transfer' ? { ...draft, recipient: { address: '', amount: draft.recipient.amount } } : draft;
      for (const attempt of [draft, empty]) {
        const { errors } = builder.validate(attempt, subject.withoutGasCoin);
        const issue = errors.find(({ code }) => code === 'send.gas-missing');
        expect(issue?.data.missing).toMatch(/^[1-9][0-9]*$/);
        expect(() => builder.build(attempt, subject.withoutGasCoin)).toThrow();
      }
    });

    it('T-09: a replacement takes the number of its original, does the same or nothing, and pays more', () => {
      const { original, context } = subject.pending;
      const first = builder.build(payable.draft, payable.context);
      const before = codec.decode(first.unsigned);
      for (const kind of ['speed-up', 'cancel'] as const) {
        const draft: AccountDraft = {
          kind,
          chain: first.unsigned.chain,
          original,
          gas: { kind: 'preset', preset: 'economy' },
        };
        const { unsigned, stated } = builder.build(draft, context);
        const review = codec.decode(unsigned);
        expect(review.nonce).toBe(before.nonce);
        expect(stated.replaces).not.toBeNull();
        expect(review.price.maxPerGas * 10n).toBeGreaterThanOrEqual(before.price.maxPerGas * 11n);
        if (kind === 'speed-up') expect(review.action).toEqual(before.action);
        else expect(review.action).toEqual({ kind: 'nothing', recipient: context.sender.address });
      }
    });
  });

  describe(`${name} conforms: reading`, () => {
    it('says from where, at which height and when', async () => {
      const reader = readerOver(subject.healthyNetwork(new Set()));
      const tip = await reader.tip();
      const balances = await reader.balances(subject.addresses);
      const context = await reader.context(payable.draft, payable.context.sender);
      for (const snapshot of [balances, context, await reader.activity(subject.addresses, null)]) {
        expect(snapshot).toMatchObject({ height: tip.height, atMs: subject.nowMs });
        expect(snapshot.source).not.toBe('');
      }
      expect(balances.value.some(({ spendable }) => spendable > 0n)).toBe(true);
    });
  });

  describeReading(name, { ...subject, readings: (reader) => readings(subject, reader) });
}
