/**
 * FluxNodes and the Flux ID in the real app, through the app window's own bridge: a collateral is found, started after the
 * signer's review, confirmed; the node is logged in to and operated; what is disguised as a text is refused.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';
import { HDKey } from '@scure/bip32';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AddedNode } from '../devnet/index.ts';
import { callBridge } from './story/bridge.ts';
import { ada } from './story/people.ts';
import type { SignerScreens } from './story/signer-screens.ts';
import { Wallet } from './story/wallet.ts';
import { until } from './world/until.ts';
import { World } from './world/world.ts';

const FLUX = 100_000_000n;

let world: World;
let wallet: Wallet;
let page: Page;
let machine: AddedNode;
let key: string;

/** What the node's server holds: the account's first identity key. */
function identityWif(): string {
  const { privateKey } = HDKey.fromMasterSeed(Buffer.from(ada.seed, 'hex')).derive("m/44'/19167'/0'/12/0");
  if (privateKey === null) throw new Error('no key');
  return createBase58check(sha256).encode(Uint8Array.of(0x80, ...privateKey, 1));
}

/** E-21: so many calls a second and no more; one too many is made again. */
async function ask(name: string, request: unknown): ReturnType<typeof callBridge> {
  for (;;) {
    const reply = await callBridge(page, name, request);
    if (reply.ok || reply.error.code !== 'ipc.rate-limited') return reply;
    await sleep(100);
  }
}

