/**
 * What every chain's adapter must hold, whatever its chain. An adapter describes itself once (`ConformanceSubject`) and
 * its test file calls `describeConformance`. Tests only; nothing of the product imports this.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clock, Http } from '../../ports/index.ts';
import { equalBytes, type TxId } from '../../primitives/index.ts';
import type {
  AccountPublicKeys,
  AddressRef,
  BuildContext,
  ChainBuilder,
  ChainCodec,
  ChainReader,
  ChainSigner,
  KeyAccess,
  PaymentDraft,
  Review,
  Signed,
  Unsigned,
} from '../index.ts';
import { describeAddresses } from './conformance-addresses.ts';
import { describeReading } from './conformance-reading.ts';
import { clientOf, type Network, standingClock } from './pretended-network.ts';

export type { Network, NetworkAnswer } from './pretended-network.ts';

export interface ConformanceSubject {
  readonly codec: ChainCodec;
  readonly builder: ChainBuilder;
  readonly signer: ChainSigner;
  readonly keys: KeyAccess;
  /** A reader with one server, over this client. */
  reader(http: Http, clock: Clock): ChainReader;
  readonly nowMs: number;
  readonly account: AccountPublicKeys;
  /** Own addresses that the healthy network knows of. */
  readonly addresses: readonly AddressRef[];
  readonly publicKeys: fc.Arbitrary<Uint8Array>;
  readonly validAddresses: readonly string[];
  /** Wrong checksum, other network, other chain, empty, with spaces. */
  readonly invalidAddresses: readonly string[];
  /** Drafts with everything the chain offers, and a context that may or may not be able to pay them. */
  readonly payments: fc.Arbitrary<{ readonly draft: PaymentDraft; readonly context: BuildContext }>;
  /** A payment that can be made. */
  readonly payable: { readonly draft: PaymentDraft; readonly context: BuildContext };
  /** The same payment by an account that holds too little. */
  readonly unpayable: BuildContext;
  /** The same by one that holds enough of the asset but not of the coin that pays the fee; `null` where it is one coin. */
  readonly withoutGasCoin: BuildContext | null;
  /** Answers as the public network does; knows a balance above zero. `accepted` are the ids it has been sent. */
  healthyNetwork(accepted: Set<TxId>): Network;
  /** The same on the test network, or another chain of the same software. */
  readonly foreignNetwork: Network;
  /** What is sent in the broadcast tests; the healthy network takes it. */
  readonly signed: Signed;
  readonly unknownTxId: TxId;
}

function readings(
  subject: ConformanceSubject,
  reader: ChainReader,
): readonly (readonly [string, () => Promise<unknown>])[] {
  const { addresses, account, unknownTxId, signed } = subject;
  return [
    ['tip', () => reader.tip()],
    ['discover', () => reader.discover(account)],
    ['balances', () => reader.balances(addresses)],
    ['spendables', () => reader.spendables(addresses)],
    ['activity', () => reader.activity(addresses, null)],
    ['status', () => reader.status(unknownTxId)],
    ['broadcast', () => reader.broadcast(signed)],
  ];
}

/** Every unit that goes in comes out again: as payment, change, message (nothing) or fee. */
function assertAddsUp(review: Review): void {
  let total = review.fee;
  for (const output of review.outputs) if (output.kind !== 'message') total += output.amount;
  expect(total).toBe(review.inputTotal);
}

/** What the bytes pay to others, change left out, in the order of the bytes. */
function paidOut(review: Review, unsigned: Unsigned): readonly { readonly address: string; readonly amount: bigint }[] {
  const change = new Set(unsigned.change.map((entry) => entry.vout));
  return review.outputs.flatMap((output) => {
    if (output.kind === 'script') throw new Error('a script nobody asked for');
    return output.kind === 'address' && !change.has(output.vout)
      ? [{ address: output.address, amount: output.amount }]
      : [];
  });
}

