/** A `window.parallax` that answers from invented data: for the gallery and its tests, never in the product. */
import { WalletError } from '../../../wallet-core/errors/index.ts';
import {
  type AppBridge,
  type AppToBackend,
  type AppToMain,
  answer,
  channels,
  type EventsTo,
  events,
  type PayloadOf,
  type ReplyOf,
  type RequestOf,
} from '../../../wallet-core/ipc/index.ts';
import * as accounts from './fake-account-data.ts';
import * as data from './fake-data.ts';
import * as fusion from './fake-fusion.ts';
import * as nodes from './fake-nodes.ts';

type Channel = AppToMain | AppToBackend;
type Event = EventsTo<'app'>;
export type Handlers = { [Name in Channel]: (request: RequestOf<Name>) => ReplyOf<Name> | Promise<ReplyOf<Name>> };

/** A reply that never comes. */
export const never = () => new Promise<never>(() => undefined);
/** A refusal with a code. */
export const fails = (code: WalletError['code']) => () => Promise.reject(new WalletError(code));

/** How long the history is when nothing narrows it down. */
const LONG = 100_000;
const SEARCHED = 2_000;

/** The place of the n-th entry that is not suspicious: every 23rd is, the first of them at 11. */
const plainAt = (n: number) => Math.floor(n / 22) * 23 + (n % 22) + (n % 22 >= 11 ? 1 : 0);

function listNodes({ query, offset, limit }: RequestOf<'nodes.list'>): ReplyOf<'nodes.list'> {
  const text = query.text.trim().toLowerCase();
  const all = Array.from({ length: nodes.LISTED }, (_, at) => nodes.listedNode(at)).filter(
    ({ key, tier, address, ip, own }) =>
      (query.tiers.length === 0 || query.tiers.includes(tier)) &&
      (!query.onlyOwn || own) &&
      `${key} ${address} ${ip}`.toLowerCase().includes(text),
  );
  const { provenance } = nodes.network;
  return { rows: all.slice(offset, offset + limit), total: all.length, provenance, disputed: 0 };
}

function activityPage({ filter, offset, limit }: RequestOf<'activity.page'>): ReplyOf<'activity.page'> {
  if (filter.search === '' && filter.kinds.length === 0) {
    const length = Math.min(limit, Math.max(0, LONG - offset));
    const items = Array.from({ length }, (_, at) =>
      data.activityItem(filter.includeSuspicious ? offset + at : plainAt(offset + at)),
    );
    return { items, total: LONG, suspiciousCount: 4_347, complete: true };
  }
  const wanted = Array.from({ length: SEARCHED }, (_, at) => data.activityItem(at)).filter(
    (item) =>
      (filter.includeSuspicious || !item.suspicious) &&
      (filter.kinds.length === 0 || filter.kinds.includes(item.kind)) &&
      JSON.stringify(item).toLowerCase().includes(filter.search.toLowerCase()),
  );
  return { items: wanted.slice(offset, offset + limit), total: wanted.length, suspiciousCount: 0, complete: true };
}

