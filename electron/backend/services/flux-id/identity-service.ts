/** Flux ID: what is asked to be signed, by whom, where the answer goes, and the person's list of logins. */
import { verifyBitcoinMessage } from '../../../../chains/bitcoin/verify-message.ts';
import { readAnswer } from '../../../../chains/flux/fluxos/index.ts';
import { verifyFluxMessage } from '../../../../chains/flux/verify-message.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type {
  IdentityOutcome,
  LoginView,
  ReplyOf,
  RequestOf,
  WireRequester,
  WireStatedIdentity,
} from '../../../../wallet-core/ipc/index.ts';
import { type GetAddressLink, linkError, parseLink, type SignLink } from '../../../../wallet-core/links/index.ts';
import type { Http } from '../../../../wallet-core/ports/index.ts';
import { toHex } from '../../../../wallet-core/primitives/index.ts';
import {
  addLogin,
  addressBody,
  addressCallbackUrl,
  callbackLimits,
  classifySignText,
  expectedPrivilege,
  type HostJudgement,
  judgeHost,
  type LoginRecord,
  loginRecord,
  loginStanding,
  logoutBody,
  markRevoked,
  parsePhraseReply,
  parseStoredText,
  ruleOnCallback,
  type SignedLogin,
  signatureBody,
  verifyPersonal,
  zelidAuthHeader,
} from '../../../../wallet-core/zelid/index.ts';
import type { HttpClient } from '../../net/http.ts';
import type { AccountChain } from '../account-chain.ts';
import type { AccountContext } from '../account-context.ts';
import type { ChainCodecs } from '../links.ts';
import type { NodeAccessService } from '../nodes/node-access.ts';
import type { NodesService } from '../nodes/nodes-service.ts';
import type { Receive } from '../receive.ts';
import { type Delivery, getOnce, postForm } from './deliver.ts';
import type { KnownLogins } from './known-logins.ts';

const DRAFT_VALID_MS = 5 * 60_000;
const COMMIT_GRACE_MS = 60_000;
const MAX_DRAFTS = 10;
const MAX_TEXT_BYTES = 400_000;

interface IdentityDraft {
  readonly stated: WireStatedIdentity;
  /** Where a node of the person's own is reached; `null`: by the usual client, or nowhere. */
  readonly node: string | null;
  readonly validUntilMs: number;
}

export interface IdentityService {
  read(): ReplyOf<'flux-id.read'>;
  prepare(request: RequestOf<'flux-id.prepare'>): Promise<ReplyOf<'flux-id.prepare'>>;
  take(draftId: string): ReplyOf<'draft.take-identity'>;
  commit(request: RequestOf<'draft.commit-identity'>): Promise<IdentityOutcome>;
  drop(draftId: string): void;
  judgeLink(text: string): ReplyOf<'flux-id.judge-link'>;
  giveAddress(text: string): Promise<ReplyOf<'flux-id.give-address'>>;
  revoke(id: string): Promise<LoginView>;
  forget(id: string): void;
}

export interface IdentityServiceOptions {
  readonly context: AccountContext;
  readonly client: HttpClient;
  readonly nodes: NodesService;
  readonly access: NodeAccessService;
  readonly logins: KnownLogins;
  readonly codecs: ChainCodecs;
  /** Throws `chain.not-supported`. */
  readonly chainOf: (chain: GetAddressLink['chain']) => AccountChain & { readonly receive: Receive };
  readonly onChange: () => void;
}

function parseFor<Kind extends 'sign' | 'getaddress'>(text: string, kind: Kind, codecs: ChainCodecs) {
  const parsed = parseLink(text.trim(), codecs);
  if (!parsed.ok) throw linkError(parsed.reason);
  if (parsed.value.kind !== kind) throw linkError('action');
  return parsed.value;
}

/** Did this identity sign the text? By what its form says it is. */
export function verifyText({ identity, text, signature }: RequestOf<'flux-id.verify'>): ReplyOf<'flux-id.verify'> {
  const trimmed = identity.trim();
  const plain = signature.trim();
  if (/^0x[0-9a-fA-F]{40}$/.test(trimmed)) return { kind: 'evm', valid: verifyPersonal(trimmed, text, plain) };
  if (trimmed.startsWith('t1')) return { kind: 'flux', valid: verifyFluxMessage(trimmed, text, plain) };
  if (trimmed.startsWith('1')) return { kind: 'bitcoin', valid: verifyBitcoinMessage(trimmed, text, plain) };
  return { kind: 'unknown', valid: false };
}

