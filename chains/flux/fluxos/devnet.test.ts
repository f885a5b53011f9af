/**
 * The wallet's code against the devnet, which shares none of it: STARTs signed here are taken there, its lists are read
 * here, and what is foretold from them is what happens.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Devnet, type DevnetOptions, Refused, startDevnet } from '../../../e2e/devnet/index.ts';
import { formatFluxId } from '../../../wallet-core/keyring/flux-id.ts';
import { encodeWif } from '../../../wallet-core/keyring/wif.ts';
import {
  checkStart,
  type NodeFacts,
  nodeState,
  payoutOutlook,
  rankNodes,
  readDaemonReason,
} from '../../../wallet-core/nodes/index.ts';
import type { Http } from '../../../wallet-core/ports/index.ts';
import { type TxId, toHex, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import {
  loginBody,
  parseLoginPhrase,
  parseLoginReply,
  parsePhraseReply,
  parsePrivilegeReply,
  parseSessionsReply,
  zelidAuthHeader,
} from '../../../wallet-core/zelid/index.ts';
import { messageDigest, multisigScript } from '../../_families/utxo/index.ts';
import { formatMessageSignature } from '../../_families/utxo/signed-message.ts';
import { ownerAddress } from '../fluxnode/explain-start.ts';
import { buildStart, type CollateralOwner, type StartDraft } from '../fluxnode/index.ts';
import { signNodeStart } from '../fluxnode/sign-start.ts';
import { createTestKeys, fluxPath, privateKeyAt } from '../testing/wallet-fixture.ts';
import type { NodeAnswer } from './answer.ts';
import { createFluxOsClient } from './client.ts';
import { readFluxOsLists, readInsightLists } from './node-lists.ts';

const FLUX = 100_000_000n;
const keys = createTestKeys();
const path = fluxPath(0, 3);
const nodePath = fluxPath(1, 9);
const delegatePath = fluxPath(1, 8);
const idPath = fluxPath(1, 7);
const fluxId = formatFluxId(keys.publicKey(idPath));
const single: CollateralOwner = { kind: 'p2pkh', publicKey: keys.publicKey(path) };

const http: Http = {
  request: async ({ url, method, headers = {}, body, timeoutMs }) => {
    const options = { method, headers, signal: AbortSignal.timeout(timeoutMs) };
    const reply = await fetch(url, body === undefined ? options : { ...options, body });
    return {
      status: reply.status,
      contentType: reply.headers.get('content-type') ?? '',
      text: await reply.text(),
    };
  },
};

async function running(options: DevnetOptions = {}): Promise<Devnet> {
  const devnet = await startDevnet({ seed: 'wallet', fluxosCacheMs: 0, ...options });
  onTestFinished(() => devnet.stop());
  return devnet;
}

/** A collateral of the owner with a machine; `start` signs one now and gives what the network says. */
async function staged(devnet: Devnet, owner = single, blocks = 99) {
  const address = ownerAddress(owner);
  const [txid = ''] = devnet.fund(address, 1_000n * FLUX);
  const coin = devnet.utxos(address).find((one) => one.txid === txid);
  const collateral = { txid: unsafeBrand<TxId>(txid), vout: coin?.vout ?? 0 };
  devnet.mine(blocks);
  const identityKey = encodeWif(privateKeyAt(nodePath), true);
  const machine = await devnet.addNode({ identityKey, collateral, ip: '203.0.113.7:16137', adminId: fluxId });
  const start = (changes: Partial<StartDraft> = {}): string => {
    const { now } = devnet.state();
    const request = buildStart({
      collateral,
      value: 1_000n * FLUX,
      owner,
      nodePublicKey: keys.publicKey(nodePath),
      sigTime: now,
      signer: 'owner',
      newDelegates: null,
      path,
      ...changes,
    });
    const { bytes, txid: id } = signNodeStart(request, keys, now * 1_000);
    try {
      expect(devnet.submit(toHex(bytes))).toBe(id);
      return 'accepted';
    } catch (error) {
      if (error instanceof Refused) return error.message;
      throw error;
    }
  };
  return { key: `${txid}:${collateral.vout}`, machine, start, minedAt: coin?.height ?? null };
}

const twoOfTwo: CollateralOwner = {
  kind: 'p2sh',
  redeemScript: multisigScript({ required: 2, publicKeys: [keys.publicKey(fluxPath(0, 1)), keys.publicKey(path)] }),
};

