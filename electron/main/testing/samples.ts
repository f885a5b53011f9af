/** Values that fit the contract, one per channel that main answers, and the shapes they are made of. */
import type {
  D2faView,
  KnownAccount,
  RequestOf,
  Settings,
  WireStatedClaims,
  WireStatedIdentity,
  WireStatedPayment,
  WireStatedStarts,
  WireUnsigned,
} from '../../../wallet-core/ipc/index.ts';
import type { MainChannel } from '../ipc/main-handlers.ts';

export const txid = 'ab'.repeat(32);
export const draftId = '11'.repeat(16);
export const accountId = '0123456789abcdef';
export const address = 't1Xk3pmGAXzxXgYdLFGFQmrBCTxzMiMSR4u';

export const settings: Settings = {
  theme: 'system',
  language: 'en',
  autoLockMinutes: 10,
  hideAmounts: false,
  followWhileLocked: true,
  notifications: true,
  servers: { flux: [] },
};

export const account: KnownAccount = {
  accountId,
  kind: 'password',
  label: 'Main',
  username: 'anna',
  fingerprint: ['amber', 'birch', 'cloud'],
  createdAtMs: 1,
  lastOpenedAtMs: null,
};

export const publicKeys = { flux: `xpub${'A'.repeat(107)}`, bitcoin: null, fluxId: null, watched: [] };

export const stated: WireStatedPayment = {
  kind: 'payment',
  chain: 'flux',
  asset: 'native',
  recipients: [{ address, amount: '100' }],
  message: null,
  fee: '500',
};

export const unsigned: WireUnsigned = {
  chain: 'flux',
  bytes: '00ff',
  inputs: [{ value: '1000', scriptPubKey: '76a9', path: "m/44'/19167'/0'/0/0" }],
  change: [],
};

const publicKey = `02${'ab'.repeat(32)}`;

export const statedStarts: WireStatedStarts = {
  kind: 'flux-node-start',
  starts: [
    {
      key: `${txid}:0`,
      address,
      value: '100000000000',
      nodePublicKey: publicKey,
      sigTime: 1_788_000_000,
      signer: 'owner',
      newDelegates: null,
    },
  ],
};

export const statedIdentity: WireStatedIdentity = {
  kind: 'flux-id',
  textKind: 'free',
  message: 'I am Anna.',
  identity: '1FvyAqqELFiQyaEWdhFbWF8MZapKPZS8J7',
  requester: null,
  callback: null,
  privilege: null,
  fetchedFrom: null,
};

export const statedClaims: WireStatedClaims = {
  kind: 'fusion-claims',
  service: 'fusion.example',
  claims: [
    {
      claimId: draftId,
      claim: 'mining',
      address,
      path: "m/44'/19167'/0'/0/0",
      chain: 'eth',
      claimingAddress: '0x720CD16b011b987Da3518fbf38c3071d4F0D1495',
      amount: '30000000000',
      fee: '15500000000',
      received: '14500000000',
      phrase: '1788000000000k3j5h2g9x8q1',
    },
  ],
};

export const openRequest: RequestOf<'session.open'> = {
  account,
  publicKeys,
  storageKey: '00'.repeat(32),
  remember: true,
};

export const d2faView: D2faView = {
  kind: 'on',
  why: null,
  from: 'servers',
  sources: ['one.example'],
  height: 2_950_000,
  atMs: 5,
  asks: ['send', 'export'],
  factors: ['totp'],
  request: { effectiveHeight: 2_952_880, blocksLeft: 2_880, txid },
  lastChange: { kind: 'disable-request', height: 2_950_000, txid },
  pending: null,
};

export const requestSamples: { readonly [Name in MainChannel]: RequestOf<Name> } = {
  'app.boot': {},
  'app.connect': {},
  'session.lock': {},
  'session.activity': {},
  'approval.request': { draftId, stated },
  'approval.cancel': { draftId },
  'clipboard.write': { text: address },
  'clipboard.compare': { sha256: txid },
  'file.save': { name: 'history.csv', text: 'a,b\n' },
  'scan.begin': {},
  'scan.end': {},
  'link.take': {},
  'external.open': { target: 'explorer-transaction', value: txid },
  'signer.show': { screen: 'export' },
  'accounts.list': {},
  'session.switch': { accountId },
  'account.rename': { accountId, label: 'Savings' },
  'backup.save': {},
  'backup.restore': {},
  'signer.ready': {},
  'unlock.gate': { username: 'anna' },
  'unlock.failed': { username: 'anna' },
  'account.preview': { publicKeys },
  'session.open': openRequest,
  'account.forget': { accountId },
  'blob.read': { accountId, name: 'policy' },
  'blob.write': { accountId, name: 'policy', blob: '00' },
  'approval.decide': { requestId: draftId, decision: { kind: 'rejected' } },
  'session.unlocked': { accountIds: [accountId] },
  'clipboard.secret': { text: 'correct horse' },
  'sheet.save-pdf': {},
  'system-store.status': {},
  'system-store.seal': { content: 'c0ffee' },
  'system-store.open': { sealed: 'c0ffee' },
  'device.wipe': {},
  'd2fa.records': { accountId, anchors: [address] },
  'd2fa.plan': { accountId, anchor: address, feePerByte: '1' },
  'd2fa.prepare': { accountId, planId: draftId, payload: 'ab'.repeat(80) },
  'd2fa.commit': { accountId, draftId, signed: 'beef', txid },
  'sweep.prepare': { accountId, addresses: [address], feePerByte: '1' },
  'sweep.commit': { accountId, draftId, signed: 'beef', txid },
  'approval.node-start': { draftId, stated: statedStarts },
  'approval.flux-id': { draftId, stated: statedIdentity },
  'approval.fusion-claims': { draftId, stated: statedClaims },
  'signer.show-node-key': { key: `${txid}:0`, index: 0, name: 'node-1', host: '192.0.2.7' },
  'node.adopt': { accountId, nodes: [{ key: `${txid}:0`, name: 'node-1', host: '192.0.2.7', publicKey }] },
  'node.hand-over': { accountId, body: '{}', signature: 'c2ln' },
  'd2fa.report': { accountId, view: d2faView },
  'd2fa.view': {},
  'd2fa.look': {},
  'signer.print': {},
  'signer.close': {},
};
