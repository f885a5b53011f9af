import { expect, test } from 'vitest';
import type { Fault } from '../../e2e/devnet/index.ts';
import { isWalletError } from '../../wallet-core/errors/index.ts';
import { FLUX, type Harness, type Running, STRANGER, startHarness, until } from './testing/harness.ts';

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (thrown) {
    return isWalletError(thrown) ? thrown.code : `not coded: ${String(thrown)}`;
  }
  return 'no error';
}

/** An unlocked wallet with one confirmed output. */
async function funded(amounts: readonly bigint[] = [10n * FLUX]): Promise<Harness & { readonly wallet: Running }> {
  const harness = await startHarness();
  const wallet = harness.start();
  await wallet.open();
  harness.devnet.fund(await wallet.receiveAddress(), amounts);
  await wallet.refresh();
  return { ...harness, wallet };
}

const received = ({ devnet }: Pick<Harness, 'devnet'>) =>
  devnet.utxos(STRANGER).reduce((sum, coin) => sum + coin.value, 0n);

test('fund, prepare, sign, commit, mine: the payment is pending, then confirmed, then final', async () => {
  const { devnet, wallet } = await funded();
  expect((await wallet.place()).balance?.spendable).toBe((10n * FLUX).toString());

  const prepared = await wallet.prepare({ message: 'lunch' });
  expect(prepared.stated.recipients).toEqual([{ address: STRANGER, amount: (3n * FLUX).toString() }]);
  const taken = await wallet.take(prepared.draftId);
  const { sendId, txid } = await wallet.main.call('draft.commit', { draftId: prepared.draftId, ...taken });
  expect(txid).toBe(taken.txid);
  await wallet.reaches(sendId, 'pending');
  expect(devnet.transaction(txid)).not.toBeNull();

  devnet.mine();
  await wallet.refresh();
  expect(await wallet.reaches(sendId, 'confirmed')).toMatchObject({ confirmations: 1, message: 'lunch', error: null });
  expect(wallet.notices()).toContainEqual({ kind: 'confirmed', chain: 'flux', txid });
  const left = 10n * FLUX - 3n * FLUX - BigInt(prepared.stated.fee);
  expect((await wallet.place()).balance?.spendable).toBe(left.toString());

  devnet.mine(40);
  await wallet.refresh();
  await wallet.reaches(sendId, 'final');
});

test('T-10: a lost reply is unsure, and resolved by asking, not by sending another payment', async () => {
  const { devnet, wallet } = await funded();
  await devnet.setFault({ fault: { kind: 'lose-reply' }, server: 'insight' });
  await devnet.setFault({ fault: { kind: 'refuse-connections' }, server: 'blockbook' });
  await devnet.setFault({ fault: { kind: 'refuse-connections' }, server: 'insight2' });
  const { sendId, txid } = await wallet.send();
  const unsure = await wallet.reaches(sendId, 'unsure', ({ error }) => error !== null);
  expect(unsure.error?.code).toMatch(/^network\./);
  expect(devnet.state().mempool).toEqual([txid]);
  await devnet.clearFaults();
  await wallet.refresh();
  expect(await wallet.reaches(sendId, 'pending')).toMatchObject({ error: null });
  expect(devnet.state().mempool).toEqual([txid]);
});

test('T-10: with no server to be reached the payment is unsure and goes out as the same bytes later', async () => {
  const { devnet, clock, wallet } = await funded();
  const { draftId } = await wallet.prepare();
  const taken = await wallet.take(draftId);
  await devnet.setFault({ fault: { kind: 'refuse-connections' } });
  const { sendId, txid } = await wallet.main.call('draft.commit', { draftId, ...taken });
  await wallet.reaches(sendId, 'unsure');
  // The change is not to be built upon yet, and nothing of the amount is lost from sight.
  expect((await wallet.place()).balance).toMatchObject({ spendable: '0', incoming: expect.stringMatching(/^6\d{8}$/) });
  await devnet.clearFaults();
  await clock.advance(5 * 60_000);
  await wallet.refresh();
  await wallet.reaches(sendId, 'pending');
  expect(devnet.state().mempool).toEqual([txid]);
});

