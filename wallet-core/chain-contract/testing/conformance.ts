/**
 * What every chain's adapter must hold, whatever its chain. An adapter describes itself once (`ConformanceSubject`) and
 * its test file calls `describeConformance`. Tests only; nothing of the product imports this.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWalletError, WalletError } from '../../errors/index.ts';
import type { Clock, Http, HttpReply, HttpRequest } from '../../ports/index.ts';
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

/** An answer of the pretended network: a reply, or an error as the HTTP client throws it. */
export type NetworkAnswer = HttpReply | WalletError;
export type Network = (request: HttpRequest) => NetworkAnswer;

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

function clientOf(network: Network): Http {
  return {
    request: async (request) => {
      const answer = network(request);
      if (answer instanceof WalletError) throw answer;
      if (new TextEncoder().encode(answer.text).length > request.maxBytes) throw new WalletError('network.too-large');
      return answer;
    },
  };
}

const reply = (text: string, status = 200, contentType = 'application/json'): HttpReply => ({
  status,
  contentType,
  text,
});

const hostile: readonly (readonly [string, NetworkAnswer])[] = [
  ['nothing at all', reply('')],
  ['HTML', reply('<!doctype html><p>maintenance</p>', 200, 'text/html')],
  ['truncated JSON', reply('{"items":[{"txid":"0')],
  ['an empty object', reply('{}')],
  ['null', reply('null')],
  ['a number', reply('1e309')],
  ['deep nesting', reply(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
  ['a 500', reply('error', 500)],
  ['a 429', reply('slow down', 429)],
  ['a 301', reply('', 301)],
  ['a time-out', new WalletError('network.timeout')],
  ['a reply too large', new WalletError('network.too-large')],
];

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
  const clock: Clock = { now: () => subject.nowMs, sleep: async () => {} };
  const readerOver = (network: Network) => subject.reader(clientOf(network), clock);

  describe(`${name} conforms: addresses`, () => {
    it('parse(format(key)) = format(key), for any key', () => {
      fc.assert(
        fc.property(subject.publicKeys, (publicKey) => {
          const address = codec.formatAddress(publicKey);
          expect(codec.parseAddress(address)).toEqual({ ok: true, value: address });
        }),
        { numRuns: 50 },
      );
    });

    it.each(subject.validAddresses)('%s is accepted, and its canonical form is itself accepted', (text) => {
      const parsed = codec.parseAddress(text);
      expect(parsed.ok).toBe(true);
      if (parsed.ok) expect(codec.parseAddress(parsed.value)).toEqual(parsed);
    });

    it.each(subject.invalidAddresses)('%j is refused with a reason', (text) => {
      expect(codec.parseAddress(text)).toMatchObject({ ok: false });
    });

    it('no text makes the parser throw', () => {
      const nearly = fc
        .tuple(fc.constantFrom(...subject.validAddresses), fc.nat(60), fc.string({ unit: 'binary', maxLength: 2 }))
        .map(([address, at, insert]) => address.slice(0, at) + insert + address.slice(at + 1));
      fc.assert(
        fc.property(fc.oneof(nearly, fc.string({ unit: 'binary' })), (text) => {
          expect(typeof codec.parseAddress(text).ok).toBe('boolean');
        }),
        { numRuns: 500 },
      );
    });
  });

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

    it('without a network every reading fails: unknown is never zero or empty', async () => {
      const reader = readerOver(() => new WalletError('network.offline'));
      for (const [what, read] of readings(subject, reader)) {
        await expect(read(), what).rejects.toThrow('network.offline');
      }
    });

    it.each(hostile)('with %s every reading fails with a code of network or server', async (_name, answer) => {
      for (const [what, read] of readings(
        subject,
        readerOver(() => answer),
      )) {
        const error: unknown = await read().then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        expect(isWalletError(error) ? error.code : error, what).toMatch(/^(?:network|server)\./);
      }
    });

    it('a server that breaks at any single request never yields a part', async () => {
      const whole = readerOver(subject.healthyNetwork(new Set()));
      const expected = JSON.stringify(await whole.balances(subject.addresses), (_key, value) =>
        typeof value === 'bigint' ? value.toString() : value,
      );
      for (let broken = 0; broken < 12; broken++) {
        const healthy = subject.healthyNetwork(new Set());
        let asked = 0;
        const reader = readerOver((request) => (asked++ === broken ? reply('<html>') : healthy(request)));
        const outcome: unknown = await reader.balances(subject.addresses).catch((thrown: unknown) => thrown);
        if (outcome instanceof Error) expect(isWalletError(outcome)).toBe(true);
        else {
          const got = JSON.stringify(outcome, (_key, value) => (typeof value === 'bigint' ? value.toString() : value));
          expect(got).toBe(expected);
        }
      }
    });

    it('a server of another network is told by every reading, the first one made and later ones', async () => {
      const kept = readerOver(subject.foreignNetwork);
      for (const [index, [what, read]] of readings(subject, kept).entries()) {
        await expect(read(), what).rejects.toThrow('server.wrong-chain');
        const first = readings(subject, readerOver(subject.foreignNetwork))[index]?.[1];
        await expect(first?.(), what).rejects.toThrow('server.wrong-chain');
      }
    });

    it('a transaction nobody knows is unknown, not failed', async () => {
      const reader = readerOver(subject.healthyNetwork(new Set()));
      expect(await reader.status(subject.unknownTxId)).toEqual({ kind: 'unknown' });
    });

    it('T-10: the same bytes twice are no error', async () => {
      const accepted = new Set<TxId>();
      const reader = readerOver(subject.healthyNetwork(accepted));
      expect(await reader.broadcast(subject.signed)).toBe(subject.signed.txid);
      expect(await reader.broadcast(subject.signed)).toBe(subject.signed.txid);
      expect([...accepted]).toEqual([subject.signed.txid]);
    });
  });
}
