import { expect, test } from 'vitest';
import type { TxStatus } from '../../../../wallet-core/chain-contract/index.ts';
import { type ErrorCode, WalletError } from '../../../../wallet-core/errors/index.ts';
import type { SendState } from '../../../../wallet-core/ipc/index.ts';
import { type TxId, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { fakeContext } from '../../testing/fake-context.ts';
import type { ChainConnection } from '../chain-port.ts';
import { createFluxPort } from '../flux-port.ts';
import { noCheckpoint } from './checkpoint.ts';
import type { StoredSend } from './entry.ts';
import { createFollower } from './follow.ts';
import { createJournal } from './journal.ts';

const TXID = 'ab'.repeat(32);

function stored(changes: Partial<StoredSend> = {}): StoredSend {
  return {
    sendId: 'cd'.repeat(16),
    chain: 'flux',
    asset: 'native',
    txid: TXID,
    signed: '00',
    state: 'pending',
    wasKnown: true,
    recipients: [{ address: 't1stranger', amount: '5' }],
    fee: '1',
    message: null,
    inputs: [`${'ef'.repeat(32)}:0`],
    ownOutputs: [],
    createdAtMs: 1,
    updatedAtMs: 1,
    expiryHeight: 1_000,
    minedHeight: null,
    confirmations: 0,
    error: null,
    ...changes,
  };
}

const tip = (height: number) => ({ height, hash: height.toString(16).padStart(64, '0'), timeMs: 0 });

/** One payment, a network that answers as told, and a record of what it was asked. */
function setUp(entry: Partial<StoredSend>) {
  const context = fakeContext();
  const journal = createJournal(context, () => undefined);
  journal.add(stored(entry));
  const asked: string[] = [];
  const notices: string[] = [];
  const network = {
    status: { kind: 'unknown' } as TxStatus | WalletError,
    broadcast: undefined as WalletError | undefined,
  };
  const connection = {
    statusOf: async () => {
      asked.push('status');
      if (network.status instanceof WalletError) throw network.status;
      return network.status;
    },
    broadcast: async () => {
      asked.push('broadcast');
      if (network.broadcast !== undefined) throw network.broadcast;
      return unsafeBrand<TxId>(TXID);
    },
  } as unknown as ChainConnection;
  const follower = createFollower({
    context,
    journal,
    port: createFluxPort(null),
    connection: () => connection,
    notify: (kind) => notices.push(kind),
    checkpoint: noCheckpoint,
  });
  const state = () => journal.entries()[0]?.state;
  return { context, journal, network, follower, asked, notices, state, entry: () => journal.entries()[0] };
}

const mined = (kind: 'confirmed' | 'final', confirmations: number): TxStatus => ({
  kind,
  confirmations,
  height: 990,
  timeMs: 5,
});

test.each<[string, Partial<StoredSend>, TxStatus, SendState, readonly string[]]>([
  ['pending', { state: 'unsure' }, { kind: 'pending' }, 'pending', []],
  ['a first confirmation', {}, mined('confirmed', 1), 'confirmed', ['confirmed']],
  ['the last confirmation', { state: 'confirmed' }, mined('final', 40), 'final', []],
  ['pending after a confirmation', { state: 'confirmed', minedHeight: 990 }, { kind: 'pending' }, 'pending', []],
  ['expired', {}, { kind: 'expired' }, 'expired', ['expired']],
  ['replaced', {}, { kind: 'replaced' }, 'replaced', ['refused']],
  ['failed', {}, { kind: 'failed' }, 'refused', ['refused']],
  ['expired, of a refused one', { state: 'refused' }, { kind: 'expired' }, 'refused', []],
  ['confirmed, of an expired one', { state: 'expired' }, mined('confirmed', 2), 'confirmed', ['confirmed']],
])('the network says %s', async (_, entry, status, state, notices) => {
  const wallet = setUp(entry);
  wallet.network.status = status;
  await wallet.follower.followAll(tip(995));
  expect(wallet.state()).toBe(state);
  expect(wallet.notices).toEqual(notices);
  expect(wallet.asked).toEqual(['status']);
});

test.each<[ErrorCode, boolean, SendState]>([
  ['chain.conflict', false, 'refused'],
  ['chain.conflict', true, 'replaced'],
  ['chain.rejected', false, 'refused'],
  ['chain.rejected', true, 'unsure'],
  ['chain.expired', false, 'unsure'],
  ['chain.expired', true, 'unsure'],
  ['chain.already-known', false, 'pending'],
  ['network.timeout', false, 'unsure'],
  ['server.bad-reply', true, 'unsure'],
])('T-10: an unknown payment is sent again; %s (known before: %s) makes it %s', async (code, wasKnown, state) => {
  const wallet = setUp({ state: wasKnown ? 'pending' : 'signed', wasKnown });
  wallet.network.broadcast = new WalletError(code);
  await wallet.follower.followAll(tip(900));
  expect(wallet.asked).toEqual(['status', 'broadcast']);
  expect(wallet.state()).toBe(state);
});

test('a lookup that fails changes nothing and is tried again', async () => {
  const wallet = setUp({ state: 'pending' });
  wallet.network.status = new WalletError('network.offline');
  await wallet.follower.followAll(tip(900));
  expect(wallet.state()).toBe('pending');
  wallet.network.status = mined('confirmed', 1);
  await wallet.follower.followAll(tip(900));
  expect(wallet.state()).toBe('confirmed');
});

test('mined ones are asked about once a block, final ones never, dead ones until no reorganisation can bring them back', async () => {
  const confirmed = setUp({ state: 'confirmed', minedHeight: 990, confirmations: 3 });
  confirmed.network.status = mined('confirmed', 3);
  for (const height of [992, 992, 993]) await confirmed.follower.followAll(tip(height));
  expect(confirmed.asked).toHaveLength(2);

  const final = setUp({ state: 'final' });
  await final.follower.followAll(tip(2_000));
  expect(final.asked).toEqual([]);

  const dead = setUp({ state: 'refused' });
  for (const height of [999, 1_040, 1_041]) await dead.follower.followAll(tip(height));
  expect(dead.asked).toEqual(['status', 'status']);
  expect(dead.state()).toBe('refused');
});

test('a final payment keeps no signed bytes', async () => {
  const wallet = setUp({ state: 'confirmed' });
  wallet.network.status = mined('final', 40);
  await wallet.follower.followAll(tip(1_030));
  expect(wallet.entry()?.signed).toBe('');
});

test('nothing is written when nothing has changed', async () => {
  const wallet = setUp({ state: 'pending' });
  wallet.network.status = { kind: 'pending' };
  await wallet.context.clock.advance(1_000);
  await wallet.follower.followAll(tip(900));
  expect(wallet.entry()?.updatedAtMs).toBe(1);
});