export function createIdentityService(options: IdentityServiceOptions): IdentityService {
  const { context, client, nodes, access, logins, codecs, onChange } = options;
  const { clock, signal } = context;
  const rows = context.table('logins', loginRecord);
  const drafts = new Map<string, IdentityDraft>();

  function log(): readonly LoginRecord[] {
    return rows
      .list()
      .map(({ value }) => value)
      .sort((a, b) => b.atMs - a.atMs);
  }

  /** Writes what differs: the oldest ones fall off the list. */
  function keep(next: readonly LoginRecord[]): void {
    signal.throwIfAborted();
    const before = new Map(log().map((record) => [record.id, record]));
    const ids = new Set(next.map(({ id }) => id));
    context.database.write([
      ...next
        .filter((record) => JSON.stringify(before.get(record.id)) !== JSON.stringify(record))
        .map((record) => rows.put(record.id, record)),
      ...[...before.keys()].filter((id) => !ids.has(id)).map((id) => rows.remove(id)),
    ]);
    onChange();
  }

  function viewOf(record: LoginRecord): LoginView {
    const { id, host, identity, kind, atMs, privilege, revokedMs } = record;
    const { sessionUntilMs, bearerUntilMs } = loginStanding(record, clock.now());
    const canRevoke = sessionUntilMs !== null && logins.forHost(host, clock.now()) !== undefined;
    return { id, host, identity, kind, atMs, privilege, revokedMs, sessionUntilMs, bearerUntilMs, canRevoke };
  }

  function ownIdentity(): string {
    const { fluxId } = context.keys;
    if (fluxId === null) throw new WalletError('zelid.none');
    return fluxId;
  }

  function judge(url: string): HostJudgement {
    const ownNodes = nodes.all().flatMap(({ key }) => {
      try {
        const { host, port } = nodes.place(key);
        return [{ ip: host, port }];
      } catch {
        return [];
      }
    });
    const host = judgeHost(url, { ownNodes, isListedNode: ({ ip, port }) => nodes.isListed(ip, port) });
    if (host === null) throw new WalletError('zelid.refused-callback', { reason: 'form' });
    return host;
  }

  function ruledRequester(url: string, type: GetAddressLink['callbackType']): WireRequester {
    const host = judge(url);
    const ruling = ruleOnCallback(host, type);
    if (ruling.verdict === 'refused') throw new WalletError('zelid.refused-callback', { reason: ruling.reason });
    const { secure, kind, isPunycode, isOwnNode, isListedNode } = host;
    return {
      host: new URL(url).host,
      secure,
      kind,
      isPunycode,
      isOwnNode,
      isListedNode,
      warnings: [...ruling.warnings],
    };
  }

  /** Exactly this origin, and only where its name leads to the public network. */
  function callbackHttp(url: string): Http {
    const origins = new Set([new URL(url).origin]);
    return client.reaching(() => origins, { publicOnly: true });
  }

  async function fetchText(url: string): Promise<string> {
    const { timeoutMs } = callbackLimits;
    const reply = await callbackHttp(url).request({ url, method: 'GET', timeoutMs, maxBytes: MAX_TEXT_BYTES });
    if (reply.status !== 200) throw new WalletError('network.status', { status: reply.status });
    let json: unknown;
    try {
      json = JSON.parse(reply.text);
    } catch (cause) {
      throw new WalletError('server.bad-reply', { reason: 'json' }, { cause });
    }
    const answer = typeof json === 'object' && json !== null && 'data' in json ? json.data : json;
    return parseStoredText(answer);
  }

  function textKindOf(text: string): WireStatedIdentity['textKind'] {
    const classified = classifySignText(text, clock.now());
    if (classified.kind === 'refused') throw new WalletError('zelid.refused-text', { reason: classified.reason });
    return classified.kind;
  }

  function privilegeAt(requester: WireRequester | null, key: string | null): WireStatedIdentity['privilege'] {
    const isOperator = nodes.view().nodes.find((node) => node.key === key)?.server?.isOperator;
    const identity = ownIdentity();
    if (key !== null) return expectedPrivilege(identity, isOperator === true ? identity : null);
    return requester === null ? 'user' : expectedPrivilege(identity, null);
  }

  function own(host: string): string | null {
    const found = nodes.all().find(({ key }) => {
      try {
        const place = nodes.place(key);
        return host === `${place.host}:${place.port}` || host === `${place.host}:${place.port + 1}`;
      } catch {
        return false;
      }
    });
    return found?.key ?? null;
  }

  function draftFor(
    text: string,
    identity: string,
    where: { readonly requester: WireRequester | null; readonly callback: string | null; readonly node: string | null },
    fetchedFrom: string | null,
  ): Omit<IdentityDraft, 'validUntilMs'> {
    const textKind = textKindOf(text);
    const privilege = textKind === 'login' ? privilegeAt(where.requester, where.node) : null;
    const { requester, callback, node } = where;
    return {
      stated: { kind: 'flux-id', textKind, message: text, identity, requester, callback, privilege, fetchedFrom },
      node,
    };
  }

  async function ofLink(link: SignLink) {
    const callback = link.callback?.url ?? null;
    // Judged before anything is fetched: nobody is asked on behalf of a place that will be refused.
    const requester = callback === null ? null : ruledRequester(callback, 'post');
    const node = requester?.isOwnNode === true ? own(requester.host) : null;
    // A signature that could not be handed in afterwards is not asked for.
    if (node !== null) await access.client(node);
    const text = link.message ?? (await fetchText(link.messageUrl ?? ''));
    return draftFor(text, ownIdentity(), { requester, callback, node }, link.messageUrl);
  }

  async function ofNode(key: string) {
    const { client: node, base } = await access.client(key);
    const phrase = await node.get('/id/loginphrase', { token: `${clock.now()}` });
    const emergency = phrase.ok ? phrase : await node.get('/id/emergencyphrase', { token: `${clock.now()}` });
    if (!emergency.ok) throw new WalletError('zelid.login-refused', { reason: 'node-unhealthy' });
    const callback = `${base}/id/verifylogin`;
    const text = parsePhraseReply(emergency.value, clock.now());
    const requester = { ...ruledRequester(callback, 'post'), isOwnNode: true };
    return draftFor(text, ownIdentity(), { requester, callback, node: key }, null);
  }

  async function ofRecord(id: string) {
    const record = log().find((one) => one.id === id);
    if (record === undefined) throw new WalletError('zelid.login-needed');
    const key = own(record.host);
    if (key !== null) return ofNode(key);
    const callback = `https://${record.host}/id/verifylogin`;
    const requester = ruledRequester(callback, 'post');
    const url = `https://${record.host}/id/loginphrase`;
    const { timeoutMs, maxBytes } = callbackLimits;
    const answer = readAnswer(await callbackHttp(url).request({ url, method: 'GET', timeoutMs, maxBytes }));
    if (!answer.ok) throw new WalletError('zelid.login-refused', { reason: 'node-unhealthy' });
    const text = parsePhraseReply(answer.value, clock.now());
    return draftFor(text, ownIdentity(), { requester, callback, node: null }, null);
  }

  function ofText(text: string, wanted: string) {
    const identity = wanted === 'flux-id' ? ownIdentity() : wanted;
    if (identity !== context.keys.fluxId && options.chainOf('flux').ownRef(identity)?.path == null)
      throw new WalletError('zelid.none');
    return draftFor(text, identity, { requester: null, callback: null, node: null }, null);
  }

  function made(source: RequestOf<'flux-id.prepare'>['source']): Promise<Omit<IdentityDraft, 'validUntilMs'>> {
    switch (source.from) {
      case 'link': {
        const link = parseFor(source.text, 'sign', codecs);
        if (link.kind !== 'sign') throw linkError('action');
        return ofLink(link);
      }
      case 'text':
        return Promise.resolve(ofText(source.text, source.identity));
      case 'node':
        return ofNode(source.key);
      case 'record':
        return ofRecord(source.id);
    }
  }

  function takeUntil(draftId: string, graceMs: number): IdentityDraft {
    const draft = drafts.get(draftId);
    if (draft === undefined) throw new WalletError('approval.unknown');
    if (clock.now() > draft.validUntilMs + graceMs) {
      drafts.delete(draftId);
      throw new WalletError('approval.expired');
    }
    return draft;
  }

  async function deliver({ stated, node }: IdentityDraft, signature: string): Promise<Delivery> {
    const { callback, identity, message } = stated;
    if (callback === null) return { delivered: 'no-callback', problem: null, privilege: null };
    const body = signatureBody(identity, message, signature);
    if (node === null) return postForm(callbackHttp(callback), callback, body);
    const reached = await access.client(node);
    const { pathname, search } = new URL(callback);
    const http: Http = {
      request: async ({ body: form = '' }) => {
        const answer = await reached.client.postForm(`${pathname}${search}`, form);
        const text = answer.ok
          ? JSON.stringify({ status: 'success', data: answer.value })
          : JSON.stringify({ status: 'error', data: answer.complaint });
        return { status: 200, contentType: 'application/json', text };
      },
    };
    return postForm(http, callback, body);
  }

  function remember(stated: WireStatedIdentity, delivery: Delivery): void {
    const record: LoginRecord = {
      id: toHex(context.random.bytes(16)),
      host: stated.requester?.host ?? 'local',
      identity: stated.identity,
      kind: stated.textKind === 'free' ? 'sign' : stated.textKind,
      atMs: clock.now(),
      phraseMs: stated.textKind === 'login' ? Number(stated.message.slice(0, 13)) : null,
      privilege: delivery.privilege,
      revokedMs: null,
    };
    keep(addLogin(log(), record));
  }

  function isSignedBy(stated: WireStatedIdentity, signature: string): boolean {
    return verifyText({ identity: stated.identity, text: stated.message, signature }).valid;
  }

  function addressOf(link: GetAddressLink): string {
    return options.chainOf(link.chain).receive.view().current.address;
  }

  function addressLink(text: string): GetAddressLink {
    const link = parseFor(text, 'getaddress', codecs);
    if (link.kind !== 'getaddress') throw linkError('action');
    // Opening an address in a browser is another program's business.
    if (link.callbackType === 'deeplink') throw linkError('not-supported');
    return link;
  }

  async function logOut({ login, node }: { readonly login: SignedLogin; readonly node: string | null }, host: string) {
    const auth = zelidAuthHeader(login);
    const body = logoutBody(login.phrase);
    const path = '/id/logoutspecificsession';
    if (node !== null) {
      const reached = await access.client(node);
      return (await reached.client.postForm(path, body, auth)).ok;
    }
    const url = `https://${host}${path}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...auth };
    const { timeoutMs, maxBytes } = callbackLimits;
    return readAnswer(await callbackHttp(url).request({ url, method: 'POST', headers, body, timeoutMs, maxBytes })).ok;
  }

  return {
    read: () => ({ identity: context.keys.fluxId, logins: log().slice(0, 1_000).map(viewOf) }),
    prepare: async ({ source }) => {
      const draft = await made(source);
      signal.throwIfAborted();
      const draftId = toHex(context.random.bytes(16));
      const validUntilMs = clock.now() + DRAFT_VALID_MS;
      drafts.set(draftId, { ...draft, validUntilMs });
      const [oldest] = drafts.keys();
      if (drafts.size > MAX_DRAFTS && oldest !== undefined) drafts.delete(oldest);
      return { draftId, stated: draft.stated, validUntilMs };
    },
    take: (draftId) => {
      const { stated, validUntilMs } = takeUntil(draftId, 0);
      return { accountId: context.account.accountId, stated, validUntilMs };
    },
    commit: async ({ draftId, signature }) => {
      const draft = takeUntil(draftId, COMMIT_GRACE_MS);
      drafts.delete(draftId);
      const { stated, node } = draft;
      if (!isSignedBy(stated, signature)) throw new WalletError('approval.mismatch', { what: 'signature' });
      const delivery = await deliver(draft, signature);
      const { identity, message, requester, textKind } = stated;
      if (textKind === 'login' && delivery.delivered === 'delivered' && requester !== null) {
        const phraseMs = Number(message.slice(0, 13));
        const login = { identity, phrase: message, signature };
        logins.hold({ host: requester.host, node, login, privilege: delivery.privilege ?? 'user' }, phraseMs);
      }
      if (!signal.aborted) remember(stated, delivery);
      const isShown = textKind !== 'login' && delivery.delivered !== 'delivered';
      return {
        textKind,
        identity,
        signature: isShown ? signature : null,
        ...delivery,
        host: requester?.host ?? null,
      };
    },
    drop: (draftId) => {
      drafts.delete(draftId);
    },
    judgeLink: (text) => {
      const link = addressLink(text);
      const requester = link.callback === null ? null : ruledRequester(link.callback.url, link.callbackType);
      return { requester, address: addressOf(link) };
    },
    giveAddress: async (text) => {
      const link = addressLink(text);
      const address = addressOf(link);
      if (link.callback === null) return { address, delivered: 'no-callback' };
      const { url } = link.callback;
      ruledRequester(url, link.callbackType);
      if (link.callbackType === 'get') {
        const target = addressCallbackUrl(url, address);
        if (target === null) throw new WalletError('zelid.refused-callback', { reason: 'form' });
        return { address, delivered: await getOnce(callbackHttp(target), target) };
      }
      return { address, delivered: (await postForm(callbackHttp(url), url, addressBody(address))).delivered };
    },
    revoke: async (id) => {
      const record = log().find((one) => one.id === id);
      if (record === undefined) throw new WalletError('zelid.login-needed');
      const held = logins.forHost(record.host, clock.now());
      if (held === undefined) throw new WalletError('zelid.login-needed');
      if (!(await logOut(held, record.host))) throw new WalletError('zelid.login-refused', { reason: 'logout' });
      logins.forget(record.host);
      // A session ends; the phrase itself stays good for its hours, and the view says so.
      keep(markRevoked(log(), id, clock.now()));
      return viewOf(log().find((one) => one.id === id) ?? record);
    },
    forget: (id) => keep(log().filter((record) => record.id !== id)),
  };
}