test('a refused payment says why, frees its outputs and does not come back by itself', async () => {
  const { devnet, wallet } = await funded();
  await devnet.setFault({ fault: { kind: 'refuse-broadcast', reason: '64: dust' } });
  const { sendId, txid } = await wallet.send();
  expect(await wallet.reaches(sendId, 'refused')).toMatchObject({ error: { code: 'chain.dust' } });
  expect(wallet.notices()).toContainEqual({ kind: 'refused', chain: 'flux', txid });
  await devnet.clearFaults();
  await wallet.refresh();
  expect((await wallet.place()).balance?.spendable).toBe((10n * FLUX).toString());
  expect(devnet.state().mempool).toEqual([]);
  await wallet.reaches(sendId, 'refused');
});

test('a payment said to be refused that the network has after all is found again', async () => {
  const { devnet, wallet } = await funded();
  await devnet.setFault({ fault: { kind: 'refuse-broadcast', reason: '16: bad-txns' } });
  const { draftId } = await wallet.prepare();
  const taken = await wallet.take(draftId);
  const { sendId } = await wallet.main.call('draft.commit', { draftId, ...taken });
  await wallet.reaches(sendId, 'refused');
  devnet.submit(taken.signed);
  devnet.mine();
  await devnet.clearFaults();
  await wallet.refresh();
  await wallet.reaches(sendId, 'confirmed');
});

test('a payment that a server took and forgot is sent again as the same bytes', async () => {
  const { devnet, wallet } = await funded();
  await devnet.setFault({ fault: { kind: 'drop-broadcast' } });
  const { sendId, txid } = await wallet.send();
  await wallet.reaches(sendId, 'pending');
  expect(devnet.state().mempool).toEqual([]);
  await devnet.clearFaults();
  await wallet.refresh();
  expect(devnet.state().mempool).toEqual([txid]);
  await wallet.reaches(sendId, 'pending');
});

test('two drafts over the same output: the second can neither be taken nor committed', async () => {
  const harness = await funded();
  const { devnet, wallet } = harness;
  const first = await wallet.prepare();
  const second = await wallet.prepare({ recipients: [{ address: STRANGER, amount: FLUX.toString() }] });
  const signedSecond = await wallet.take(second.draftId);
  const signedFirst = await wallet.take(first.draftId);
  await wallet.main.call('draft.commit', { draftId: first.draftId, ...signedFirst });
  expect(await codeOf(wallet.take(second.draftId))).toBe('chain.conflict');
  expect(await codeOf(wallet.main.call('draft.commit', { draftId: second.draftId, ...signedSecond }))).toBe(
    'chain.conflict',
  );
  await wallet.reaches(first.draftId, 'pending');
  devnet.mine();
  expect(received(harness)).toBe(3n * FLUX);
});

test('one payment after the other: outputs under way are not used twice, own change is', async () => {
  const harness = await funded([10n * FLUX, 5n * FLUX]);
  const { devnet, wallet } = harness;
  const sent = [];
  for (let i = 0; i < 4; i++) {
    const { sendId } = await wallet.send();
    sent.push(sendId);
    await wallet.reaches(sendId, 'pending');
  }
  expect(devnet.state().mempool).toHaveLength(4);
  devnet.mine();
  await wallet.refresh();
  for (const sendId of sent) await wallet.reaches(sendId, 'confirmed');
  expect(received(harness)).toBe(12n * FLUX);
  // Each payment had a change address of its own.
  const { coins } = await wallet.app.call('coins.read', { chain: 'flux' });
  const change = coins.filter(({ role }) => role === 'change').map(({ address }) => address);
  expect(new Set(change).size).toBe(change.length);
});

