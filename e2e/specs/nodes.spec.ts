/** A node's life and a Flux ID's login on a local network, through both windows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AddedNode } from '../devnet/devnet-interface.ts';
import { Album } from './story/album.ts';
import { callBridge } from './story/bridge.ts';
import { NodeScreens, nodeIdentity } from './story/node-screens.ts';
import { ada } from './story/people.ts';
import { Wallet } from './story/wallet.ts';
import { inOrder } from './world/in-order.ts';
import { until } from './world/until.ts';
import { World } from './world/world.ts';

const FLUX = 100_000_000n;
const [address = ''] = ada.addresses;
const identity = nodeIdentity('nodes.spec');
const album = new Album();

let world: World;
let wallet: Wallet;
let screens: NodeScreens;
let collateral: string;
let machine: AddedNode;

beforeAll(async () => {
  world = await World.start({ devnet: { blockTimes: 'wall' } });
  wallet = new Wallet(world);
  world.plant(...ada.secrets, { name: 'identity key of the node', text: identity.wif });
  world.devnet.fund(address, [1_050n * FLUX]);
  screens = new NodeScreens(await wallet.signIn(ada.credentials));
});
afterAll(() => world.end());

/** The one node of this account, as the backend says it. */
async function onlyNode(): Promise<{ readonly key: string; readonly value: string }> {
  const reply = await callBridge(screens.page, 'nodes.read', {});
  const [node, ...others] = reply.ok ? (reply.value.nodes as { readonly key: string; readonly value: string }[]) : [];
  if (node === undefined || others.length > 0) throw new Error('not one node');
  return node;
}

/** The next link to log in to a server, as its page makes it. */
async function loginLink(url: string): Promise<string> {
  const { data } = (await (await fetch(`${url}/id/loginphrase`)).json()) as { readonly data: string };
  return `zel:?action=sign&message=${data}&callback=${encodeURIComponent(`${url}/id/verifylogin`)}`;
}

