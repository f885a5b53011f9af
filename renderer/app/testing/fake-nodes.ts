/** Invented nodes, network, starts, merges and logins in the shapes of the contract, the same every time. */
import type {
  CollateralPlan,
  ConsolidationPlanView,
  ConsolidationRunView,
  ListedNodeView,
  LoginView,
  NetworkView,
  NodeAccess,
  NodeServerView,
  NodeSetup,
  NodesView,
  NodeView,
  PreparedStarts,
  WireStatedIdentity,
} from '../../../wallet-core/ipc/index.ts';
import { ADDRESS, FAKE_NOW, OWN_ADDRESS, provenance, txid, validation } from './fake-data.ts';

const HEIGHT = 2_312_408;
const HOUR = 3_600_000;
const publicKey = `02${txid(77)}`.padEnd(66, '0').slice(0, 66);
export const FLUX_ID = '1FvyAqqELFiQyaEWdhFbWF8MZapKPZS8J7';
export const nodeKey = (at: number) => `${txid(at + 900).padEnd(64, '0')}:${at % 3}`;

const figures: NodeServerView['benchmarks'] = [
  { item: 'cores', have: 4, need: 4, verdict: 'pass' },
  { item: 'threads', have: 8, need: 8, verdict: 'pass' },
  { item: 'ram', have: 31.2, need: 32, verdict: 'short' },
  { item: 'storage', have: 440, need: 440, verdict: 'pass' },
  { item: 'write', have: 151.4, need: 180, verdict: 'fail' },
  { item: 'eps', have: 710.3, need: 640, verdict: 'pass' },
  { item: 'download', have: 180.4, need: 50, verdict: 'pass' },
  { item: 'upload', have: null, need: 50, verdict: 'unknown' },
];

const server: NodeServerView = {
  checkedAtMs: FAKE_NOW - 45_000,
  reachable: true,
  error: null,
  fluxOsVersion: '8.17.0',
  benchVersion: '6.2.0',
  daemonHeight: HEIGHT,
  benchmarking: 'NIMBUS',
  benchmarks: figures.map((one) => ({ ...one, have: one.have ?? 90.1, verdict: 'pass' as const })),
  runningApps: 3,
  connections: 34,
  isOperator: true,
};

const base: NodeView = {
  key: nodeKey(0),
  ownership: 'own',
  tier: 'nimbus',
  value: '1250000000000',
  address: OWN_ADDRESS,
  confirmations: 41_201,
  name: 'Helsinki 1',
  host: '192.0.2.7',
  apiPort: 16_127,
  identity: { publicKey, source: 'account', index: 0 },
  state: 'confirmed',
  countdown: { endHeight: HEIGHT + 214, blocksLeft: 214, msLeft: 214 * 30_000 },
  explanations: [
    {
      id: 'confirmed',
      severity: 'good',
      step: 'none',
      data: { blocksLeft: 214, msLeft: 6_420_000, lastConfirmedHeight: HEIGHT - 286 },
    },
  ],
  rank: 812,
  payout: { height: HEIGHT + 813, inMs: 813 * 30_000, amount: '350000000', spendableFrom: HEIGHT + 912 },
  lastPaid: { height: HEIGHT - 1_490, timeMs: FAKE_NOW - 12 * HOUR },
  activeSinceMs: FAKE_NOW - 61 * 24 * HOUR,
  lastConfirmedHeight: HEIGHT - 286,
  earned: { payouts: 77, native: '26950000000', parallelEach: '2695000000', shared: false, complete: true },
  server,
  startRefusals: [{ reason: 'already-confirmed', data: {}, possible: { height: HEIGHT + 355, inMs: 355 * 30_000 } }],
  pendingStart: null,
};

const unpaid = {
  rank: null,
  payout: null,
  lastPaid: null,
  activeSinceMs: null,
  lastConfirmedHeight: null,
  earned: null,
};

