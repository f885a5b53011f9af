/** The screens of FluxNodes, of merging payouts and of the Flux ID in every state. */

import { useMerge } from '../../renderer/app/features/consolidation/merge-store.ts';
import { useFluxId, type Wish } from '../../renderer/app/features/flux-id/flux-id-store.ts';
import { useIdentityForms } from '../../renderer/app/features/flux-id/forms-store.ts';
import { useCollateral } from '../../renderer/app/features/nodes/collateral-store.ts';
import type { NodesPage } from '../../renderer/app/features/nodes/nodes-store.ts';
import { useNodes } from '../../renderer/app/features/nodes/nodes-store.ts';
import { useStart } from '../../renderer/app/features/nodes/start-store.ts';
import { useReview } from '../../renderer/app/features/review/review-store.ts';
import { goTo } from '../../renderer/app/routes/router.ts';
import { fails, type Handlers, never } from '../../renderer/app/testing/fake-bridge.ts';
import * as data from '../../renderer/app/testing/fake-data.ts';
import * as nodes from '../../renderer/app/testing/fake-nodes.ts';
import type { IdentityOutcome, IdentityProposal, NodesView, WireStatedIdentity } from '../../wallet-core/ipc/index.ts';
import type { Scene } from './scene.ts';

const view = (change: Partial<NodesView>): Partial<Handlers> => ({
  'nodes.read': () => ({ ...nodes.nodesView, ...change }),
});
const show = (page: NodesPage) => () => {
  useNodes.setState({ page });
  goTo('nodes');
};
const tab = (tab: 'own' | 'network' | 'list' | 'merge') => () => {
  useNodes.setState({ tab });
  goTo('nodes');
};
const signing = (subject: 'starts' | 'collateral' | 'consolidation' | 'flux-id') =>
  useReview.setState({ subject, attempt: 1, step: { kind: 'signing', draftId: '5a'.repeat(16) } });

const access = (change: Partial<typeof nodes.nodeAccess>): Partial<Handlers> => ({
  'nodes.access': ({ key }) => ({ ...nodes.nodeAccess, key, ...change }),
});
const loggedIn = access({
  transport: 'pinned',
  pinned: nodes.nodeAccess.shown,
  loggedInUntilMs: data.FAKE_NOW + 13 * 3_600_000,
  privilege: 'admin',
});
const operate = (answers: Partial<Handlers>, press: readonly string[] = []): Scene => ({
  answers,
  arrange: show({ kind: 'operate', key: nodes.nodeKey(0) }),
  until: 'main [class*=guide] > :nth-child(1)',
  press,
});

const loginLink: Extract<IdentityProposal, { kind: 'sign' }> = {
  kind: 'sign',
  text: 'zel:?action=sign',
  message: nodes.statedLogin.message,
  messageUrl: null,
  callback: { url: 'https://home.runonflux.io/id/verifylogin', host: 'home.runonflux.io', secure: true },
};
const addressLink: Extract<IdentityProposal, { kind: 'getaddress' }> = {
  kind: 'getaddress',
  text: 'zel:?action=getaddress&coin=zelcash',
  chain: 'flux',
  asset: 'native',
  callbackType: 'post',
  callback: { url: 'https://shop.example.org/flux', host: 'shop.example.org', secure: true },
};
const wish = (one: Wish, more?: () => void): Scene => ({
  arrange: () => {
    goTo('flux-id');
    useFluxId.setState({ wish: one });
    more?.();
  },
});
const asked = (stated: WireStatedIdentity): Wish => ({
  kind: 'sign',
  link: loginLink,
  draftId: '6d'.repeat(16),
  stated,
  validUntilMs: data.FAKE_NOW + 300_000,
});
const strange: WireStatedIdentity = {
  ...nodes.statedLogin,
  requester: {
    host: 'xn--rnonflux-n2a.io:16127',
    secure: false,
    kind: 'other',
    isPunycode: true,
    isOwnNode: false,
    isListedNode: false,
    warnings: ['plain-http', 'punycode', 'unlisted-node', 'unknown-host'],
  },
  callback: 'http://xn--rnonflux-n2a.io:16127/id/verifylogin',
  privilege: 'admin',
};
const outcome = (change: Partial<IdentityOutcome>): IdentityOutcome => ({
  textKind: 'login',
  identity: nodes.FLUX_ID,
  signature: null,
  delivered: 'delivered',
  problem: null,
  privilege: 'user',
  host: 'home.runonflux.io',
  ...change,
});
const SIGNATURE = `IH${'x7Gd2+/k'.repeat(10)}Q1w=`;