describe('a FluxNode and a Flux ID', () => {
  inOrder();

  it('collateral is made by paying oneself exactly its amount', async () => {
    await screens.goTo('Nodes');
    await screens.press('Set up a node');
    await screens.main.getByRole('button', { name: /^Review payment of / }).click();
    const signer = await wallet.signer();
    await signer.see(/^Send |^Move /);
    await signer.approve();
    await screens.main.getByText('Your collateral is on its way').waitFor();
    world.devnet.mine(1);
    await screens.press('Back to nodes');
    await screens.seeState('Cumulus node', 'Maturing');
    await album.add(screens.page, 'app-nodes-maturing');
    const { key, value } = await onlyNode();
    expect(value).toBe((1_000n * FLUX).toString());
    collateral = key;
    world.devnet.mine(100);
    await screens.seeState('Cumulus node', 'Not started');
  });

  it('its identity key and its address are set, and it can be started', async () => {
    const [txid = '', vout = ''] = collateral.split(':');
    machine = await world.devnet.addNode({
      identityKey: identity.wif,
      collateral: { txid, vout: Number(vout) },
      ip: '127.0.0.1',
    });
    const { hostname, port } = new URL(machine.url);
    await screens.row('Cumulus node').getByRole('button', { name: 'Set-up' }).click();
    await screens.main.getByRole('radio', { name: /^Another key/ }).check();
    await screens.main.locator('input[name=identity-key]').fill(identity.publicKey);
    await screens.press('Save');
    await screens.main.locator('input[name=node-name]').fill('Home');
    await screens.main.getByRole('button', { name: 'Save' }).nth(1).click();
    await screens.main.getByRole('heading', { level: 1, name: 'Set up Home' }).waitFor();
    await callBridge(screens.page, 'nodes.configure', {
      key: collateral,
      settings: { host: hostname, apiPort: Number(port) },
    });
    await screens.main.getByText('Everything is ready.').waitFor();
    await album.add(screens.page, 'app-nodes-setup');
  });

  it('is started in the signer and followed until its server has confirmed', async () => {
    await screens.press('Start');
    await screens.press('Review 1 start');
    const signer = await wallet.signer();
    await signer.see('Start 1 node');
    await album.add(signer.page, 'signer-starts');
    await signer.approve();
    await screens.main.getByText('1 start signed').waitFor();
    await screens.press('Back to your nodes');
    await until(() => world.devnet.state().mempool.length > 0, { what: 'the START at the network' });
    world.devnet.mine(1);
    await until(() => world.devnet.nodes().started.has(collateral), { what: 'the START in a block' });
    world.devnet.mine(2);
    expect(world.devnet.nodes().confirmed.has(collateral)).toBe(true);
    await screens.seeState('Home', 'Confirmed');
    await album.add(screens.page, 'app-nodes-confirmed');
    await screens.tab('Network');
    await screens.main.getByText('Locked as collateral').waitFor();
    await screens.tab('All nodes');
    await screens.main.getByText('Yours', { exact: true }).waitFor();
    await screens.tab('Your nodes');
  });

  it('logs in to the node by a link, and refuses to answer a machine that is no node of mine (T-12)', async () => {
    await screens.openLink(await loginLink(world.devnet.urls.fluxos));
    await screens.main.getByText('The answer would go to a machine in this network that is not your node.').waitFor();
    await screens.goTo('Nodes');
    await screens.press('Open Home');
    await screens.press('Operate');
    await album.add(screens.page, 'app-nodes-plain-http');
    await screens.press('Allow without encryption');
    await screens.main.getByText('Without encryption, allowed by you').waitFor();
    await screens.openLink(await loginLink(machine.url));
    await screens.main.getByRole('heading', { name: /asks you to log in$/ }).waitFor();
    await screens.main.getByText('One of your nodes').waitFor();
    await album.add(screens.page, 'app-flux-id-request');
    await screens.press('Review the login');
    const signer = await wallet.signer();
    await signer.see(/^Log in to /);
    await album.add(signer.page, 'signer-flux-id');
    await signer.openWarnings();
    await signer.press('Log in');
    await screens.main.getByText(/^You are logged in at /).waitFor();
    await screens.press('Done');
    await screens.main
      .getByRole('table', { name: 'Where your Flux ID was used' })
      .getByText(/^Session until /)
      .waitFor();
    await album.add(screens.page, 'app-flux-id');
  });

  it('merges many small payouts into one coin, and leaves the collateral alone', async () => {
    world.devnet.payouts(address, 40, FLUX);
    await screens.goTo('Nodes');
    await screens.tab('Merge payouts');
    await screens.window.refreshUntil(async () => {
      await screens.press('Preview');
      return screens.main.getByText(/^4\d become 1$/).isVisible();
    }, 'a plan over the payouts');
    await album.add(screens.page, 'app-merge-plan');
    await screens.main.getByRole('button', { name: /^Begin with 1 transaction/ }).click();
    const signer = await wallet.signer();
    await signer.see(/^Send |^Move /);
    await signer.approve();
    await screens.main.getByText('1 of 1 sent').waitFor();
    world.devnet.mine(1);
    expect(world.devnet.utxos(address).filter((coin) => coin.value === FLUX)).toEqual([]);
    expect((await onlyNode()).key).toBe(collateral);
    await screens.seeSoon(screens.main.getByText(/^(Confirmed|Settled)$/).first(), 'the merged coin in a block');
  });

  it('says that it has expired, and what to do', async () => {
    machine.node.isConfirming = false;
    world.devnet.mine(660);
    expect(world.devnet.nodes().confirmed.has(collateral)).toBe(false);
    await screens.tab('Your nodes');
    await screens.seeState('Home', 'Expired');
    expect(await screens.row('Home').innerText()).toContain('It earns nothing now. Start it.');
    await album.add(screens.page, 'app-nodes-expired');
    expect(album.barriers).toEqual([]);
  });
});
