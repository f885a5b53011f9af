/** Every screen of the app window in every state: how the backend answers, and what the person has done. */
import { useActivity } from '../../renderer/app/features/activity/activity-store.ts';

import { useReceive } from '../../renderer/app/features/receive/receive-store.ts';
import { emptyForm } from '../../renderer/app/features/send/form.ts';
import { editForm, useSend } from '../../renderer/app/features/send/send-store.ts';
import { useShell } from '../../renderer/app/shell/shell-store.ts';
import { fails, type Handlers, never, usual } from '../../renderer/app/testing/fake-bridge.ts';
import * as data from '../../renderer/app/testing/fake-data.ts';
import { FAKE_NOW } from '../../renderer/app/testing/fake-data.ts';
import { describeError, toast } from '../../renderer/ui/index.ts';
import type { ErrorCode } from '../../wallet-core/errors/index.ts';
import type { SendEntry, Settings, WireIssue } from '../../wallet-core/ipc/index.ts';
import { accountScenes } from './account-scenes.ts';
import { fusionScenes } from './fusion-scenes.ts';
import { nodeScenes } from './node-scenes.ts';
import { error, on, read, type Scene } from './scene.ts';

const hoursAgo = (hours: number) => ({ ...data.provenance, atMs: FAKE_NOW - hours * 3_600_000 });
const [fluxSync] = data.sync.chains;
const failedSync = {
  chains:
    fluxSync === undefined
      ? []
      : [{ ...fluxSync, state: 'failed' as const, provenance: hoursAgo(3), error: error('server.none-left') }],
};
const zero = { spendable: '0', incoming: '0', immature: '0', collateral: '0', frozen: '0' };
const noActivity = () => ({ items: [], total: 0, suspiciousCount: 0, complete: true });
const oldPrices = data.prices.reading === null ? null : { ...data.prices.reading, atMs: data.FAKE_NOW - 40 * 60_000 };
const withSettings = (change: Partial<Settings>) => read({ settings: { ...data.settings, ...change } });

const filled = { ...emptyForm, recipient: data.ADDRESS, amount: '25', message: 'Invoice 2027-014' };
const issue = (code: WireIssue['code'], field: WireIssue['field'], reason?: string): WireIssue => ({
  code,
  field,
  data: reason === undefined ? {} : { reason },
});
const judged = (errors: readonly WireIssue[], warnings: readonly WireIssue[] = []): Partial<Handlers> => ({
  'send.validate': () => ({ ...data.validation, errors: [...errors], warnings: [...warnings] }),
});
const stated = {
  kind: 'payment' as const,
  chain: 'flux' as const,
  asset: 'native',
  recipients: [{ address: data.ADDRESS, amount: '2500000000' }],
  message: 'Invoice 2027-014',
  fee: '226',
};
const prepared = {
  draftId: '0'.repeat(32),
  stated,
  change: '97499774',
  inputCount: 2,
  signedSize: 374,
  expiryHeight: data.provenance.height + 120,
  validUntilMs: FAKE_NOW + 600_000,
};

const sent = (change: Partial<SendEntry>): Scene => ({
  answers: read({ sends: { entries: [{ ...data.sendEntry, ...change }] } }),
  arrange: on('send', () => useSend.setState({ step: { kind: 'sent', sendId: 'send-1', txid: data.sendEntry.txid } })),
});

const stopped = (code: ErrorCode): Scene => ({
  arrange: on('send', () => useSend.setState({ step: { kind: 'stopped', error: error(code) } })),
});

