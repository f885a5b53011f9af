/** The second factor over the local network: published, found, hidden, copied, reorganised (decision 0004). */
import { expect, test } from 'vitest';
import { fluxCodec } from '../../chains/flux/codec.ts';
import { type Outpoint, parseOutpointKey } from '../../wallet-core/chain-contract/index.ts';
import {
  comparePublication,
  type D2faBody,
  d2faReading,
  deriveAnchorPublicKey,
  judgeD2fa,
  requireFactors,
  sealRecord,
} from '../../wallet-core/d2fa/index.ts';
import { isWalletError } from '../../wallet-core/errors/index.ts';
import { fromWireUnsigned } from '../../wallet-core/ipc/index.ts';
import { fromHex, SecretBytes, toHex } from '../../wallet-core/primitives/index.ts';
import { systemRandom } from './system/random.ts';
import { FLUX, type Harness, type Running, STRANGER, startHarness } from './testing/harness.ts';
import { type TestAccount, testAccount } from './testing/test-account.ts';

const d2faKey = () => new SecretBytes(new Uint8Array(32).fill(0x21));
const anchors = Array.from({ length: 16 }, (_, at) =>
  fluxCodec.formatAddress(deriveAnchorPublicKey(d2faKey(), at + 1)),
);
const anchorOf = (sequence: number) => anchors[sequence - 1] ?? '';
const on: D2faBody = {
  kind: 'on',
  asks: ['send', 'sign', 'export'],
  totpSecret: new SecretBytes(new Uint8Array(20).fill(9)),
  pinVerifier: null,
};
const off: D2faBody = { kind: 'off' };

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (thrown) {
    return isWalletError(thrown) ? thrown.code : `not coded: ${String(thrown)}`;
  }
  return 'no error';
}

const idOf = (account: TestAccount) => account.open.account.accountId;

async function funded(): Promise<Harness & { readonly wallet: Running }> {
  const harness = await startHarness();
  const wallet = harness.start();
  await wallet.open();
  harness.devnet.fund(await wallet.receiveAddress(), [5n * FLUX, 3n * FLUX]);
  await wallet.refresh();
  return { ...harness, wallet };
}

/** What the signer does: plan, make the record for the first input, compare, sign, commit. */
async function publish(
  wallet: Running,
  account: TestAccount,
  makePayload: (firstInput: string) => string,
  anchor: string,
) {
  const accountId = idOf(account);
  const plan = await wallet.main.call('backend.d2fa-plan', { accountId, anchor, feePerByte: '1' });
  const payload = makePayload(plan.firstInput);
  const { planId } = plan;
  const prepared = await wallet.main.call('backend.d2fa-prepare', { accountId, planId, payload });
  const signed = await account.sign(prepared.unsigned);
  const { sendId, txid } = await wallet.main.call('draft.commit', { draftId: prepared.draftId, ...signed });
  await wallet.reaches(sendId, 'pending');
  return { plan, payload, prepared, sendId, txid };
}

function outpoint(text: string): Outpoint {
  const parsed = parseOutpointKey(text);
  if (parsed === undefined) throw new TypeError(text);
  return parsed;
}

const record = (sequence: number, body: D2faBody) => (firstInput: string) =>
  toHex(sealRecord(d2faKey(), { sequence, body }, outpoint(firstInput), systemRandom));

const publishRecord = ({ wallet, account }: Harness & { wallet: Running }, sequence: number, body: D2faBody) =>
  publish(wallet, account, record(sequence, body), anchorOf(sequence));

async function read(wallet: Running, accountId: string, given: readonly string[] = anchors) {
  const reply = await wallet.main.call('backend.d2fa-records', { accountId, anchors: [...given] });
  const readings = reply.readings.map((reading) => d2faReading.parse(reading));
  const nowMs = readings[0]?.atMs ?? 0;
  return { ...reply, readings, findings: judgeD2fa({ d2faKey: d2faKey(), readings, memory: null, nowMs }) };
}