test('every open payment is shown, however many there are, and the latest of those that ended', async () => {
  const { clock, devnet, wallet } = await funded(Array.from({ length: 60 }, () => 10n * FLUX));
  const sent: string[] = [];
  for (let count = 0; count < 55; count++) {
    await clock.advance(500);
    sent.push((await wallet.send()).sendId);
  }
  const shown = async () => (await wallet.app.call('state.read', {})).sends.entries;
  expect(new Set((await shown()).map(({ sendId }) => sendId))).toEqual(new Set(sent));
  for (const sendId of sent) await wallet.reaches(sendId, 'pending');
  devnet.mine();
  await wallet.refresh();
  for (const sendId of sent) await wallet.reaches(sendId, 'confirmed');
  const open = (await wallet.send()).sendId;
  const after = await shown();
  expect(after).toHaveLength(51);
  expect(after[0]?.sendId).toBe(open);
});

test('a reorganisation takes the confirmation back, and the payment confirms again', async () => {
  const { devnet, wallet } = await funded();
  const { sendId } = await wallet.send();
  await wallet.reaches(sendId, 'pending');
  devnet.mine(2);
  await wallet.refresh();
  await wallet.reaches(sendId, 'confirmed');
  devnet.reorg(2, { keepTransactions: true, include: 'none' });
  await wallet.refresh();
  expect(await wallet.reaches(sendId, 'pending')).toMatchObject({ confirmations: 0 });
  const page = await wallet.app.call('activity.page', {
    filter: { search: '', kinds: ['sent'], includeSuspicious: false },
    offset: 0,
    limit: 10,
  });
  expect(page.items.map(({ status }) => status.kind)).toEqual(['pending']);
  devnet.mine();
  await wallet.refresh();
  expect(await wallet.reaches(sendId, 'confirmed')).toMatchObject({ confirmations: 1 });
});

test('a payment that a reorganisation lost altogether is sent again', async () => {
  const { devnet, wallet } = await funded();
  const { sendId, txid } = await wallet.send();
  await wallet.reaches(sendId, 'pending');
  devnet.mine();
  await wallet.refresh();
  await wallet.reaches(sendId, 'confirmed');
  devnet.reorg(1, { keepTransactions: false });
  await wallet.refresh();
  expect(devnet.state().mempool).toEqual([txid]);
  await wallet.reaches(sendId, 'pending');
});

test('an unmined payment past its expiry is expired and its outputs are spendable again', async () => {
  const { devnet, clock, wallet } = await funded();
  const { sendId, txid } = await wallet.send();
  const { expiryHeight } = await wallet.reaches(sendId, 'pending');
  const blocks = (expiryHeight ?? 0) - devnet.tip().height;
  devnet.mine(blocks, { include: 'none' });
  await clock.advance(blocks * 30_000);
  await wallet.refresh();
  expect((await wallet.entry(sendId)).state).not.toBe('expired');
  devnet.mine(1, { include: 'none' });
  await wallet.refresh();
  await wallet.reaches(sendId, 'expired');
  expect(wallet.notices()).toContainEqual({ kind: 'expired', chain: 'flux', txid });
  expect((await wallet.place()).balance?.spendable).toBe((10n * FLUX).toString());
  const again = await wallet.send();
  await wallet.reaches(again.sendId, 'pending');
});