export const usual = {
  'app.boot': () => data.boot,
  'app.connect': () => ({}),
  'session.lock': () => ({}),
  'approval.request': never,
  'approval.cancel': () => ({}),
  'clipboard.write': () => ({}),
  'clipboard.compare': () => ({ same: true }),
  'file.save': () => ({ saved: true }),
  'scan.begin': () => ({}),
  'scan.end': () => ({}),
  'link.take': () => ({ link: null }),
  'external.open': () => ({}),
  'signer.show': () => ({}),
  'accounts.list': () => ({ accounts: data.accounts }),
  'session.switch': never,
  'account.rename': ({ label }) => ({ ...data.account, label }),
  'backup.save': () => ({ saved: true }),
  'backup.restore': () => ({ restored: true, added: 12, kept: 3 }),
  'd2fa.view': () => ({ view: data.secondFactor }),
  'd2fa.look': () => ({}),
  'state.read': () => ({
    version: 1,
    account: data.account,
    portfolio: { places: [data.place] },
    sync: data.sync,
    sends: { entries: [] },
    settings: data.settings,
  }),
  'sync.refresh': () => ({}),
  'activity.page': activityPage,
  'activity.export': () => ({ csv: 'time,amount\n', rows: 1 }),
  'label.set': () => ({}),
  'receive.read': ({ chain }) => (chain === 'flux' ? data.receive : { ...accounts.accountReceive, chain }),
  'receive.next': () => data.receive,
  'coins.read': () => ({
    chain: 'flux',
    coins: Array.from({ length: 24 }, (_, at) => data.coin(at)),
    provenance: data.provenance,
  }),
  'coins.freeze': () => ({}),
  'send.validate': () => data.validation,
  'send.prepare': never,
  'send.retry': () => data.sendEntry,
  'send.read': () => data.sendEntry,
  'account.validate': () => accounts.accountValidation,
  'account.prepare': never,
  'account.nonces': ({ chain }) => ({ ...accounts.nonces, chain }),
  'tokens.read': () => ({ tokens: [...accounts.acceptedTokens] }),
  'token.look': ({ chain }) => ({ ...accounts.tokenFinding, chain }),
  'token.accept': (token) => ({ ...token, acceptedAtMs: data.FAKE_NOW }),
  'token.remove': () => ({}),
  'allowances.read': () => accounts.allowances,
  'link.parse': fails('link.bad-form'),
  'prices.read': () => data.prices,
  'settings.update': ({ settings }) => settings,
  'server.test': () => ({ height: data.provenance.height, tipTimeMs: data.provenance.atMs, elapsedMs: 84 }),
  'approval.node-start': never,
  'approval.flux-id': never,
  'signer.show-node-key': () => ({}),
  'nodes.read': () => nodes.nodesView,
  'nodes.refresh': () => ({}),
  'nodes.network': () => ({ network: nodes.network }),
  'nodes.list': listNodes,
  'nodes.add': () => ({}),
  'nodes.add-script': () => ({
    address: nodes.nodes[7]?.address ?? data.ADDRESS,
    found: [nodes.nodeKey(7)],
    hasKey: true,
  }),
  'nodes.forget': () => ({}),
  'nodes.configure': () => ({}),
  'nodes.setup': ({ key }) => ({ ...nodes.setup, key }),
  'nodes.plan-collateral': () => nodes.collateralPlan,
  'nodes.prepare-start': () => nodes.preparedStarts,
  'nodes.ask-server': () => ({}),
  'nodes.access': ({ key }) => ({ ...nodes.nodeAccess, key }),
  'nodes.trust': ({ key, trust }) => ({
    ...nodes.nodeAccess,
    key,
    transport: trust.kind === 'certificate' ? 'pinned' : trust.kind === 'plain-http' ? 'plain' : 'none',
    pinned: trust.kind === 'certificate' ? trust.sha256 : null,
  }),
  'nodes.operate': () => ({ text: 'FluxOS successfully restarted' }),
  'approval.fusion-claims': never,
  'fusion.read': () => fusion.fusionView,
  'fusion.refresh': () => ({}),
  'fusion.quote': ({ ask }) => ({ kind: 'quote', quote: { ...fusion.quote, ...ask } }),
  'fusion.begin': () => fusion.reservedSwap,
  'fusion.prepare-deposit': never,
  'fusion.cancel': () => ({ ...fusion.reservedSwap, headline: 'cancelled' }),
  'fusion.look': () => fusion.swap,
  'fusion.choose-target': () => fusion.swap,
  'fusion.prepare-claims': never,
  'fusion.dossier': () => ({ name: 'fusion-swap-a1a1a1a1.txt', text: 'Swap a1a1a1a1\n' }),
  'fusion.export-claims': () => ({ name: 'fusion-claims.csv', text: 'time,amount\n' }),
  'consolidation.plan': () => nodes.consolidationPlan,
  'consolidation.begin': () => nodes.consolidationRun,
  'consolidation.read': () => ({ runs: [nodes.consolidationRun] }),
  'consolidation.next': () => ({ batchId: null, prepared: null }),
  'consolidation.end': () => ({}),
  'flux-id.read': () => ({ identity: nodes.FLUX_ID, logins: [...nodes.logins] }),
  'flux-id.prepare': () => ({
    draftId: '6d'.repeat(16),
    stated: nodes.statedLogin,
    validUntilMs: data.FAKE_NOW + 300_000,
  }),
  'flux-id.give-address': () => ({ address: data.OWN_ADDRESS, delivered: 'delivered' }),
  'flux-id.judge-link': () => ({ requester: nodes.statedLogin.requester, address: data.OWN_ADDRESS }),
  'flux-id.revoke': ({ id }) => ({
    ...(nodes.logins.find((one) => one.id === id) ?? nodes.logins[0]),
    id,
    host: 'home.runonflux.io',
    identity: nodes.FLUX_ID,
    kind: 'login',
    atMs: data.FAKE_NOW - 20 * 60_000,
    privilege: 'user',
    revokedMs: data.FAKE_NOW,
    sessionUntilMs: null,
    bearerUntilMs: data.FAKE_NOW + 15 * 3_600_000,
    canRevoke: false,
  }),
  'flux-id.forget': () => ({}),
  'flux-id.verify': () => ({ valid: true, kind: 'bitcoin' }),
} satisfies Partial<Handlers>;

const isForApp = (name: string): name is Channel =>
  Object.entries(channels).some(([known, { from }]) => known === name && from.some((party) => party === 'app'));
/** A channel without an invented answer refuses. */
const silent = Object.fromEntries(
  Object.keys(channels)
    .filter(isForApp)
    .map((name) => [name, fails('ipc.unknown-channel')]),
);

export interface FakeBridge extends AppBridge {
  /** Lets an event arrive. */
  readonly emit: <Name extends Event>(name: Name, payload: PayloadOf<Name>) => void;
}

/** A bridge over the usual answers with some replaced. Requests and replies are checked against the contract. */
export function createFakeBridge(change: Partial<Handlers> = {}): FakeBridge {
  const handlers = { ...silent, ...usual, ...change };
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const call = Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      (request: never) =>
        answer(name as Channel, () => handler(channels[name as Channel].request.parse(request) as never)),
    ]),
  );
  const on = Object.fromEntries(
    Object.keys(events).map((name) => [
      name,
      (listener: (payload: never) => void) => {
        const own = listeners.get(name) ?? new Set();
        listeners.set(name, own.add(listener));
        return () => own.delete(listener);
      },
    ]),
  );
  return {
    call: call as unknown as AppBridge['call'],
    on: on as unknown as AppBridge['on'],
    emit(name, payload) {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
  };
}