export const nodeScenes: Readonly<Record<string, Scene>> = {
  nodes: { arrange: tab('own') },
  'nodes-selected': { arrange: tab('own'), press: ['tbody tr:nth-child(5) input', 'tbody tr:nth-child(6) input'] },
  'nodes-explained': { arrange: tab('own'), press: ['tbody tr:nth-child(2) button[popovertarget]'] },
  'nodes-disputed': {
    answers: view({
      clock: { verdict: 'wrong', offsetMs: -412_000 },
      differences: [
        { key: nodes.nodeKey(0), kind: 'field', field: 'rank' },
        { key: nodes.nodeKey(5), kind: 'only-second', field: null },
      ],
    }),
    arrange: tab('own'),
  },
  'nodes-offline': {
    answers: view({ error: { code: 'server.none-left', data: {} } }),
    arrange: tab('own'),
  },
  'nodes-first-use': { answers: view({ nodes: [] }), arrange: tab('own') },
  'nodes-loading': { answers: { 'nodes.read': never }, arrange: tab('own') },
  'nodes-error': { answers: { 'nodes.read': fails('store.corrupt') }, arrange: tab('own') },
  'nodes-detail': { arrange: show({ kind: 'node', key: nodes.nodeKey(2) }) },
  'nodes-detail-started': { arrange: show({ kind: 'node', key: nodes.nodeKey(6) }) },
  'nodes-detail-refused': {
    answers: view({
      nodes: nodes.nodes.map((node) =>
        node.pendingStart === null
          ? node
          : { ...node, pendingStart: { ...node.pendingStart, state: 'refused' as const, reason: 'too-young' } },
      ),
    }),
    arrange: show({ kind: 'node', key: nodes.nodeKey(6) }),
  },
  'nodes-detail-gone': { arrange: show({ kind: 'node', key: nodes.nodeKey(99) }) },
  'nodes-start': {
    arrange: show({ kind: 'start', keys: [nodes.nodeKey(3), nodes.nodeKey(5), nodes.nodeKey(7)] }),
    press: ['summary'],
  },
  'nodes-start-signer': {
    arrange: () => {
      show({ kind: 'start', keys: [nodes.nodeKey(5), nodes.nodeKey(7)] })();
      setTimeout(() => useStart.setState({ prepared: nodes.preparedStarts }));
      signing('starts');
    },
  },
  'nodes-start-done': {
    arrange: () => {
      show({ kind: 'start', keys: [nodes.nodeKey(5)] })();
      setTimeout(() => useStart.setState({ signed: 1 }), 20);
    },
  },
  'nodes-network': { arrange: tab('network') },
  'nodes-network-none': { answers: { 'nodes.network': () => ({ network: null }) }, arrange: tab('network') },
  'nodes-list': { arrange: tab('list'), until: '[data-row="3"]' },
  'nodes-list-none': {
    answers: { 'nodes.list': () => ({ rows: [], total: 0, provenance: null, disputed: 0 }) },
    arrange: tab('list'),
  },
  'nodes-list-loading': { answers: { 'nodes.list': never }, arrange: tab('list') },
  'nodes-list-error': { answers: { 'nodes.list': fails('server.none-left') }, arrange: tab('list') },
  'nodes-setup-new': { arrange: show({ kind: 'setup', key: null }), until: 'button[data-size=large]' },
  'nodes-setup-short': {
    answers: {
      'nodes.plan-collateral': () => ({
        ...nodes.collateralPlan,
        validation: {
          ...nodes.collateralPlan.validation,
          fee: null,
          errors: [{ code: 'chain.insufficient-funds', field: 'amount', data: {} }],
        },
      }),
    },
    arrange: show({ kind: 'setup', key: null }),
    until: 'button[data-size=large]',
  },
  'nodes-setup-signer': {
    arrange: () => {
      show({ kind: 'setup', key: null })();
      useCollateral.setState({ plan: nodes.collateralPlan });
      signing('collateral');
    },
  },
  'nodes-setup-sent': {
    arrange: () => {
      show({ kind: 'setup', key: null })();
      useCollateral.setState({ txid: nodes.nodeKey(4).slice(0, 64) });
    },
  },
  'nodes-setup-other': {
    arrange: show({ kind: 'setup', key: null }),
    until: 'button[data-size=large]',
    press: ['summary >> nth=0', 'summary >> nth=1', 'summary >> nth=2'],
  },
  'nodes-setup': { arrange: show({ kind: 'setup', key: nodes.nodeKey(3) }), until: 'pre' },
  'nodes-operate-trust': operate({}),
  'nodes-operate-changed': operate(access({ transport: 'pinned', pinned: '77'.repeat(32) })),
  'nodes-operate-plain': operate(access({ shown: null })),
  'nodes-operate-login': operate(access({ transport: 'pinned', pinned: nodes.nodeAccess.shown })),
  'nodes-operate': operate(loggedIn),
  'nodes-operate-confirm': operate(loggedIn, ['button[aria-describedby=does-hard-update-fluxos]']),
  'nodes-operate-log': operate(
    { ...loggedIn, 'nodes.operate': () => ({ text: '2027-01-15 14:29:58  Confirm sent\n'.repeat(40) }) },
    ['button:has-text("Show the log of FluxOS")'],
  ),
  'nodes-operate-unreachable': operate({ 'nodes.access': fails('node.unreachable') }),

  merge: { answers: { 'consolidation.read': () => ({ runs: [] }) }, arrange: tab('merge') },
  'merge-planned': {
    answers: { 'consolidation.read': () => ({ runs: [] }) },
    arrange: tab('merge'),
    press: ['main button[type=submit]'],
  },
  'merge-nothing': {
    answers: {
      'consolidation.read': () => ({ runs: [] }),
      'consolidation.plan': fails('consolidation.nothing'),
    },
    arrange: tab('merge'),
    press: ['main button[type=submit]'],
  },
  'merge-running': { arrange: tab('merge'), until: 'tbody tr' },
  'merge-signer': {
    arrange: () => {
      tab('merge')();
      signing('consolidation');
      useMerge.setState({ runs: [nodes.consolidationRun] });
    },
  },

  'flux-id': { arrange: () => goTo('flux-id') },
  'flux-id-first-use': {
    answers: { 'flux-id.read': () => ({ identity: nodes.FLUX_ID, logins: [] }) },
    arrange: () => goTo('flux-id'),
  },
  'flux-id-loading': { answers: { 'flux-id.read': never }, arrange: () => goTo('flux-id') },
  'flux-id-error': { answers: { 'flux-id.read': fails('store.corrupt') }, arrange: () => goTo('flux-id') },
  'flux-id-again': {
    arrange: () => goTo('flux-id'),
    press: ['tbody tr:nth-child(2) button:has-text("Log out")'],
  },
  'flux-id-request': wish(asked(nodes.statedLogin)),
  'flux-id-strange': wish(asked(strange)),
  'flux-id-fetched': wish(
    asked({
      ...nodes.statedLogin,
      textKind: 'app-message',
      message: `fluxappregister1${JSON.stringify({ name: 'shop', description: 'A shop', instances: 3 })}1800000000000`,
      privilege: null,
      fetchedFrom: 'https://storage.runonflux.io/v1/public/1800000000000',
    }),
  ),
  'flux-id-signer': wish(asked(nodes.statedLogin), () => signing('flux-id')),
  'flux-id-refused': wish({
    kind: 'refused',
    link: loginLink,
    error: { code: 'zelid.refused-text', data: { reason: 'digest' } },
  }),
  'flux-id-address': wish({
    kind: 'address',
    link: addressLink,
    requester: {
      host: 'shop.example.org',
      secure: true,
      kind: 'other',
      isPunycode: false,
      isOwnNode: false,
      isListedNode: false,
      warnings: ['unknown-host'],
    },
    address: data.OWN_ADDRESS,
    giving: false,
  }),
  'flux-id-done': wish({ kind: 'signed', outcome: outcome({}) }),
  'flux-id-not-taken': wish({
    kind: 'signed',
    outcome: outcome({ delivered: 'refused', problem: 'phrase-gone', privilege: null }),
  }),
  'flux-id-unanswered': wish({ kind: 'signed', outcome: outcome({ delivered: 'unanswered', privilege: null }) }),
  'flux-id-given': wish({
    kind: 'given',
    host: 'shop.example.org',
    address: data.OWN_ADDRESS,
    delivered: 'delivered',
  }),
  'flux-id-sign': {
    arrange: () => {
      goTo('flux-id');
      useFluxId.setState({ tab: 'sign' });
      useIdentityForms.setState({
        as: 'address',
        address: data.OWN_ADDRESS,
        text: 'I hold this address.\n15 Jan 2027',
      });
    },
  },
  'flux-id-signed': {
    arrange: () => {
      goTo('flux-id');
      useFluxId.setState({ tab: 'sign' });
      useIdentityForms.setState({
        outcome: outcome({
          textKind: 'free',
          signature: SIGNATURE,
          delivered: 'no-callback',
          privilege: null,
          host: null,
        }),
      });
    },
  },
  'flux-id-verified': {
    arrange: () => {
      goTo('flux-id');
      useFluxId.setState({ tab: 'verify' });
      useIdentityForms.setState({
        checked: { identity: nodes.FLUX_ID, text: 'I hold this address.', signature: SIGNATURE },
      });
    },
    press: ['[role=tabpanel] button[type=submit]'],
  },
};
