/** Invented data in the shapes of the contract, the same every time. */
import type {
  ActivityItem,
  BootInfo,
  CoinView,
  D2faView,
  KnownAccount,
  PortfolioPlace,
  PricesView,
  ReceiveView,
  SendEntry,
  Settings,
  SyncView,
  WireValidation,
} from '../../../wallet-core/ipc/index.ts';

/** The moment of everything here. */
export const FAKE_NOW = Date.UTC(2027, 0, 15, 14, 30, 0);

export const ADDRESS = 't1WkW8kV6pBhxJz5wE1f6ZZZx1mLDnMfvn1';
export const OWN_ADDRESS = 't1aHdUVkDhrnrRbHcgCM34aVnHkXBoZwxQh';
const others = [
  't1PwQe9SzLiDWXc7gwMhBc2P2zM4tyEgcA3',
  't3c51GjrkUg7pUiS8bzNdTnW2hD25egWUih',
  't1gXhKs6bVr6Gt6KQtAWGFWb4cTVxVpWqwY',
  't1TUfWNzxGqfKUZo6J6BPB6PuTdZcjbdHBp',
];

const hex = (seed: number) => (seed * 2_654_435_761 + 12_345).toString(16).padStart(12, '0').slice(-12);
export const txid = (seed: number) =>
  (hex(seed) + hex(seed + 7) + hex(seed * 3 + 1) + hex(seed + 99) + hex(seed ^ 5) + hex(1)).slice(0, 64);

export const boot: BootInfo = {
  version: '0.1.0',
  engine: 'Electron 45.2.3',
  standIn: false,
  demo: false,
  platform: 'linux',
};

export const account: KnownAccount = {
  accountId: '3f9a1c0be27d4458',
  kind: 'password',
  label: 'Savings',
  username: 'anna',
  fingerprint: ['orbit', 'canvas', 'lantern'],
  createdAtMs: FAKE_NOW - 90 * 86_400_000,
  lastOpenedAtMs: FAKE_NOW - 86_400_000,
};

export const accounts = [
  { account, unlocked: true },
  {
    account: {
      ...account,
      accountId: '9b04e7d2115ca3f6',
      label: 'Node operator',
      username: null,
      kind: 'imported' as const,
      fingerprint: ['velvet', 'harbor', 'tunnel'] as [string, string, string],
    },
    unlocked: false,
  },
  {
    account: {
      ...account,
      accountId: '51c0ffee00d1e5a7',
      label: 'Cold store',
      username: null,
      kind: 'watch' as const,
      fingerprint: null,
    },
    unlocked: false,
  },
];

export const settings: Settings = {
  theme: 'system',
  language: 'en',
  autoLockMinutes: 10,
  hideAmounts: false,
  followWhileLocked: true,
  notifications: true,
  servers: {
    flux: [
      { kind: 'insight', url: 'https://api.example.org' },
      { kind: 'blockbook', url: 'https://blockbook.example.net:9130' },
    ],
  },
};

export const prices: PricesView = {
  state: 'on',
  currency: 'USD',
  currencies: ['CHF', 'EUR', 'GBP', 'JPY', 'USD'],
  hosts: ['prices.example.org', 'prices.example.net'],
  reading: {
    source: 'prices.example.org',
    atMs: FAKE_NOW - 90_000,
    quotes: [
      { coin: 'FLUX', price: '0.1213' },
      { coin: 'BTC', price: '100000' },
      { coin: 'ETH', price: '3012.5' },
      { coin: 'BNB', price: '804.1' },
      { coin: 'POL', price: '0.4' },
    ],
  },
  error: null,
};

export const secondFactor: D2faView = {
  kind: 'none-found',
  why: null,
  from: 'servers',
  sources: ['api.example.org', 'insight.example.net'],
  height: 2_312_408,
  atMs: FAKE_NOW - 42_000,
  asks: [],
  factors: [],
  request: null,
  lastChange: null,
  pending: null,
};

export const provenance = { source: 'api.example.org', height: 2_312_408, atMs: FAKE_NOW - 8_000 };

export const place: PortfolioPlace = {
  chain: 'flux',
  asset: 'native',
  symbol: 'FLUX',
  decimals: 8,
  balance: {
    spendable: '1284750000000',
    incoming: '2500000000',
    immature: '112500000',
    collateral: '100000000000',
    frozen: '5000000000',
  },
  provenance,
  error: null,
  refreshing: false,
};