test('draft.commit takes nothing but the draft with signatures added', async () => {
  const { devnet, wallet } = await funded([10n * FLUX, 10n * FLUX]);
  const mine = await wallet.prepare();
  const other = await wallet.prepare({ recipients: [{ address: STRANGER, amount: (4n * FLUX).toString() }] });
  const signed = await wallet.take(mine.draftId);
  const signedOther = await wallet.take(other.draftId);
  const commit = (changes: Partial<{ draftId: string; signed: string; txid: string }>) =>
    codeOf(wallet.main.call('draft.commit', { draftId: mine.draftId, ...signed, ...changes }));
  expect(await commit(signedOther)).toBe('approval.mismatch');
  expect(await commit({ txid: signedOther.txid })).toBe('approval.mismatch');
  expect(await commit({ signed: `${signed.signed}00` })).toBe('chain.bad-transaction');
  expect(await commit({ signed: '' })).toBe('chain.bad-transaction');
  expect(await commit({ draftId: 'f'.repeat(32) })).toBe('approval.unknown');
  const { unsigned } = await wallet.main.call('draft.take', { draftId: mine.draftId });
  expect(await commit({ signed: unsigned.bytes })).toBe('chain.bad-transaction');
  expect(devnet.state().mempool).toEqual([]);
  expect(await commit({})).toBe('no error');
  // A second time, as after a lost answer: the same entry, one transaction.
  expect(await commit({})).toBe('no error');
  await wallet.reaches(mine.draftId, 'pending');
  expect(devnet.state().mempool).toEqual([signed.txid]);
});

test('drafts lapse after five minutes and can be dropped', async () => {
  const { clock, wallet } = await funded();
  const { draftId, validUntilMs } = await wallet.prepare();
  expect(validUntilMs - clock.now()).toBe(5 * 60_000);
  const signed = await wallet.take(draftId);
  await clock.advance(5 * 60_000 + 1);
  expect(await codeOf(wallet.take(draftId))).toBe('approval.expired');
  const second = await wallet.prepare();
  await clock.advance(6 * 60_000 + 1);
  expect(await codeOf(wallet.main.call('draft.commit', { draftId: second.draftId, ...signed }))).toBe(
    'approval.expired',
  );
  const third = await wallet.prepare();
  await wallet.main.call('draft.drop', { draftId: third.draftId });
  expect(await codeOf(wallet.take(third.draftId))).toBe('approval.unknown');
});

test('a lock between approval and the network’s answer: the payment still goes out, and the next unlock knows it', async () => {
  let reached: () => void = () => undefined;
  let goOn: () => void = () => undefined;
  const journalled = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const { devnet, start } = await startHarness();
  const wallet = start({
    checkpoint: (name) => {
      if (name !== 'send.announcing') return undefined;
      reached();
      return gate;
    },
  });
  await wallet.open();
  devnet.fund(await wallet.receiveAddress(), 10n * FLUX);
  await wallet.refresh();
  const { sendId, txid } = await wallet.send();
  await journalled;
  await wallet.lock();
  goOn();
  await wallet.stop();
  expect(devnet.state().mempool).toEqual([txid]);
  const next = start();
  await next.open();
  await next.refresh();
  await next.reaches(sendId, 'pending');
  expect(devnet.state().mempool).toEqual([txid]);
});

test('while locked, open payments are followed by their public ids, and nothing is said twice', async () => {
  const { devnet, clock, wallet } = await funded();
  const { sendId, txid } = await wallet.send();
  await wallet.reaches(sendId, 'pending');
  await wallet.lock();
  devnet.mine();
  await clock.advance(30_000);
  const told = [{ kind: 'confirmed', chain: 'flux', txid }];
  await until(() => expect(wallet.notices()).toEqual(told));
  await wallet.open();
  await wallet.refresh();
  await wallet.reaches(sendId, 'confirmed');
  expect(wallet.notices()).toEqual(told);
});

test('while locked, nothing is asked when the person does not want it', async () => {
  const { devnet, clock, wallet } = await funded();
  const { settings } = await wallet.main.call('device.read', {});
  await wallet.app.call('settings.update', { settings: { ...settings, followWhileLocked: false } });
  const { sendId, txid } = await wallet.send();
  await wallet.reaches(sendId, 'pending');
  await wallet.refresh();
  await wallet.lock();
  devnet.mine();
  const before = devnet.requests.list().at(-1)?.seq ?? 0;
  await clock.advance(120_000);
  const asked = devnet.requests.list({ after: before }).filter(({ url }) => url.includes(txid));
  expect(asked).toEqual([]);
  expect(wallet.notices()).toEqual([]);
});

