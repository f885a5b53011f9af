import { expect, test } from 'vitest';
import type { Activity } from '../../../../wallet-core/chain-contract/index.ts';
import type { SendState } from '../../../../wallet-core/ipc/index.ts';
import { shapes } from '../../../../wallet-core/ipc/index.ts';
import { type TxId, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { fakeContext } from '../../testing/fake-context.ts';
import type { AccountChain } from '../account-chain.ts';
import { createFluxPort } from '../flux-port.ts';
import { createLabels } from '../labels.ts';
import type { StoredSend } from '../send/entry.ts';
import { createJournal } from '../send/journal.ts';
import { createActivityService } from './activity-service.ts';
import { sourceOfChain } from './activity-source.ts';

const TIP = 2_000_100;
const txid = (number: number) => unsafeBrand<TxId>(number.toString(16).padStart(64, '0'));

function received(number: number, changes: Partial<Activity> = {}): Activity {
  return {
    chain: 'flux',
    txid: txid(number),
    kind: 'received',
    net: 100_000_000n,
    fee: null,
    counterparties: [{ address: 't1KmJRcbvkg5jCxUyyXsJQaqZZZZZZZZA6Y', amount: 5n }],
    own: ['t1own'],
    message: null,
    height: 2_000_000,
    confirmations: 0,
    timeMs: 1_700_000_000_000 + number,
    expiryHeight: null,
    ...changes,
  };
}

function sent(number: number, state: SendState, changes: Partial<StoredSend> = {}): StoredSend {
  return {
    sendId: `${number}`,
    chain: 'flux',
    asset: 'native',
    txid: txid(number),
    signed: '',
    state,
    wasKnown: true,
    recipients: [{ address: 't1stranger', amount: '300' }],
    fee: '7',
    message: 'lunch',
    inputs: [`${txid(1)}:0`],
    ownOutputs: [],
    createdAtMs: 1_800_000_000_000 + number,
    updatedAtMs: 0,
    expiryHeight: TIP + 5,
    minedHeight: null,
    confirmations: 0,
    error: null,
    ...changes,
  };
}

function setUp(history: readonly Activity[], payments: readonly StoredSend[]) {
  const context = fakeContext();
  const journal = createJournal(context, () => undefined);
  for (const payment of payments) journal.add(payment);
  const sync = {
    history: { all: () => history, marks: () => ({ complete: true, cursor: null, covered: [] }) },
    state: () => ({ tip: { height: TIP, hash: '', timeMs: 0 }, outputs: null }),
  };
  const sources = [sourceOfChain({ port: createFluxPort(null), sync } as unknown as AccountChain)];
  const labels = createLabels(context, 'flux', () => undefined);
  const service = createActivityService({ sources, journal, labels });
  return (search = '') =>
    service.page({ filter: { search, kinds: [], includeSuspicious: true }, offset: 0, limit: 50 }).items;
}

test.each<[SendState, Partial<StoredSend>, string]>([
  ['signed', {}, 'unknown'],
  ['unsure', {}, 'unknown'],
  ['pending', {}, 'pending'],
  ['confirmed', { minedHeight: TIP - 2 }, 'confirmed'],
  ['final', { minedHeight: TIP - 60 }, 'final'],
  ['expired', {}, 'expired'],
  ['refused', {}, 'failed'],
  ['replaced', {}, 'replaced'],
])('a payment that is %s and that no server lists is shown from the journal', (state, changes, status) => {
  const [item] = setUp([], [sent(9, state, changes)])();
  expect(item).toMatchObject({ kind: 'sent', net: '-307', fee: '7', message: 'lunch', status: { kind: status } });
  expect(shapes.activityItem.safeParse(item).success).toBe(true);
});

test.each<SendState>(['refused', 'expired', 'replaced'])('a payment that is %s stands at its time', (state) => {
  const at = (minutes: number) => 1_800_000_000_000 + minutes * 60_000;
  const items = setUp(
    [received(1, { timeMs: at(1) }), received(3, { timeMs: at(3) })],
    [sent(2, state, { createdAtMs: at(2) }), sent(4, 'pending', { createdAtMs: at(0) })],
  )();
  expect(items.map((item) => Number.parseInt(item.txid, 16))).toEqual([4, 3, 2, 1]);
});

test('a payment that is in both is shown once, as the chain has it', () => {
  const mined = received(9, { kind: 'sent', net: -307n, height: TIP - 39 });
  const items = setUp([mined], [sent(9, 'pending')])();
  expect(items.map(({ status }) => status)).toEqual([
    { kind: 'final', confirmations: 40, height: TIP - 39, timeMs: mined.timeMs },
  ]);
});

test('T-03: a payment from an address that looks like one we paid is suspicious, one from the very address is not', () => {
  const paid = 't1KmJRcbvkg5jCxUyyXsJQaqAAAAAAAAA6Y';
  const history = [
    received(1, { kind: 'sent', counterparties: [{ address: paid, amount: 5n }] }),
    received(2),
    received(3, { counterparties: [{ address: paid, amount: 5n }] }),
    received(4, { net: 0n, counterparties: [] }),
  ];
  const items = setUp(history, [])();
  const suspicious = items.filter((item) => item.suspicious).map((item) => item.txid);
  expect(suspicious.sort()).toEqual([txid(2), txid(4)]);
});

test('an unmined activity of another wallet past its expiry is expired', () => {
  const [item] = setUp([received(1, { height: null, expiryHeight: TIP - 1 })], [])();
  expect(item?.status.kind).toBe('expired');
});