async function call(name: string, request: unknown): Promise<Record<string, unknown>> {
  const reply = await ask(name, request);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${JSON.stringify(reply.error.data)}`);
  return reply.value;
}

interface Node {
  readonly key: string;
  readonly state: string;
  readonly startRefusals: readonly { readonly reason: string }[];
}

async function node(fits: (one: Node) => boolean): Promise<Node> {
  return until(
    async () => {
      await ask('sync.refresh', {});
      await ask('nodes.refresh', {});
      const { nodes } = (await call('nodes.read', {})) as unknown as { nodes: readonly Node[] };
      const found = nodes[0];
      return found !== undefined && fits(found) ? found : undefined;
    },
    { what: 'the node', timeoutMs: 60_000 },
  );
}

/** Approves what the signer shows. */
async function approve(label: string, look?: (signer: SignerScreens) => Promise<void>): Promise<void> {
  const signer = await wallet.signer();
  await look?.(signer);
  await signer.press(label);
}

beforeAll(async () => {
  world = await World.start({ devnet: { blockTimes: 'wall' } });
  wallet = new Wallet(world);
  world.plant(...ada.secrets, { name: 'identity key', text: identityWif() });
  const [address = ''] = ada.addresses;
  const [txid = ''] = world.devnet.fund(address, 1_000n * FLUX);
  const vout = world.devnet.utxos(address).find((coin) => coin.txid === txid)?.vout ?? 0;
  key = `${txid}:${vout}`;
  world.devnet.mine(99);
  const window = await wallet.signIn(ada.credentials);
  page = window.page;
}, 120_000);
afterAll(() => world.end());

describe('nodes', () => {
  it('a collateral is found, started after one review, and confirmed', async () => {
    await node(({ state }) => state === 'not-started');
    await call('nodes.configure', { key, settings: { name: 'Helsinki', identity: { source: 'account', index: 0 } } });
    const { identity } = (await call('flux-id.read', {})) as { identity: string };
    const [txid = '', vout = ''] = key.split(':');
    const config = { identityKey: identityWif(), collateral: { txid, vout: Number(vout) }, ip: '', adminId: identity };
    machine = await world.devnet.addNode(config);
    config.ip = new URL(machine.url).host;

    const { draft } = await call('nodes.prepare-start', { keys: [key], newDelegates: null });
    const { draftId, stated } = draft as { draftId: string; stated: unknown };
    const answer = call('approval.node-start', { draftId, stated });
    await approve('Approve and sign', async (signer) => {
      await signer.see('Start 1 node');
      expect(await signer.page.getByTestId('start').count()).toBe(1);
    });
    expect(await answer).toMatchObject({ starts: [{ key }] });
    await until(() => world.devnet.state().mempool.length > 0 || undefined, { what: 'the START' });
    world.devnet.mine(3);
    const confirmed = await node(({ state }) => state === 'confirmed');
    expect(confirmed.startRefusals[0]?.reason).toBe('already-confirmed');
  });

  it('E-28: a START stated otherwise is refused by the signer', async () => {
    machine.node.isConfirming = false;
    world.devnet.mine(645);
    await node(({ state }) => state === 'expired');
    const { draft } = await call('nodes.prepare-start', { keys: [key], newDelegates: null });
    const { draftId, stated } = draft as { draftId: string; stated: { starts: { nodePublicKey: string }[] } };
    const starts = stated.starts.map((start) => ({ ...start, nodePublicKey: `02${'11'.repeat(32)}` }));
    const answer = callBridge(page, 'approval.node-start', { draftId, stated: { ...stated, starts } });
    const signer = await wallet.signer();
    expect(await signer.readRefusal()).toEqual(['start-node-key']);
    await signer.press('Close');
    expect(await answer).toMatchObject({ ok: false, error: { code: 'approval.mismatch' } });
  });
});

describe('Flux ID', () => {
  it('a node of one’s own is logged in to as its owner and operated, each call for itself', async () => {
    const { port } = new URL(machine.url);
    await call('nodes.configure', { key, settings: { host: '127.0.0.1', apiPort: Number(port) } });
    expect(await call('nodes.access', { key })).toMatchObject({ transport: 'none', shown: null });
    const early = await ask('flux-id.prepare', { source: { from: 'node', key } });
    expect(early).toMatchObject({ ok: false, error: { code: 'node.plain-http' } });
    const phrase = `${Date.now()}${'k3j9x2m4p7q8w1e5r6t9y3u2i1o4a7s8d5f6g9h2'}`;
    const callback = encodeURIComponent(`${machine.url}/id/verifylogin`);
    const text = `zel:?action=sign&message=${phrase}&callback=${callback}`;
    const byLink = await ask('flux-id.prepare', { source: { from: 'link', text } });
    expect(byLink).toMatchObject({ ok: false, error: { code: 'node.plain-http' } });
    await call('nodes.trust', { key, trust: { kind: 'plain-http' } });
    const { draftId, stated } = await call('flux-id.prepare', { source: { from: 'node', key } });
    const answer = call('approval.flux-id', { draftId, stated });
    await approve('Log in', async (signer) => {
      expect(await signer.page.getByTestId('host').textContent()).toBe(`127.0.0.1:${port}`);
      await signer.press('Details');
    });
    expect(await answer).toMatchObject({ delivered: 'delivered', privilege: 'admin', signature: null });
    for (const operation of ['restart-fluxos', 'restart-fluxos']) await call('nodes.operate', { key, operation });
    expect(machine.node.operations.length).toBe(2);
    const { logins } = (await call('flux-id.read', {})) as { logins: { id: string }[] };
    expect(await call('flux-id.revoke', { id: logins[0]?.id })).toMatchObject({ revokedMs: expect.any(Number) });
    expect(await ask('nodes.operate', { key, operation: 'restart-fluxos' })).toMatchObject({
      ok: false,
      error: { code: 'node.login-needed' },
    });
  });

  it('a text is signed for its person; digests, transactions and logins in disguise are not', async () => {
    const source = (text: string) => ({ source: { from: 'text', text, identity: 'flux-id' } });
    const { draftId, stated } = await call('flux-id.prepare', source('I am Ada.'));
    const answer = call('approval.flux-id', { draftId, stated });
    await approve('Sign');
    const { signature, identity } = (await answer) as { signature: string; identity: string };
    expect(await call('flux-id.verify', { identity, text: 'I am Ada.', signature })).toEqual({
      valid: true,
      kind: 'bitcoin',
    });
    for (const text of ['ab'.repeat(32), '0100'.repeat(40), `${Date.now()} is when I log in to your node`]) {
      const reply = await ask('flux-id.prepare', source(text));
      expect(reply).toMatchObject({ ok: false, error: { code: 'zelid.refused-text' } });
    }
  });

  it('T-12: callbacks into this house, over plain http, or on the look-alike of a host are not followed', async () => {
    const login = `${Date.now()}${'k3j9x2m4p7q8w1e5r6t9y3u2i1o4a7s8d5f6g9h2'}`;
    for (const callback of ['https://192.168.1.1/x', 'http://home.runonflux.io/x', 'https://localhost/x']) {
      const text = `zel:?action=sign&message=${login}&callback=${encodeURIComponent(callback)}`;
      const reply = await ask('flux-id.prepare', { source: { from: 'link', text } });
      expect(reply).toMatchObject({ ok: false, error: { code: 'zelid.refused-callback' } });
    }
  });

  it('a node’s key is shown in the signer alone', async () => {
    await call('signer.show-node-key', { key, index: 0, name: 'Helsinki', host: '192.0.2.7' });
    const signer = await wallet.signer();
    await signer.see('Identity key of Helsinki');
    expect(await signer.page.locator('[data-secret="conf"]').textContent()).toContain(identityWif());
    await signer.press('Done');
    await call('signer.show', { screen: 'import-nodes' });
    await signer.see('Take nodes over');
    await signer.page.locator('textarea').fill(`node9 192.0.2.9:16125 ${identityWif()} ${'ab'.repeat(32)} 0`);
    await signer.press('Read');
    await signer.press('Add 1 node');
    await signer.page.getByText('1 node added').waitFor();
    await signer.press('Done');
  });
});