const faults: readonly Fault[] = [
  { kind: 'status' },
  { kind: 'rate-limit' },
  { kind: 'html' },
  { kind: 'truncated' },
  { kind: 'truncated', cut: true },
  { kind: 'huge' },
  { kind: 'reset' },
  { kind: 'redirect', location: 'http://127.0.0.1:1/' },
  { kind: 'wrong-chain', how: 'testnet' },
  { kind: 'refuse-connections' },
];

test.each(faults.map((fault) => [JSON.stringify(fault), fault] as const))(
  'every server with %s: last values stay with their age beside a coded error, and come back fresh',
  async (_, fault) => {
    const { devnet, clock, wallet } = await funded();
    const before = await wallet.place();
    devnet.fund(await wallet.receiveAddress(), FLUX);
    await devnet.setFault({ fault });
    await wallet.refresh();
    const during = await wallet.place();
    expect(during.error?.code).toMatch(/^(?:network|server)\./);
    expect(during.balance).toEqual(before.balance);
    expect(during.provenance).toEqual(before.provenance);
    const { sync } = await wallet.app.call('state.read', {});
    expect(sync.chains[0]).toMatchObject({ state: 'failed', provenance: before.provenance });
    expect(await codeOf(wallet.prepare())).not.toMatch(/internal|not coded/);

    await devnet.clearFaults();
    await clock.advance(2 * 60 * 60_000);
    devnet.advanceTime(2 * 60 * 60);
    devnet.mine();
    await wallet.refresh();
    expect(await wallet.place()).toMatchObject({ error: null, balance: { spendable: (11n * FLUX).toString() } });
  },
);

/** Ten FLUX are a hundred, in the list of outputs and in the history alike. */
const consistentLie: Fault = {
  kind: 'rewrite',
  rewrite: (json) =>
    JSON.parse(
      JSON.stringify(json)
        .replaceAll('"satoshis":1000000000,', '"satoshis":10000000000,')
        .replaceAll(/"amount":10\b/g, '"amount":100')
        .replaceAll('"value":"10.00000000"', '"value":"100.00000000"'),
    ),
};

test('an output larger than it is makes a payment the network refuses, never a wrong one', async () => {
  const { devnet, account, onAnotherDevice, wallet: known } = await funded();
  await known.stop();
  await devnet.setFault({ fault: consistentLie, server: 'insight' });
  for (const server of ['insight2', 'blockbook'] as const) {
    await devnet.setFault({ fault: { kind: 'refuse-connections' }, server });
  }
  const wallet = onAnotherDevice();
  await wallet.open(account);
  await wallet.refresh();
  expect((await wallet.place()).balance?.spendable).toBe((100n * FLUX).toString());
  const { sendId } = await wallet.send({ recipients: [{ address: STRANGER, amount: (50n * FLUX).toString() }] });
  expect((await wallet.reaches(sendId, 'refused')).error?.code).toMatch(/^chain\./);
  expect(devnet.state().mempool).toEqual([]);
  await devnet.clearFaults();
  await wallet.refresh();
  expect((await wallet.place()).balance?.spendable).toBe((10n * FLUX).toString());
});

test.each<Fault>([{ kind: 'html' }, { kind: 'lying-utxo', how: 'foreign-script' }])(
  'a server alone with $kind is passed over',
  async (fault) => {
    const { devnet, wallet } = await funded();
    await devnet.setFault({ fault, server: 'insight' });
    devnet.fund(await wallet.receiveAddress(), FLUX);
    await wallet.refresh();
    expect(await wallet.place()).toMatchObject({ error: null, balance: { spendable: (11n * FLUX).toString() } });
  },
);