describe('STARTs of the wallet', () => {
  it.each<[string, CollateralOwner]>([
    ['one key', single],
    ['two of two keys', twoOfTwo],
  ])('by %s are taken, confirmed and paid', async (_, owner) => {
    const devnet = await running();
    const { key, start } = await staged(devnet, owner);
    expect(start()).toBe('accepted');
    devnet.mine(3);
    expect(devnet.nodes().confirmed.get(key)).toMatchObject({ tier: 'CUMULUS', address: ownerAddress(owner) });
    expect(devnet.utxos(ownerAddress(owner)).filter((coin) => coin.coinbase)).toMatchObject([{ value: FLUX }]);
  });

  it('name delegates that may start it from then on, and take that back', async () => {
    const devnet = await running({ nodeRules: { startToConfirm: 5, dosFromStart: 10 } });
    const { machine, start } = await staged(devnet);
    machine.node.isConfirming = false;
    const afterDos = () => devnet.mine(11);
    const byDelegate = () => start({ signer: 'delegate', path: delegatePath });
    expect(byDelegate()).not.toBe('accepted');
    expect(start({ newDelegates: [keys.publicKey(delegatePath)] })).toBe('accepted');
    afterDos();
    expect(byDelegate()).toBe('accepted');
    afterDos();
    expect(start({ newDelegates: [] })).toBe('accepted');
    afterDos();
    expect(byDelegate()).not.toBe('accepted');
  });
});

const given = <T>(answer: NodeAnswer<T>): T => {
  if (!answer.ok) throw new Error('an answer is expected');
  return answer.value;
};

/** What a service would gather of one node, from the server's lists. */
async function factsOf(devnet: Devnet, { key, minedAt }: Awaited<ReturnType<typeof staged>>): Promise<NodeFacts> {
  const client = createFluxOsClient(http, devnet.urls.fluxos);
  const isIt = (row: { readonly key: string }) => row.key === key;
  return {
    height: given(await client.blockCount()),
    collateral: { kind: 'unspent', value: 1_000n * FLUX, height: minedAt },
    start: given(await client.startList()).find(isIt) ?? null,
    dos: given(await client.dosList()).find(isIt) ?? null,
    confirmed: given(await client.nodeList()).find(isIt) ?? null,
    pendingStart: null,
    rememberedConfirm: null,
  };
}

describe('the lists of nodes', () => {
  it('say the same read from FluxOS and from an explorer, before, at and after a START', async () => {
    const devnet = await running();
    const { key, start } = await staged(devnet);
    const both = async () => {
      const gateway = await readFluxOsLists(http, devnet.urls.fluxos);
      const { source, ...explorer } = await readInsightLists(http, `${devnet.urls.insight}/api`);
      expect(source).toBe(new URL(devnet.urls.insight).host);
      expect({ ...explorer, source: gateway.source }).toEqual(gateway);
      return gateway;
    };
    expect(await both()).toMatchObject({ height: devnet.state().tip.height, rows: [], started: [], banned: [] });
    expect(start()).toBe('accepted');
    devnet.mine(1);
    expect(await both()).toMatchObject({ rows: [], started: [{ key }] });
    devnet.mine(2);
    expect(await both()).toMatchObject({ rows: [{ key, tier: 'cumulus' }], started: [] });
  });
});