export const scenes: Readonly<Record<string, Scene>> = {
  portfolio: {},
  'portfolio-old-prices': {
    answers: { 'prices.read': () => ({ ...data.prices, reading: oldPrices, error: error('network.offline') }) },
  },
  'portfolio-no-prices': {
    answers: { 'prices.read': () => ({ ...data.prices, reading: null, error: error('network.offline') }) },
  },
  'portfolio-prices-off': { answers: { 'prices.read': () => ({ ...data.prices, state: 'off', reading: null }) } },
  'portfolio-loading': { answers: { 'state.read': never, 'activity.page': never } },
  'portfolio-first-use': {
    answers: { ...read({ portfolio: { places: [{ ...data.place, balance: zero }] } }), 'activity.page': noActivity },
  },
  'portfolio-offline': {
    answers: read({
      portfolio: { places: [{ ...data.place, provenance: hoursAgo(3), error: error('server.none-left') }] },
      sync: failedSync,
    }),
  },
  'portfolio-never-known': {
    answers: {
      ...read({
        portfolio: { places: [{ ...data.place, balance: null, provenance: null, error: error('network.offline') }] },
      }),
      'activity.page': fails('network.offline'),
    },
  },
  'portfolio-partial': {
    answers: read({
      portfolio: {
        places: [
          data.place,
          {
            ...data.place,
            chain: 'ergo',
            asset: 'e8b20745ee9d18817305f32eb21015831a48f02d40980de6e849f886dca7f807',
            balance: null,
            provenance: null,
            error: error('network.timeout'),
          },
        ],
      },
    }),
  },
  'portfolio-hidden': { answers: withSettings({ hideAmounts: true }) },
  'portfolio-demo': {
    answers: { 'app.boot': () => ({ ...data.boot, demo: true, standIn: true, engine: 'Chromium 156 (stand-in)' }) },
    arrange: (bridge) => bridge.emit('session.idle-warning', { secondsLeft: 60 }),
  },
  'portfolio-open-payments': {
    answers: read({
      sends: {
        entries: [
          { ...data.sendEntry, state: 'unsure' },
          { ...data.sendEntry, sendId: 'send-2', state: 'expired', error: error('chain.expired') },
          { ...data.sendEntry, sendId: 'send-3', state: 'final', confirmations: 200 },
        ],
      },
    }),
  },
  'portfolio-watch-only': {
    answers: read({
      account: { ...data.account, kind: 'watch', username: null, fingerprint: null, label: 'Cold storage' },
    }),
  },

  'send-empty': { arrange: on('send') },
  'send-filled': { arrange: on('send', () => editForm(filled)), until: 'button[type=submit]:not([aria-busy])' },
  'send-by-worth': {
    arrange: on('send', () => editForm({ ...filled, amount: '' })),
    press: ['button:has-text("Enter the amount in")'],
  },
  'send-gaps': { arrange: on('send', () => useSend.setState({ asked: true })) },
  'send-errors': {
    answers: judged([
      issue('chain.bad-address', 'recipient', 'checksum'),
      issue('chain.insufficient-funds', 'amount'),
      issue('send.message-too-long', 'message'),
    ]),
    arrange: on('send', () =>
      editForm({
        ...filled,
        recipient: data.ADDRESS.slice(0, -1),
        amount: '99999999',
        message: 'ä'.repeat(48),
        fee: 'own',
        ownFee: '0',
      }),
    ),
  },
  'send-warnings': {
    answers: judged(
      [],
      [
        issue('send.recipient-first-time', 'recipient'),
        issue('send.leaves-nothing', 'amount'),
        issue('send.spends-collateral', 'inputs'),
        issue('send.stale-balance', 'general'),
      ],
    ),
    arrange: on('send', () =>
      editForm({ ...filled, amount: '', max: true, inputs: [data.coin(2).outpoint, data.coin(3).outpoint] }),
    ),
  },
  'send-from-link': {
    arrange: on('send', () =>
      useSend.setState({
        form: filled,
        fromLink: {
          kind: 'pay',
          chain: 'flux',
          asset: 'native',
          address: data.ADDRESS,
          amount: '2500000000',
          message: null,
          label: 'Flux Foundation',
        },
      }),
    ),
  },
  'send-guard': { arrange: on('send', () => useSend.setState({ form: filled, alarm: 'at-once' })) },
  'send-coins-unread': {
    answers: {
      ...read({ portfolio: { places: [{ ...data.place, balance: null, provenance: null, refreshing: true }] } }),
      'send.validate': () => ({
        errors: [issue('send.balance-unknown', 'general')],
        warnings: [],
        fee: null,
        amount: null,
        total: null,
        provenance: null,
      }),
    },
    arrange: on('send', () => editForm({ ...filled, amount: '', max: true })),
  },
  'send-toasts': {
    arrange: on('send', () => {
      editForm(filled);
      for (const code of ['store.write-failed', 'network.offline', 'store.write-failed'] as const) {
        toast('danger', describeError(code).title);
      }
    }),
    until: 'button[type=submit]:not([aria-busy])',
  },
  'send-offline': {
    answers: { 'send.validate': fails('server.none-left') },
    arrange: on('send', () => editForm(filled)),
  },
  'send-preparing': { arrange: on('send', () => useSend.setState({ step: { kind: 'preparing', attempt: 1 } })) },
  'send-in-signer': {
    arrange: on('send', () => useSend.setState({ step: { kind: 'signing', attempt: 1, prepared, stated } })),
  },
  'send-rejected': stopped('approval.rejected'),
  'send-mismatch': stopped('approval.mismatch'),
  'send-signed': sent({ state: 'signed' }),
  'send-unsure': sent({ state: 'unsure' }),
  'send-pending': sent({}),
  'send-confirmed': sent({ state: 'confirmed', confirmations: 3 }),
  'send-final': sent({ state: 'final', confirmations: 104 }),
  'send-expired': sent({ state: 'expired', error: error('chain.expired') }),
  'send-refused': sent({ state: 'refused', error: error('chain.conflict') }),

  receive: { arrange: on('receive') },
  'receive-request': {
    arrange: on('receive', () => useReceive.setState({ amount: '25.5', message: 'Invoice 2027-014' })),
    press: ['summary'],
  },
  'receive-loading': { answers: { 'receive.read': never }, arrange: on('receive') },
  'receive-error': { answers: { 'receive.read': fails('store.write-failed') }, arrange: on('receive') },

  activity: { arrange: on('activity'), until: '[data-row="3"] button' },
  'activity-detail': {
    arrange: on('activity', () => useActivity.setState({ selected: data.txid(1), active: 1 })),
    until: 'aside h2',
  },
  'activity-suspicious': {
    arrange: on('activity', () => useActivity.setState({ includeSuspicious: true })),
    until: '[data-row="3"] button',
  },
  'activity-first-use': { answers: { 'activity.page': noActivity }, arrange: on('activity') },
  'activity-nothing-found': {
    answers: { 'activity.page': noActivity },
    arrange: on('activity', () => useActivity.setState({ search: 'nobody' })),
  },
  'activity-loading': { answers: { 'activity.page': never }, arrange: on('activity') },
  'activity-slow': {
    answers: {
      'activity.page': (request) =>
        new Promise((resolve) =>
          setTimeout(() => resolve(usual['activity.page'](request)), request.offset === 0 ? 0 : 300),
        ),
    },
    arrange: on('activity'),
    until: '[data-row="3"] [data-row-focus]',
  },
  'activity-error': { answers: { 'activity.page': fails('store.corrupt') }, arrange: on('activity') },

  coins: { arrange: on('coins'), until: '[data-row="3"]' },
  'coins-selected': {
    arrange: on('coins'),
    until: '[data-row="3"]',
    press: ['[data-row="1"] input', '[data-row="3"] input'],
  },
  'coins-collateral': {
    arrange: on('coins'),
    until: '[data-row="3"]',
    press: ['[data-row="0"] input'],
  },
  'coins-first-use': {
    answers: { 'coins.read': () => ({ chain: 'flux', coins: [], provenance: data.provenance }) },
    arrange: on('coins'),
  },
  'coins-loading': { answers: { 'coins.read': never }, arrange: on('coins') },
  'coins-error': { answers: { 'coins.read': fails('server.none-left') }, arrange: on('coins') },

  ...nodeScenes,
  ...fusionScenes,

  settings: { arrange: on('settings') },
  'settings-tested': {
    answers: {
      'server.test': (request) =>
        request.server.kind === 'insight' ? usual['server.test']() : fails('server.wrong-chain')(),
    },
    arrange: on('settings'),
    press: ['ol > li:nth-child(1) button:first-of-type', 'ol > li:nth-child(2) button:first-of-type'],
  },
  'settings-add-server': { arrange: on('settings'), press: [':nth-match(button:has-text("Add a server"), 1)'] },
  'settings-loading': { answers: { 'state.read': never }, arrange: on('settings') },

  ...accountScenes,

  'shell-commands': { arrange: () => useShell.setState({ overlay: 'commands' }) },
  'shell-shortcuts': { arrange: () => useShell.setState({ overlay: 'shortcuts' }) },
  'shell-account': { press: ['header button[popovertarget] >> nth=0'] },
  'shell-chains': {
    answers: read({
      sync: failedSync,
      portfolio: { places: [{ ...data.place, provenance: hoursAgo(3), error: error('server.none-left') }] },
    }),
    press: ['header button[popovertarget] >> nth=1'],
  },
  'shell-failed': { answers: { 'state.read': fails('store.corrupt') } },
  'shell-locked': { arrange: (bridge) => bridge.emit('session.locked', { reason: 'idle' }) },
};