test('T-06: switched on, mined, and found by another device after sign-in, from three servers', async () => {
  const world = await funded();
  const { devnet, wallet, account } = world;
  const accountId = idOf(account);
  const before = await read(wallet, accountId);
  expect(before).toMatchObject({ agreement: 'agree', anchorsWanted: 8, findings: { state: { kind: 'none-found' } } });
  expect(before.readings).toHaveLength(3);

  const { plan, payload, prepared, sendId, txid } = await publishRecord(world, 1, on);
  expect(prepared.stated).toMatchObject({
    recipients: [{ address: anchorOf(1), amount: '546' }],
    message: null,
    data: payload,
    fee: plan.fee,
  });
  const unsigned = fromWireUnsigned(prepared.unsigned);
  const review = fluxCodec.decode(unsigned);
  const publication = {
    chain: 'flux',
    anchor: fluxCodec.formatAddress(deriveAnchorPublicKey(d2faKey(), 1)),
    data: fromHex(payload),
    firstInput: outpoint(plan.firstInput),
    fee: BigInt(plan.fee),
  } as const;
  const change = new Set(unsigned.change.map(({ vout }) => vout));
  expect(comparePublication(review, publication, (vout) => change.has(vout))).toEqual([]);

  // Not in a block: shown, without effect.
  const waiting = (await read(wallet, accountId)).findings;
  expect(waiting.state.kind).toBe('none-found');
  expect(waiting.pending).toHaveLength(1);

  devnet.mine();
  await wallet.refresh();
  expect((await read(wallet, accountId)).findings.state).toMatchObject({ kind: 'on', from: 'servers' });
  expect(await wallet.reaches(sendId, 'confirmed')).toMatchObject({ message: null, data: payload, txid });
  const { items } = await wallet.app.call('activity.page', {
    filter: { search: '', kinds: ['sent'], includeSuspicious: false },
    offset: 0,
    limit: 10,
  });
  expect(items).toMatchObject([{ txid, message: `0x${payload}` }]);

  const fresh = world.onAnotherDevice();
  await fresh.open();
  const found = await read(fresh, accountId);
  expect(found.agreement).toBe('agree');
  expect(requireFactors(found.findings.state, 'send')).toMatchObject({ kind: 'factors' });
});

test('E-28: spam in the anchor, our own bytes copied by others, and an old record published again change nothing', async () => {
  const world = await funded();
  const { devnet, wallet, account } = world;
  const { payload: first } = await publishRecord(world, 1, on);
  devnet.mine();
  await wallet.refresh();
  await publishRecord(world, 2, off);
  devnet.mine();
  await wallet.refresh();

  const stranger = testAccount(9);
  await wallet.open(stranger);
  devnet.fund(await wallet.receiveAddress(), [5n * FLUX, 5n * FLUX, 5n * FLUX, 5n * FLUX]);
  await wallet.refresh();
  const spam = await wallet.prepare({ recipients: [{ address: anchorOf(1), amount: '546' }], message: 'x'.repeat(80) });
  const { unsigned } = await wallet.main.call('draft.take', { draftId: spam.draftId });
  await wallet.main.call('draft.commit', { draftId: spam.draftId, ...(await stranger.sign(unsigned)) });
  // The record that switched the factor on, copied behind the one that switched it off, and in front of the next.
  await publish(wallet, stranger, () => first, anchorOf(2));
  await publish(wallet, stranger, () => first, anchorOf(3));
  await publish(wallet, stranger, () => 'ff'.repeat(80), anchorOf(1));
  devnet.mine();

  await wallet.open(account);
  await wallet.refresh();
  const copied = await read(wallet, idOf(account));
  expect(copied.agreement).toBe('agree');
  expect(copied.readings.map(({ outputs }) => outputs.length)).toEqual([6, 6, 6]);
  expect(copied.findings).toMatchObject({ state: { kind: 'off', by: 'record' }, highestSequence: 2 });

  // By ourselves, in a new transaction: bound to another coin, it does not even open.
  await publish(wallet, account, () => first, anchorOf(4));
  devnet.mine();
  const replayed = (await read(wallet, idOf(account))).findings;
  expect(replayed).toMatchObject({ state: { kind: 'off', by: 'record' }, highestSequence: 2 });
});

test('a reorganisation takes a record back, and mining it again brings it back', async () => {
  const world = await funded();
  const { devnet, wallet, account } = world;
  const { sendId } = await publishRecord(world, 1, on);
  devnet.mine();
  await wallet.refresh();
  await wallet.reaches(sendId, 'confirmed');
  devnet.reorg(1, { keepTransactions: true, include: 'none' });
  await wallet.refresh();
  const gone = (await read(wallet, idOf(account))).findings;
  expect(gone.state.kind).toBe('none-found');
  expect(gone.pending).toHaveLength(1);
  await wallet.reaches(sendId, 'pending');
  devnet.mine();
  await wallet.refresh();
  expect((await read(wallet, idOf(account))).findings.state.kind).toBe('on');
  await wallet.reaches(sendId, 'confirmed');
});