describe('what the wallet foretells', () => {
  it('a START is refused before it is signed exactly when the network would refuse it', async () => {
    const devnet = await running();
    const node = await staged(devnet, single, 96);
    const verdicts: string[] = [];
    const compare = async (blocks: number): Promise<void> => {
      for (let at = 0; at < blocks; at += 1) {
        const facts = await factsOf(devnet, node);
        const { now } = devnet.state();
        const foretold = checkStart(facts, now, now).refusals.map(({ reason }) => reason);
        const said = node.start();
        if (said === 'accepted') {
          const [id = ''] = devnet.state().mempool;
          devnet.drop(id);
        } else expect(readDaemonReason(said), said).toBeDefined();
        expect(foretold.length === 0, `${facts.height}: ${foretold.join()} but ${said}`).toBe(said === 'accepted');
        verdicts.push(foretold[0] ?? 'may');
        devnet.mine(1);
      }
    };
    node.machine.node.isConfirming = false;
    await compare(4);
    node.start();
    devnet.mine(1);
    await compare(2);
    devnet.mine(235);
    await compare(5);
    devnet.mine(474);
    await compare(5);
    node.machine.node.isConfirming = true;
    node.start();
    devnet.mine(2);
    node.machine.node.isConfirming = false;
    await compare(2);
    devnet.mine(635);
    await compare(6);
    expect([...new Set(verdicts)]).toEqual(['too-young', 'may', 'already-started', 'dos', 'already-confirmed']);
  }, 60_000);

  it('each window ends in the block that the state names', async () => {
    const devnet = await running();
    const node = await staged(devnet, single, 50);
    node.machine.node.isConfirming = false;
    const state = async () => nodeState(await factsOf(devnet, node));
    const last = async (kind: string): Promise<void> => {
      const now = await state();
      if (now.kind !== kind || !('countdown' in now) || now.countdown === null) throw new Error(now.kind);
      devnet.mine(now.countdown.blocksLeft - 1);
      expect((await state()).kind).toBe(kind);
      devnet.mine(1);
      expect(devnet.tip().height).toBe(now.countdown.endHeight);
    };
    const isNow = async (kind: string) => expect((await state()).kind).toBe(kind);
    await last('waiting-for-confirmations');
    await isNow('not-started');
    node.start();
    devnet.mine(1);
    await last('started');
    await last('dos');
    await isNow('not-started');
    node.machine.node.isConfirming = true;
    node.start();
    devnet.mine(2);
    const confirmed = await state();
    if (confirmed.kind !== 'confirmed') throw new Error(confirmed.kind);
    devnet.mine(confirmed.nextConfirm.blocksLeft - 1);
    expect(await state()).toMatchObject({ kind: 'missing-confirm', overdueBlocks: 0, urgency: 'due' });
    devnet.mine(1);
    expect(await state()).toMatchObject({ kind: 'confirmed', lastConfirmedHeight: confirmed.nextConfirm.endHeight });
    node.machine.node.isConfirming = false;
    devnet.mine(500);
    await last('missing-confirm');
    await isNow('not-started');
  }, 60_000);

  it('payouts come in the order and in the blocks that the queue says', async () => {
    const devnet = await running();
    const many = [await staged(devnet), await staged(devnet), await staged(devnet), await staged(devnet)];
    for (const { start } of many) start();
    devnet.mine(4);
    const list = given(await createFluxOsClient(http, devnet.urls.fluxos).nodeList());
    const { rankOf, disputed, queues } = rankNodes(list);
    expect([disputed, queues.cumulus.length]).toEqual([0, 4]);
    const { height } = devnet.tip();
    for (const { key } of queues.cumulus) {
      const outlook = payoutOutlook(rankOf.get(key) ?? -1, 'cumulus', height);
      devnet.mine(1);
      expect(devnet.tip().height).toBe(outlook.height);
      expect(devnet.nodes().confirmed.get(key)?.lastPaidHeight).toBe(outlook.height);
      const paid = devnet.utxos(ownerAddress(single)).filter((coin) => coin.height === outlook.height);
      expect(paid.map(({ value }) => value)).toEqual([outlook.amount]);
    }
  });
});

describe('a login by the wallet', () => {
  it('is taken, has the privilege of the operator, and operates the node', async () => {
    const devnet = await running();
    const { machine } = await staged(devnet);
    const client = createFluxOsClient(http, machine.url);
    const nowMs = devnet.state().now * 1_000;
    const phrase = parsePhraseReply(given(await client.get('/id/loginphrase')), nowMs);
    expect(parseLoginPhrase(phrase, nowMs).ok).toBe(true);
    const digest = messageDigest('Bitcoin Signed Message:\n', phrase);
    const signature = formatMessageSignature(keys.signEcdsaRecoverable(idPath, digest), true);
    const login = { identity: fluxId, phrase, signature };
    const reply = parseLoginReply(given(await client.postForm('/id/verifylogin', loginBody(login))));
    expect(reply).toMatchObject({ identity: fluxId, privilege: 'admin' });
    const privilege = given(await client.postForm('/id/checkprivilege', loginBody(login)));
    expect(parsePrivilegeReply(privilege)).toBe('admin');
    const { zelidauth } = zelidAuthHeader(login);
    expect(given(await client.operate('restart-fluxos', zelidauth, '1'))).toContain('success');
    expect(machine.node.operations).toEqual(['restart']);
    const sessions = await client.get('/id/loggedsessions', { token: '2', headers: { zelidauth } });
    expect(parseSessionsReply(given(sessions), fluxId)).toMatchObject([{ identity: fluxId, phrase }]);
    await client.get('/id/logoutcurrentsession', { token: '3', headers: { zelidauth } });
    expect(await client.operate('restart-fluxos', zelidauth, '4')).toMatchObject({ ok: false });
  });

  it('every reply of a machine is read', async () => {
    const devnet = await running();
    const { machine, start } = await staged(devnet);
    const client = createFluxOsClient(http, machine.url);
    expect(given(await client.benchmarks())).toMatchObject({ status: 'CUMULUS' });
    expect(given(await client.benchmarkStatus())).toEqual({ isOnline: true, benchmarking: 'CUMULUS' });
    expect(given(await client.adminId())).toBe(fluxId);
    expect(given(await client.dosState())).toEqual({ level: 0, hasMessage: false });
    expect(given(await client.nodeStatus())).toMatchObject({ status: 'expired' });
    start();
    devnet.mine(2);
    expect(given(await client.nodeStatus())).toMatchObject({ status: 'confirmed' });
    expect(given(await client.info())).toBeDefined();
    expect(given(await client.nodeCount())).toMatchObject({ total: 1 });
    const double = await client.sendRawTransaction('00');
    expect(double.ok).toBe(false);
  });
});