export const nodes: readonly NodeView[] = [
  base,
  {
    ...base,
    key: nodeKey(1),
    name: 'Helsinki 2',
    apiPort: 16_137,
    identity: { publicKey, source: 'account', index: 1 },
    state: 'missing-confirm',
    countdown: { endHeight: HEIGHT + 31, blocksLeft: 31, msLeft: 31 * 30_000 },
    explanations: [
      {
        id: 'confirm-urgent',
        severity: 'alarm',
        step: 'check-server',
        data: { blocksLeft: 31, msLeft: 930_000, overdueBlocks: 108 },
      },
      { id: 'unreachable', severity: 'warning', step: 'check-server', data: {} },
    ],
    server: {
      ...server,
      reachable: false,
      error: { code: 'node.unreachable', data: {} },
      fluxOsVersion: null,
      benchVersion: null,
      daemonHeight: null,
      benchmarking: null,
      benchmarks: [],
      runningApps: null,
      connections: null,
      isOperator: null,
    },
  },
  {
    ...base,
    key: nodeKey(2),
    name: null,
    host: '198.51.100.23',
    apiPort: 16_127,
    tier: 'cumulus',
    value: '100000000000',
    identity: { publicKey, source: 'network', index: null },
    explanations: [
      ...base.explanations,
      { id: 'benchmark-figures', severity: 'warning', step: 'stronger-machine', data: { items: 'write' } },
      {
        id: 'outdated',
        severity: 'warning',
        step: 'update-software',
        data: { software: 'fluxos', version: '8.9.0', least: '8.13.1' },
      },
    ],
    payout: { height: HEIGHT + 41, inMs: 41 * 30_000, amount: '100000000', spendableFrom: HEIGHT + 140 },
    rank: 40,
    earned: { payouts: 12, native: '1200000000', parallelEach: '120000000', shared: true, complete: false },
    server: { ...server, benchmarks: figures, fluxOsVersion: '8.9.0' },
  },
  {
    ...base,
    ...unpaid,
    key: nodeKey(3),
    name: 'Stratus',
    tier: 'stratus',
    value: '4000000000000',
    host: null,
    apiPort: null,
    identity: { publicKey, source: 'account', index: 2 },
    confirmations: 62,
    state: 'waiting-for-confirmations',
    countdown: { endHeight: HEIGHT + 38, blocksLeft: 38, msLeft: 38 * 30_000 },
    explanations: [
      {
        id: 'waiting-for-confirmations',
        severity: 'info',
        step: 'wait',
        data: { confirmations: 62, needed: 100, blocksLeft: 38, msLeft: 1_140_000, tier: 'stratus' },
      },
    ],
    server: null,
    startRefusals: [
      {
        reason: 'too-young',
        data: { confirmations: 62, needed: 100 },
        possible: { height: HEIGHT + 38, inMs: 38 * 30_000 },
      },
    ],
  },
  {
    ...base,
    ...unpaid,
    key: nodeKey(4),
    name: 'Spare',
    tier: 'cumulus',
    value: '100000000000',
    host: null,
    apiPort: null,
    identity: null,
    state: 'not-started',
    countdown: null,
    explanations: [{ id: 'not-started', severity: 'info', step: 'start', data: { tier: 'cumulus' } }],
    server: null,
    startRefusals: [{ reason: 'no-identity', data: {}, possible: null }],
  },
  {
    ...base,
    ...unpaid,
    key: nodeKey(5),
    name: 'Lisbon',
    tier: 'cumulus',
    value: '100000000000',
    identity: { publicKey, source: 'account', index: 3 },
    state: 'expired',
    countdown: null,
    explanations: [{ id: 'expired', severity: 'alarm', step: 'start', data: { sinceHeight: HEIGHT - 90 } }],
    server: null,
    startRefusals: [],
  },
  {
    ...base,
    ...unpaid,
    key: nodeKey(6),
    name: 'Oslo',
    tier: 'cumulus',
    value: '100000000000',
    identity: { publicKey, source: 'imported', index: null },
    state: 'started',
    countdown: { endHeight: HEIGHT + 180, blocksLeft: 180, msLeft: 180 * 30_000 },
    explanations: [
      {
        id: 'started',
        severity: 'info',
        step: 'wait',
        data: { blocksLeft: 180, msLeft: 5_400_000, endHeight: HEIGHT + 180 },
      },
    ],
    server: null,
    startRefusals: [{ reason: 'already-started', data: {}, possible: { height: HEIGHT + 660, inMs: 660 * 30_000 } }],
    pendingStart: {
      txid: txid(321).padEnd(64, '0'),
      sigTime: Math.floor(FAKE_NOW / 1_000) - 1_900,
      state: 'started',
      reason: null,
      atMs: FAKE_NOW - 1_800_000,
    },
  },
  {
    ...base,
    ...unpaid,
    key: nodeKey(7),
    ownership: 'script',
    name: 'Shared (2 of 2)',
    tier: 'cumulus',
    value: '100000000000',
    address: 't3c51GjrkUg7pUiS8bzNdTnW2hD25egWUih',
    state: 'dos',
    countdown: { endHeight: HEIGHT + 402, blocksLeft: 402, msLeft: 402 * 30_000 },
    explanations: [{ id: 'dos', severity: 'warning', step: 'wait', data: { blocksLeft: 402, msLeft: 12_060_000 } }],
    server: null,
    startRefusals: [{ reason: 'dos', data: {}, possible: { height: HEIGHT + 402, inMs: 402 * 30_000 } }],
  },
];