export const sync: SyncView = {
  chains: [
    {
      chain: 'flux',
      state: 'ok',
      provenance,
      tipTimeMs: FAKE_NOW - 20_000,
      error: null,
      refreshing: false,
      lastAttemptMs: FAKE_NOW - 8_000,
    },
  ],
};

const notes = ['Invoice 2027-014', null, 'Rent', null, null, 'Thank you', null];
const labels = [null, 'Anna', null, null, 'Exchange', null, null, null];
const kinds = ['received', 'sent', 'received', 'mined', 'received', 'self', 'sent', 'node-start'] as const;

/** Payment number `at` of an endless list, newest first. */
export function activityItem(at: number): ActivityItem {
  const kind = kinds[at % kinds.length] ?? 'received';
  const paid = kind === 'sent' || kind === 'self' || kind === 'node-start';
  const size = BigInt(((at * 7_919) % 90_000) + 1) * 1_250_000n;
  const fee = 226n + BigInt(at % 40) * 148n;
  const net = kind === 'sent' ? -(size + fee) : kind === 'self' || kind === 'node-start' ? -fee : size;
  const confirmations = at * 9;
  const height = provenance.height - confirmations + 1;
  const timeMs = FAKE_NOW - 240_000 - at * 4_700_000;
  return {
    chain: 'flux',
    txid: txid(at),
    kind,
    asset: 'native',
    position: -1,
    symbol: 'FLUX',
    decimals: 8,
    net: net.toString(),
    fee: paid ? fee.toString() : null,
    counterparties:
      kind === 'self' || kind === 'mined' || kind === 'node-start'
        ? []
        : [{ address: others[at % others.length] ?? ADDRESS, amount: size.toString() }],
    own: [OWN_ADDRESS],
    message: notes[at % notes.length] ?? null,
    status:
      at === 0
        ? { kind: 'pending' }
        : confirmations < 100
          ? { kind: 'confirmed', confirmations, height, timeMs }
          : { kind: 'final', confirmations, height, timeMs },
    timeMs,
    expiryHeight: at === 0 ? provenance.height + 118 : null,
    label: labels[at % labels.length] ?? null,
    suspicious: at % 23 === 11,
  };
}

const coinStates = [
  'spendable',
  'spendable',
  'own-change',
  'spendable',
  'incoming',
  'immature',
  'spendable',
  'frozen',
] as const;

export function coin(at: number): CoinView {
  const state = at === 2 ? 'collateral' : (coinStates[at % coinStates.length] ?? 'spendable');
  const confirmations = state === 'incoming' ? 0 : state === 'immature' ? 41 : 12 + at * at * 37;
  return {
    outpoint: `${txid(at + 500)}:${at % 3}`,
    value: state === 'collateral' ? '100000000000' : (BigInt(((at * 6_151) % 70_000) + 3) * 1_125_000n).toString(),
    address: at % 3 === 0 ? OWN_ADDRESS : (others[at % others.length] ?? OWN_ADDRESS),
    role: at % 4 === 3 ? 'change' : 'receive',
    confirmations,
    height: confirmations === 0 ? null : provenance.height - confirmations,
    coinbase: state === 'immature',
    state,
    label: at % 5 === 1 ? 'Payout January' : null,
  };
}

export const receive: ReceiveView = {
  chain: 'flux',
  current: { address: OWN_ADDRESS, role: 'receive', index: 3, path: "m/44'/19167'/0'/0/3" },
  previous: others.slice(0, 3).map((address, at) => ({
    address,
    role: 'receive' as const,
    index: 2 - at,
    path: `m/44'/19167'/0'/0/${2 - at}`,
    used: at !== 0,
  })),
};

export const validation: WireValidation = {
  errors: [],
  warnings: [],
  fee: '226',
  amount: '2500000000',
  total: '2500000226',
  provenance,
};

export const sendEntry: SendEntry = {
  sendId: 'send-1',
  chain: 'flux',
  txid: txid(1),
  state: 'pending',
  recipients: [{ address: ADDRESS, amount: '2500000000' }],
  fee: '226',
  message: 'Invoice 2027-014',
  symbol: 'FLUX',
  decimals: 8,
  createdAtMs: FAKE_NOW - 95_000,
  updatedAtMs: FAKE_NOW - 5_000,
  expiryHeight: provenance.height + 118,
  confirmations: 0,
  error: null,
};
