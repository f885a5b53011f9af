/** Invented data of chains with accounts, in the shapes of the contract, the same every time. */
import type {
  AcceptedToken,
  AllowancesPage,
  NonceView,
  PortfolioPlace,
  ReceiveView,
  SendEntry,
  TokenFinding,
  WireAccountValidation,
} from '../../../wallet-core/ipc/index.ts';
import { FAKE_NOW } from './fake-data.ts';

export const EVM_ADDRESS = '0x52908400098527886E0F7030069857D2E4169EE7';
export const EVM_STRANGER = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const SPENDER = '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359';
const FLUX_ETHEREUM = '0x720CD16b011b987Da3518fbf38c3071d4F0D1495';
const TOKEN = '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB';

const hash = (letter: string) => `0x${letter.repeat(64)}`;

export const evmProvenance = { source: 'rpc.example.org', height: 23_812_004, atMs: FAKE_NOW - 6_000 };

const nothing = { incoming: '0', immature: '0', collateral: '0', frozen: '0' };

export const accountPlaces: readonly PortfolioPlace[] = [
  {
    chain: 'ethereum',
    asset: FLUX_ETHEREUM,
    symbol: 'FLUX',
    decimals: 8,
    balance: { spendable: '250000000000', ...nothing },
    provenance: evmProvenance,
    error: null,
    refreshing: false,
  },
  {
    chain: 'ethereum',
    asset: 'native',
    symbol: 'ETH',
    decimals: 18,
    balance: { spendable: '482000000000000000', ...nothing },
    provenance: evmProvenance,
    error: null,
    refreshing: false,
  },
  {
    chain: 'ethereum',
    asset: TOKEN,
    symbol: 'EXA',
    decimals: 6,
    balance: { spendable: '1250000000', ...nothing },
    provenance: evmProvenance,
    error: null,
    refreshing: false,
  },
  {
    chain: 'bsc',
    asset: '0xaFF9084f2374585879e8B434C399E29E80ccE635',
    symbol: 'FLUX',
    decimals: 8,
    balance: { spendable: '4100000000', ...nothing },
    provenance: { ...evmProvenance, source: 'bsc.example.org', height: 68_120_411, atMs: FAKE_NOW - 900_000 },
    error: { code: 'network.timeout', data: {} },
    refreshing: false,
  },
  {
    chain: 'polygon',
    asset: '0xA2bb7A68c46b53f6BbF6cC91C865Ae247A82E99B',
    symbol: 'FLUX',
    decimals: 8,
    balance: null,
    provenance: null,
    error: { code: 'server.none-left', data: {} },
    refreshing: false,
  },
];

export const accountReceive: ReceiveView = {
  chain: 'ethereum',
  current: { address: EVM_ADDRESS, role: 'receive', index: 0, path: "m/44'/60'/0'/0/0" },
  previous: [],
  sharedWith: ['bsc', 'polygon', 'avalanche', 'base'],
};

const offerOf = (gwei: number) => ({
  price: { maxPerGas: `${gwei}000000000`, tipPerGas: '1000000000' },
  fee: `${gwei * 65}000000000000`,
});

export const accountValidation: WireAccountValidation = {
  errors: [],
  warnings: [],
  fee: '1365000000000000',
  amount: '2500000000',
  total: '2500000000',
  isFeeApart: true,
  revert: null,
  offer: {
    presets: { economy: offerOf(11), normal: offerOf(21), fast: offerOf(32) },
    basePerGas: '10000000000',
    gasLimit: '65000',
    gasLimitSource: 'estimated',
    extraFee: '0',
  },
  nonce: { mined: 7, next: 7 },
  coinBalance: '482000000000000000',
  isContract: false,
  provenance: evmProvenance,
};

export const accountSendEntry: SendEntry = {
  sendId: '22'.repeat(16),
  chain: 'ethereum',
  txid: hash('a'),
  state: 'pending',
  recipients: [{ address: EVM_STRANGER, amount: '2500000000' }],
  fee: '1365000000000000',
  message: null,
  symbol: 'FLUX',
  decimals: 8,
  createdAtMs: FAKE_NOW - 400_000,
  updatedAtMs: FAKE_NOW - 390_000,
  expiryHeight: null,
  confirmations: 0,
  error: null,
  account: {
    from: EVM_ADDRESS,
    asset: FLUX_ETHEREUM,
    action: 'transfer',
    nonce: 7,
    price: { maxPerGas: '21000000000', tipPerGas: '1000000000' },
    gasLimit: '65000',
    extraFee: '0',
    replaces: null,
    replacedBy: null,
    canReplace: true,
  },
};

export const nonces: NonceView = {
  chain: 'ethereum',
  address: EVM_ADDRESS,
  mined: 7,
  next: 9,
  waiting: [
    { nonce: 7, sendId: accountSendEntry.sendId, createdAtMs: accountSendEntry.createdAtMs },
    { nonce: 8, sendId: null, createdAtMs: null },
  ],
  isStuck: true,
  provenance: evmProvenance,
};

export const acceptedTokens: readonly AcceptedToken[] = [
  {
    chain: 'ethereum',
    contract: TOKEN,
    symbol: 'EXA',
    name: 'Example token',
    decimals: 6,
    acceptedAtMs: FAKE_NOW - 86_400_000,
  },
];

export const tokenFinding: TokenFinding = {
  kind: 'token',
  chain: 'ethereum',
  contract: TOKEN,
  symbol: 'EXA',
  name: 'Example token',
  decimals: 6,
  warnings: [],
  isAccepted: false,
  provenance: evmProvenance,
};

export const allowances: AllowancesPage = {
  items: [
    {
      chain: 'ethereum',
      asset: FLUX_ETHEREUM,
      standing: 'flux',
      symbol: 'FLUX',
      decimals: 8,
      owner: EVM_ADDRESS,
      spender: SPENDER,
      amount: '5000000000',
      unlimited: false,
    },
    {
      chain: 'ethereum',
      asset: '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
      standing: 'unknown',
      symbol: null,
      decimals: null,
      owner: EVM_ADDRESS,
      spender: SPENDER,
      amount: '115792089237316195423570985008687907853269984665640564039457584007913129639935',
      unlimited: true,
    },
  ],
  next: null,
  completeAbove: -1,
  provenance: evmProvenance,
};