export function describeConformance(name: string, subject: ConformanceSubject): void {
  const { codec, builder, signer } = subject;
  const readerOver = (network: Network) => subject.reader(clientOf(network), standingClock(subject.nowMs));

  describeAddresses(name, subject);

  describe(`${name} conforms: building`, () => {
    it('decode(build(draft)) is the draft, totals add up, and building twice gives the same bytes', () => {
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
          expect(paidOut(review, unsigned)).toEqual(stated.recipients);
          expect(stated.recipients.map(({ address }) => address)).toEqual(
            draft.recipients.map(({ address }) => address),
          );
          for (const [index, { amount }] of draft.recipients.entries()) {
            if (amount !== 'max') expect(stated.recipients[index]?.amount).toBe(amount);
          }
          expect(stated).toMatchObject({ chain: draft.chain, asset: draft.asset, message: draft.message });
          expect(review.fee).toBe(stated.fee);
          expect(validation).toMatchObject({ fee: stated.fee });
          const amount = stated.recipients.reduce((sum, recipient) => sum + recipient.amount, 0n);
          expect(validation).toMatchObject({ amount, total: amount + stated.fee });
          assertAddsUp(review);
          expect(equalBytes(builder.build(draft, context).unsigned.bytes, unsigned.bytes)).toBe(true);
        }),
        { numRuns: 150 },
      );
      expect(built).toBeGreaterThan(20);
    });

    it('signing is deterministic and one signature too few is refused', async () => {
      const { unsigned } = builder.build(subject.payable.draft, subject.payable.context);
      const signatures = await signer.sign(unsigned, subject.keys);
      const signed = codec.combine(unsigned, signatures);
      expect(codec.combine(unsigned, await signer.sign(unsigned, subject.keys))).toEqual(signed);
      expect(signed.txid).toMatch(/^[0-9a-zA-Z_-]{32,100}$/);
      expect(() => codec.combine(unsigned, signatures.slice(1))).toThrow('chain.bad-transaction');
    });

    it('bytes cut short, or of another chain, are not understood at all', () => {
      const { unsigned } = builder.build(subject.payable.draft, subject.payable.context);
      const cut = (bytes: Uint8Array) => () => codec.decode({ ...unsigned, bytes });
      for (let length = 0; length < unsigned.bytes.length; length += 7) {
        expect(cut(unsigned.bytes.subarray(0, length))).toThrow('chain.bad-transaction');
      }
      expect(cut(Uint8Array.of(...unsigned.bytes, 0))).toThrow('chain.bad-transaction');
      const other = unsigned.chain === 'ergo' ? 'flux' : 'ergo';
      expect(() => codec.decode({ ...unsigned, chain: other })).toThrow('chain.bad-transaction');
    });

    it('too little money is a finding with a code, and nothing is built', () => {
      const { draft } = subject.payable;
      const contexts = subject.withoutGasCoin === null ? [] : [subject.withoutGasCoin];
      for (const context of [subject.unpayable, ...contexts]) {
        const { errors } = builder.validate(draft, context);
        expect(errors.map((issue) => issue.code)).toContain('chain.insufficient-funds');
        expect(() => builder.build(draft, context)).toThrow('chain.insufficient-funds');
      }
    });
  });

  describe(`${name} conforms: reading`, () => {
    it('says from where, at which height and when; the balance is the sum of the outputs', async () => {
      const reader = readerOver(subject.healthyNetwork(new Set()));
      const tip = await reader.tip();
      const balances = await reader.balances(subject.addresses);
      const spendables = await reader.spendables(subject.addresses);
      for (const snapshot of [balances, spendables, await reader.activity(subject.addresses, null)]) {
        expect(snapshot).toMatchObject({ height: tip.height, atMs: subject.nowMs });
        expect(snapshot.source).not.toBe('');
      }
      const [balance] = balances.value;
      if (balance === undefined) throw new Error('no balance');
      const { spendable, incoming, immature, collateral, frozen } = balance;
      const outputs = spendables.value.reduce((sum, output) => sum + output.value, 0n);
      expect(spendable + incoming + immature + collateral + frozen).toBe(outputs);
      expect(outputs).toBeGreaterThan(0n);
    });
  });

  describeReading(name, { ...subject, readings: (reader) => readings(subject, reader) });
}