test('a server that hides a record is contradicted; one that is far behind too; a lone one is compared with nobody', async () => {
  const world = await funded();
  const { devnet, wallet, account } = world;
  await publishRecord(world, 1, on);
  devnet.mine(30);
  const accountId = idOf(account);
  const hidden = { totalItems: 0, from: 0, to: 0, items: [] };
  await devnet.setFault({
    server: 'insight',
    path: '/api/addrs/txs',
    fault: { kind: 'rewrite', rewrite: () => hidden },
  });
  const hiding = await read(wallet, accountId);
  expect(hiding.agreement).toBe('disagree');
  expect(hiding.findings.state).toMatchObject({ kind: 'disagree', why: 'records' });
  expect(requireFactors(hiding.findings.state, 'export')).toMatchObject({ kind: 'factors' });

  await devnet.clearFaults();
  await devnet.setFault({ server: 'insight', fault: { kind: 'stale-tip', behind: 25 } });
  const behind = await read(wallet, accountId);
  expect(behind.agreement).toBe('disagree');
  expect(requireFactors(behind.findings.state, 'export')).toMatchObject({ kind: 'factors' });

  await devnet.clearFaults();
  for (const server of ['insight', 'insight2'] as const) {
    await devnet.setFault({ server, fault: { kind: 'refuse-connections' } });
  }
  const alone = await read(wallet, accountId);
  expect(alone).toMatchObject({ agreement: 'unknown', findings: { state: { kind: 'on' } } });
  expect(alone.readings).toHaveLength(1);

  await devnet.setFault({ server: 'blockbook', fault: { kind: 'refuse-connections' } });
  const none = await read(wallet, accountId);
  expect(none).toMatchObject({ readings: [], agreement: 'unknown' });
  expect(none.findings.state).toEqual({ kind: 'unknown', why: 'no-answer' });
});

test('used anchors make more of them wanted; until they are given, nothing is read to the end', async () => {
  const world = await funded();
  const { devnet, wallet, account } = world;
  await publishRecord(world, 1, on);
  devnet.mine();
  const few = await read(wallet, idOf(account), anchors.slice(0, 8));
  expect(few).toMatchObject({ anchorsWanted: 9, agreement: 'unknown' });
  expect(few.readings.map(({ complete }) => complete)).toEqual([false, false, false]);
  expect((await read(wallet, idOf(account), anchors.slice(0, 9))).anchorsWanted).toBe(9);
});

test('E-22: refused for another account, for a stale plan, for what is no record; the app window gets nowhere with it', async () => {
  const world = await funded();
  const { wallet, clock, account } = world;
  const accountId = idOf(account);
  const anchor = anchorOf(1);
  const plan = () => wallet.main.call('backend.d2fa-plan', { accountId, anchor, feePerByte: '1' });
  const prepare = (planId: string, payload = 'ab'.repeat(80)) =>
    codeOf(wallet.main.call('backend.d2fa-prepare', { accountId, planId, payload }));
  const other = idOf(testAccount(9));
  expect(await codeOf(wallet.main.call('backend.d2fa-records', { accountId: other, anchors }))).toBe('session.locked');
  expect(await codeOf(wallet.main.call('backend.d2fa-plan', { accountId: other, anchor, feePerByte: '1' }))).toBe(
    'session.locked',
  );
  expect(await codeOf(wallet.main.call('backend.d2fa-plan', { accountId, anchor: 'nonsense', feePerByte: '1' }))).toBe(
    'chain.bad-address',
  );
  expect(await codeOf(wallet.main.call('backend.d2fa-records', { accountId, anchors: ['nonsense'] }))).toBe(
    'chain.bad-address',
  );

  expect(await prepare('0'.repeat(32))).toBe('approval.unknown');
  expect(await prepare((await plan()).planId, 'ab'.repeat(79))).toBe('ipc.bad-payload');
  const { planId } = await plan();
  expect(await prepare(planId)).toBe('no error');
  expect(await prepare(planId)).toBe('approval.unknown');
  const late = await plan();
  await clock.advance(5 * 60_000 + 1);
  expect(await prepare(late.planId)).toBe('approval.expired');

  await wallet.refresh();
  const { draftId, unsigned } = await wallet.main.call('backend.d2fa-prepare', {
    accountId,
    planId: (await plan()).planId,
    payload: 'ab'.repeat(80),
  });
  expect(await codeOf(wallet.main.call('draft.take', { draftId }))).toBe('approval.unknown');

  // The coin goes elsewhere meanwhile.
  const spent = await plan();
  await wallet.send({ recipients: [{ address: STRANGER, amount: 'max' }] });
  expect(await prepare(spent.planId)).toMatch(/^chain\./);
  const signed = await account.sign(unsigned);
  expect(await codeOf(wallet.main.call('draft.commit', { draftId, ...signed }))).toBe('chain.conflict');
});
