/** Screens over chains with accounts: several networks at once, one that fails, tokens, allowances, numbers that wait. */
import { useActivity } from '../../renderer/app/features/activity/activity-store.ts';
import { emptyGas } from '../../renderer/app/features/gas/gas-form.ts';
import { emptyForm } from '../../renderer/app/features/send/form.ts';
import { editForm, useSend } from '../../renderer/app/features/send/send-store.ts';
import { openTask } from '../../renderer/app/features/tasks/task-store.ts';
import { typeContract } from '../../renderer/app/features/tokens/accepted-store.ts';
import { type TokensTab, useTokens } from '../../renderer/app/features/tokens/tokens-store.ts';
import * as accounts from '../../renderer/app/testing/fake-account-data.ts';
import { fails, type Handlers, never } from '../../renderer/app/testing/fake-bridge.ts';
import * as data from '../../renderer/app/testing/fake-data.ts';
import { FAKE_NOW } from '../../renderer/app/testing/fake-data.ts';
import type { ChainId } from '../../wallet-core/chain-contract/index.ts';
import type {
  ChainSync,
  PortfolioPlace,
  SendEntry,
  TokenFinding,
  WireAccountValidation,
  WireIssue,
} from '../../wallet-core/ipc/index.ts';
import { error, on, read, type Scene, type State } from './scene.ts';

const places: readonly PortfolioPlace[] = [data.place, ...accounts.accountPlaces];
const [fluxEthereum] = accounts.accountPlaces;
const FLUX_ETHEREUM = fluxEthereum?.asset ?? '';

function syncOf(chain: ChainId, state: ChainSync['state']): ChainSync {
  const failed = state === 'failed';
  return {
    chain,
    state,
    provenance: { ...accounts.evmProvenance, atMs: FAKE_NOW - (failed ? 900_000 : 6_000) },
    tipTimeMs: FAKE_NOW - 9_000,
    error: failed ? error('network.timeout') : null,
    refreshing: false,
    lastAttemptMs: FAKE_NOW - 5_000,
  };
}

const sync = {
  chains: [...data.sync.chains, syncOf('ethereum', 'ok'), syncOf('bsc', 'failed'), syncOf('polygon', 'failed')],
};
const settings = {
  ...data.settings,
  servers: {
    ...data.settings.servers,
    ethereum: [
      { kind: 'json-rpc' as const, url: 'https://rpc.example.org' },
      { kind: 'etherscan' as const, url: 'https://history.example.org/api', apiKey: 'K3Y' },
    ],
    bsc: [{ kind: 'json-rpc' as const, url: 'https://bsc.example.org' }],
  },
};
const several = (change: Partial<State> = {}): Partial<Handlers> =>
  read({ portfolio: { places: [...places] }, sync, settings, ...change });

/** Networks that all answer. */
const healthy = places
  .filter((place) => place.balance !== null)
  .map((place) => ({ ...place, error: null, provenance: place.provenance ?? accounts.evmProvenance }));

const account = {
  chain: 'ethereum' as const,
  asset: FLUX_ETHEREUM,
  money: { symbol: 'FLUX', decimals: 8 },
  gas: emptyGas,
};
const filled = { ...emptyForm, account, recipient: accounts.EVM_STRANGER, amount: '25' };

const issue = (code: string, field: WireIssue['field'], facts: WireIssue['data'] = {}): WireIssue => ({
  code,
  field,
  data: facts,
});
const judged = (change: Partial<WireAccountValidation>): Partial<Handlers> => ({
  ...several(),
  'account.validate': () => ({ ...accounts.accountValidation, ...change }),
});
const composing = (change: Parameters<typeof editForm>[0] = {}) => on('send', () => editForm({ ...filled, ...change }));
/** Judged: the speeds say what they cost. */
const ready = 'main fieldset data';