export const nodesView: NodesView = {
  nodes: [...nodes],
  sources: [
    { host: 'api.runonflux.io', height: HEIGHT, atMs: FAKE_NOW - 20_000, error: null },
    { host: 'explorer.example.org', height: HEIGHT - 1, atMs: FAKE_NOW - 21_000, error: null },
  ],
  differences: [],
  clock: { verdict: 'right', offsetMs: 420 },
  provenance: { ...provenance, source: 'api.runonflux.io' },
  error: null,
  refreshing: false,
  nextIdentityIndex: 4,
  delegateKey: publicKey,
};

export const network: NetworkView = {
  provenance: { ...provenance, source: 'api.runonflux.io' },
  nodes: 8_412,
  tiers: {
    cumulus: {
      nodes: 5_610,
      locked: '561000000000000',
      reward: '100000000',
      rotation: { blocks: 5_610, ms: 5_610 * 30_000 },
      yieldBasisPoints: 1_873,
      collateral: '100000000000',
    },
    nimbus: {
      nodes: 1_902,
      locked: '2377500000000000',
      reward: '350000000',
      rotation: { blocks: 1_902, ms: 1_902 * 30_000 },
      yieldBasisPoints: 1_547,
      collateral: '1250000000000',
    },
    stratus: {
      nodes: 900,
      locked: '3600000000000000',
      reward: '900000000',
      rotation: { blocks: 900, ms: 900 * 30_000 },
      yieldBasisPoints: 2_628,
      collateral: '4000000000000',
    },
  },
  locked: '6538500000000000',
  paidPerDay: '3888000000000',
  leastResources: { cores: 26_028, threads: 52_056, ram: 163_344, storage: 2_863_080 },
};

const tiers = ['cumulus', 'cumulus', 'nimbus', 'cumulus', 'stratus'] as const;

export function listedNode(at: number): ListedNodeView {
  return {
    key: nodeKey(at),
    tier: tiers[at % tiers.length] ?? 'cumulus',
    address: at < 3 ? OWN_ADDRESS : ADDRESS,
    ip: `203.0.113.${at % 250}${at % 4 === 0 ? '' : `:161${2 + (at % 7)}7`}`,
    rank: at,
    payoutInMs: (at + 1) * 30_000,
    lastPaidMs: FAKE_NOW - (9_000 - (at % 9_000)) * 30_000,
    lastConfirmedHeight: HEIGHT - (at % 600),
    activeSinceMs: FAKE_NOW - (at + 1) * 5 * HOUR,
    own: at < 3,
  };
}

/** As many as the network had at its largest. */
export const LISTED = 13_000;

export const setup: NodeSetup = {
  key: nodeKey(4),
  identityIndex: 4,
  publicKey,
  confLines: [
    { text: 'zelnode=1', secret: false },
    { text: 'zelnodeprivkey=', secret: true },
    { text: `zelnodeoutpoint=${nodeKey(4).slice(0, 64)}`, secret: false },
    { text: 'zelnodeindex=1', secret: false },
  ],
  freeApiPorts: [16_147, 16_157, 16_167, 16_177, 16_187, 16_197],
  ports: { ui: 16_146, api: 16_147, secureApi: 16_148, syncthing: 16_149 },
};

export const collateralPlan: CollateralPlan = {
  draft: {
    kind: 'payment',
    chain: 'flux',
    asset: 'native',
    recipients: [{ address: OWN_ADDRESS, amount: '100000000000' }],
    message: null,
    feePerByte: '1',
    inputs: null,
    unlockedCollateral: [],
  },
  validation: { ...validation, amount: '100000000000', total: '100000000226' },
  tier: 'cumulus',
  amount: '100000000000',
  address: OWN_ADDRESS,
  confirmationsNeeded: 100,
  readyInMs: 100 * 30_000,
};