const normalEntry = accounts.accountSendEntry;
function accountOf({ account: of }: SendEntry) {
  if (of === undefined) throw new TypeError('not on a chain with accounts');
  return of;
}
const stated = {
  kind: 'account-payment' as const,
  chain: 'ethereum' as const,
  from: accounts.EVM_ADDRESS,
  action: {
    kind: 'transfer' as const,
    asset: FLUX_ETHEREUM,
    recipient: accounts.EVM_STRANGER,
    amount: '2500000000',
  },
  fee: '1365000000000000',
  extraFee: '0',
  nonce: 9,
  replaces: null,
};
const sent = (change: Partial<SendEntry>, more: readonly SendEntry[] = []): Scene => ({
  answers: several({ sends: { entries: [{ ...normalEntry, ...change }, ...more] } }),
  arrange: on('send', () =>
    useSend.setState({ step: { kind: 'sent', sendId: normalEntry.sendId, txid: normalEntry.txid } }),
  ),
});
const onTokens = (tab: TokensTab, more?: () => void) =>
  on('tokens', () => {
    useTokens.setState({ tab, chain: 'ethereum' });
    more?.();
  });
const found = (finding: TokenFinding): Scene => ({
  answers: { ...several(), 'token.look': () => finding },
  arrange: onTokens('tokens'),
  until: 'input[name=contract]',
  press: ['form button[type=submit]'],
});
/** The field has to hold something before it can be looked up. */
const looking = (scene: Scene): Scene => ({
  ...scene,
  arrange: onTokens('tokens', () => setTimeout(() => typeContract(accounts.EVM_STRANGER), 20)),
  until: 'form button[type=submit]:not([disabled])',
});
const hostile: TokenFinding = {
  kind: 'token',
  chain: 'ethereum',
  contract: accounts.EVM_STRANGER,
  symbol: 'FLUX',
  name: '<b>Claim at fluxx.example</b>',
  decimals: 18,
  warnings: ['imitates', 'link', 'foreign-letters'],
  isAccepted: false,
  provenance: accounts.evmProvenance,
};

const base = data.activityItem(0);
const net = (change: Partial<typeof base>): typeof base => ({
  ...base,
  chain: 'ethereum',
  asset: FLUX_ETHEREUM,
  own: [accounts.EVM_ADDRESS],
  counterparties: [{ address: accounts.EVM_STRANGER, amount: '2500000000' }],
  message: null,
  expiryHeight: null,
  label: null,
  suspicious: false,
  status: { kind: 'final', confirmations: 80, height: 23_811_900, timeMs: FAKE_NOW - 3_600_000 },
  ...change,
});
const hash = (letter: string) => `0x${letter.repeat(64)}`;
const items = [
  net({ txid: hash('a'), kind: 'sent', net: '-2500000000', fee: '1240000000000000', status: { kind: 'pending' } }),
  net({ txid: hash('b'), kind: 'received', net: '100000000000', fee: null, timeMs: FAKE_NOW - 3_600_000 }),
  net({ txid: hash('c'), kind: 'allowance', net: '0', fee: '980000000000000', timeMs: FAKE_NOW - 7_200_000 }),
  net({
    txid: hash('d'),
    kind: 'failed',
    asset: 'native',
    symbol: 'ETH',
    decimals: 18,
    net: '-1365000000000000',
    fee: '1365000000000000',
    status: { kind: 'failed' },
    timeMs: FAKE_NOW - 90_000_000,
  }),
  net({
    txid: hash('e'),
    kind: 'contract',
    asset: 'native',
    symbol: 'ETH',
    decimals: 18,
    net: '-20000000000000000',
    fee: '2100000000000000',
    timeMs: FAKE_NOW - 95_000_000,
  }),
  net({
    txid: hash('f'),
    kind: 'received',
    asset: accounts.EVM_STRANGER,
    position: 14,
    symbol: '',
    decimals: 0,
    net: '990000000000',
    fee: null,
    suspicious: true,
    timeMs: FAKE_NOW - 99_000_000,
  }),
];
const history: Partial<Handlers> = {
  ...several(),
  'activity.page': () => ({
    items: [...items],
    total: items.length,
    suspiciousCount: 1,
    complete: true,
    notCovered: [
      { chain: 'bsc', what: 'coin' },
      { chain: 'bsc', what: 'other-tokens' },
    ],
  }),
};

export const accountScenes: Readonly<Record<string, Scene>> = {
  'networks-portfolio': { answers: read({ portfolio: { places: healthy }, settings }) },
  'networks-portfolio-by-network': {
    answers: read({ portfolio: { places: healthy }, settings }),
    press: ['fieldset label:has-text("By network")'],
  },
  'networks-portfolio-failing': { answers: several() },
  'networks-portfolio-reading': {
    answers: several({
      portfolio: {
        places: places.map((place) =>
          place.chain === 'flux' ? place : { ...place, balance: null, provenance: null, error: null, refreshing: true },
        ),
      },
    }),
  },
  'networks-receive': {
    answers: several(),
    arrange: on('receive'),
    press: ['fieldset label:has-text("Ethereum and its kind")'],
  },

  'networks-send': { answers: several(), arrange: composing({ recipient: '', amount: '' }), until: ready },
  'networks-send-filled': { answers: several(), arrange: composing(), until: ready },
  'networks-send-custom': {
    answers: several(),
    arrange: composing({
      account: { ...account, gas: { speed: 'custom', maxGwei: '24', tipGwei: '30', limit: '' } },
    }),
    until: ready,
  },
  'networks-send-coin-max': {
    answers: judged({
      amount: '480000000000000000',
      total: '482000000000000000',
      fee: '2000000000000000',
      isFeeApart: false,
      offer:
        accounts.accountValidation.offer === null
          ? null
          : { ...accounts.accountValidation.offer, extraFee: '41000000000000' },
    }),
    arrange: composing({
      account: { ...account, chain: 'base', asset: 'native', money: { symbol: 'ETH', decimals: 18 } },
      amount: '',
      max: true,
    }),
    until: ready,
  },
  'networks-send-gas-missing': {
    answers: judged({
      errors: [
        issue('send.gas-missing', 'fee', {
          missing: '1365000000000000',
          needed: '1365000000000000',
          available: '0',
          symbol: 'ETH',
          decimals: 18,
        }),
      ],
      coinBalance: '0',
    }),
    arrange: composing(),
    until: ready,
  },
  'networks-send-would-fail': {
    answers: judged({
      errors: [issue('send.would-fail', 'general', { why: 'message' })],
      warnings: [issue('send.waits-behind', 'general', { waiting: 2 }), issue('send.recipient-contract', 'recipient')],
      revert: { kind: 'message', text: 'ERC20: transfer to <a href="https://x.example">claim</a>' },
    }),
    arrange: composing(),
    until: ready,
  },
  'networks-send-bad-address': {
    answers: judged({
      errors: [
        issue('chain.bad-address', 'recipient', { reason: 'checksum' }),
        issue('chain.insufficient-funds', 'amount', { missing: '2500000000', available: '250000000000' }),
      ],
      fee: null,
    }),
    arrange: composing({ recipient: accounts.EVM_STRANGER.toUpperCase().replace('0X', '0x'), amount: '2525' }),
    until: '[aria-invalid]',
  },
  'networks-send-fees-unknown': {
    answers: { ...several(), 'account.validate': fails('server.none-left') },
    arrange: composing(),
    until: '[data-code]',
  },
  'networks-send-also-on': {
    answers: several(),
    arrange: on('send', () =>
      useSend.setState({
        form: filled,
        fromLink: {
          kind: 'pay',
          chain: 'ethereum',
          asset: FLUX_ETHEREUM,
          address: accounts.EVM_STRANGER,
          amount: null,
          message: null,
          label: null,
          alsoOn: ['bsc', 'polygon', 'avalanche', 'base'],
        },
      }),
    ),
    until: ready,
  },
  'networks-in-signer': {
    answers: several(),
    arrange: on('send', () =>
      useSend.setState({
        step: {
          kind: 'signing',
          attempt: 1,
          prepared: {
            draftId: '0'.repeat(32),
            stated,
            price: { maxPerGas: '21000000000', tipPerGas: '1000000000' },
            gasLimit: '65000',
            signedSize: 180,
            validUntilMs: FAKE_NOW + 60_000,
          },
          stated,
        },
      }),
    ),
  },
  'networks-sent-pending': sent({}),
  'networks-sent-replaced': sent(
    {
      state: 'replaced',
      account: { ...accountOf(normalEntry), canReplace: false, replacedBy: 'heir' },
    },
    [{ ...normalEntry, sendId: 'heir', txid: hash('9'), state: 'confirmed', confirmations: 2 }],
  ),
  'networks-sent-failed': sent({ state: 'failed', account: { ...accountOf(normalEntry), canReplace: false } }),
  'networks-speed-up': {
    answers: several({ sends: { entries: [normalEntry] } }),
    arrange: on('send', () => openTask({ kind: 'speed-up', entry: normalEntry })),
    until: 'dialog fieldset data',
  },
  'networks-cancel': {
    answers: several({ sends: { entries: [normalEntry] } }),
    arrange: on('send', () => openTask({ kind: 'cancel', entry: normalEntry })),
    until: 'dialog fieldset data',
  },

  'networks-activity': { answers: history, arrange: on('activity'), until: '[data-row="3"] button' },
  'networks-activity-detail': {
    answers: history,
    arrange: on('activity', () =>
      useActivity.setState({ selected: `${hash('f')}:${accounts.EVM_STRANGER}:14`, includeSuspicious: true }),
    ),
    until: 'aside h2',
  },

  tokens: { answers: several(), arrange: onTokens('tokens'), until: 'table' },
  'tokens-empty': { answers: { ...several(), 'tokens.read': () => ({ tokens: [] }) }, arrange: onTokens('tokens') },
  'tokens-loading': { answers: { ...several(), 'tokens.read': never }, arrange: onTokens('tokens') },
  'tokens-error': { answers: { ...several(), 'tokens.read': fails('store.corrupt') }, arrange: onTokens('tokens') },
  'tokens-no-network': { arrange: on('tokens') },
  'tokens-found': looking(found({ ...accounts.tokenFinding })),
  'tokens-hostile': looking(found(hostile)),
  'tokens-refused': looking(
    found({
      kind: 'refused',
      chain: 'ethereum',
      contract: accounts.EVM_STRANGER,
      reason: 'no-token',
      provenance: accounts.evmProvenance,
    }),
  ),
  allowances: {
    answers: {
      ...several(),
      'allowances.read': () => ({ ...accounts.allowances, next: 'before:23000000', completeAbove: 23_000_000 }),
    },
    arrange: onTokens('allowances'),
    until: 'table',
  },
  'allowances-empty': {
    answers: { ...several(), 'allowances.read': () => ({ ...accounts.allowances, items: [] }) },
    arrange: onTokens('allowances'),
  },
  'allowances-loading': { answers: { ...several(), 'allowances.read': never }, arrange: onTokens('allowances') },
  'allowances-error': {
    answers: { ...several(), 'allowances.read': fails('network.timeout') },
    arrange: onTokens('allowances'),
  },
  'allowances-revoke': {
    answers: several(),
    arrange: onTokens('allowances'),
    until: 'table',
    press: ['tbody tr:last-child button:has-text("Take back")'],
  },
  'allowances-set': {
    answers: several(),
    arrange: onTokens('allowances'),
    until: 'table',
    press: ['tbody tr:first-child button:has-text("Change")'],
  },
  queue: {
    answers: several({ sends: { entries: [normalEntry] } }),
    arrange: onTokens('queues'),
    until: 'table',
  },
  'queue-empty': {
    answers: {
      ...several(),
      'account.nonces': ({ chain }) => ({ ...accounts.nonces, chain, waiting: [], next: 7, isStuck: false }),
    },
    arrange: onTokens('queues'),
  },
  'networks-settings': { answers: several(), arrange: on('settings') },
};