export const preparedStarts: PreparedStarts = {
  draft: {
    draftId: '5a'.repeat(16),
    stated: {
      kind: 'flux-node-start',
      starts: [
        {
          key: nodeKey(5),
          address: OWN_ADDRESS,
          value: '100000000000',
          nodePublicKey: publicKey,
          sigTime: Math.floor(FAKE_NOW / 1_000),
          signer: 'owner',
          newDelegates: null,
        },
      ],
    },
    validUntilMs: FAKE_NOW + 300_000,
  },
  refused: [
    {
      key: nodeKey(7),
      refusals: [{ reason: 'dos', data: {}, possible: { height: HEIGHT + 402, inMs: 402 * 30_000 } }],
    },
  ],
};

export const nodeAccess: NodeAccess = {
  key: nodeKey(0),
  host: '192.0.2.7',
  apiPort: 16_127,
  transport: 'none',
  shown: 'c3'.repeat(32),
  pinned: null,
  loggedInUntilMs: null,
  privilege: null,
};

export const consolidationPlan: ConsolidationPlanView = {
  planId: '7b'.repeat(16),
  transactions: 4,
  inputs: 2_310,
  bytes: 341_000,
  fee: '341000',
  amount: '812499659000',
  before: 2_310,
  after: 4,
  blocks: 1,
  ms: 30_000,
  notWorthMoving: 3,
  address: OWN_ADDRESS,
  provenance,
};

export const consolidationRun: ConsolidationRunView = {
  runId: '7c'.repeat(16),
  chain: 'flux',
  address: OWN_ADDRESS,
  createdAtMs: FAKE_NOW - 600_000,
  feePerByte: '1',
  batches: [
    {
      id: '01'.repeat(16),
      inputs: 650,
      amount: '227499904000',
      fee: '96000',
      state: 'sent',
      sendId: 'send-11',
      sendState: 'confirmed',
    },
    {
      id: '02'.repeat(16),
      inputs: 650,
      amount: '227499904000',
      fee: '96000',
      state: 'sent',
      sendId: 'send-12',
      sendState: 'pending',
    },
    {
      id: '03'.repeat(16),
      inputs: 650,
      amount: '227499904000',
      fee: '96000',
      state: 'ready',
      sendId: null,
      sendState: null,
    },
    {
      id: '04'.repeat(16),
      inputs: 360,
      amount: '125999947000',
      fee: '53000',
      state: 'broken',
      sendId: null,
      sendState: null,
    },
  ],
};

export const logins: readonly LoginView[] = [
  {
    id: 'a1'.repeat(16),
    host: 'home.runonflux.io',
    identity: FLUX_ID,
    kind: 'login',
    atMs: FAKE_NOW - 20 * 60_000,
    privilege: 'user',
    revokedMs: null,
    sessionUntilMs: FAKE_NOW + 14 * 24 * HOUR,
    bearerUntilMs: FAKE_NOW + 15 * HOUR,
    canRevoke: true,
  },
  {
    id: 'a2'.repeat(16),
    host: '192.0.2.7:16128',
    identity: FLUX_ID,
    kind: 'login',
    atMs: FAKE_NOW - 3 * 24 * HOUR,
    privilege: 'admin',
    revokedMs: null,
    sessionUntilMs: FAKE_NOW + 11 * 24 * HOUR,
    bearerUntilMs: null,
    canRevoke: false,
  },
  {
    id: 'a3'.repeat(16),
    host: 'cloud.runonflux.io',
    identity: FLUX_ID,
    kind: 'app-message',
    atMs: FAKE_NOW - 6 * 24 * HOUR,
    privilege: null,
    revokedMs: null,
    sessionUntilMs: null,
    bearerUntilMs: null,
    canRevoke: false,
  },
];

export const statedLogin: WireStatedIdentity = {
  kind: 'flux-id',
  textKind: 'login',
  message: `${FAKE_NOW - 40_000}k3j9x2m4p7q8w1e5r6t9y3u2i1o4a7s8d5f6g9h2`,
  identity: FLUX_ID,
  requester: {
    host: 'home.runonflux.io',
    secure: true,
    kind: 'flux-service',
    isPunycode: false,
    isOwnNode: false,
    isListedNode: false,
    warnings: [],
  },
  callback: 'https://home.runonflux.io/id/verifylogin',
  privilege: 'user',
  fetchedFrom: null,
};
