/**
 * E-18, E-20, E-22, E-27, E-28, E-29: an app window whose process was taken over may call whatever it likes. It gets no
 * signature, no key, no password, and nobody's consent but the person's.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callBridge, callRaw, type Reply } from './story/bridge.ts';
import { ada } from './story/people.ts';
import { Wallet } from './story/wallet.ts';
import { compromisePreload } from './world/built-app.ts';
import { searchText } from './world/search.ts';
import { until } from './world/until.ts';
import { World } from './world/world.ts';

const FLUX = 100_000_000n;
const COINS = 6;

let world: World;
let wallet: Wallet;
let page: Page;

beforeAll(async () => {
  world = await World.start({ prepare: compromisePreload });
  wallet = new Wallet(world);
  world.plant(...ada.secrets);
  world.devnet.fund(
    ada.addresses[0] ?? '',
    Array.from({ length: COINS }, () => 10n * FLUX),
  );
  const window = await wallet.signIn(ada.credentials);
  await window.seeTotal(BigInt(COINS) * 10n * FLUX);
  page = window.page;
});
afterAll(() => world.end());
interface Stated {
  readonly recipients: readonly { readonly address: string; readonly amount: string }[];
  readonly message: string | null;
  readonly fee: string;
}

interface Draft {
  readonly draftId: string;
  readonly stated: Stated;
}

async function prepare(): Promise<Draft> {
  const draft = {
    kind: 'payment',
    chain: 'flux',
    asset: 'native',
    recipients: [{ address: world.devnet.faucetAddress, amount: (3n * FLUX).toString() }],
    message: 'For the garden',
    feePerByte: '1',
    inputs: null,
    unlockedCollateral: [],
  };
  const reply = await callBridge(page, 'send.prepare', { draft });
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value as unknown as Draft;
}

/** E-21: two requests a second are allowed; what is refused for that reason would prove nothing else. */
const pace = (): Promise<void> => sleep(600);

/** Asks for an approval; the answer comes when somebody has decided. */
function ask(draftId: string, stated: unknown): { readonly answer: Promise<Reply> } {
  const answer = callBridge(page, 'approval.request', { draftId, stated });
  answer.catch(() => {});
  return { answer };
}

const refused = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });

async function isSignerShown(): Promise<boolean> {
  const windows = await world.app().windows();
  return windows.some(({ kind, isVisible }) => kind === 'signer' && isVisible);
}

describe('what the app window has', () => {
  it('E-20: is two frozen objects of named functions, and nothing of Electron or Node', async () => {
    const found = await page.evaluate(() => {
      const { parallax } = globalThis as unknown as { parallax: Record<string, Record<string, unknown>> };
      const groups = Object.entries(parallax);
      return {
        groups: groups.map(([name]) => name).sort(),
        names: groups.flatMap(([, group]) => Object.keys(group)),
        kinds: [...new Set(groups.flatMap(([, group]) => Object.values(group).map((value) => typeof value)))],
        frozen: [parallax, ...Object.values(parallax)].every(Object.isFrozen),
        leaks: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', 'signer', '__dirname'].filter(
          (name) => name in globalThis,
        ),
      };
    });
    expect(found.groups).toEqual(['call', 'on']);
    expect(found.kinds).toEqual(['function']);
    expect(found.frozen).toBe(true);
    expect(found.leaks).toEqual([]);
    expect(found.names.filter((name) => !/^[a-z][a-z0-9-]*\.[a-z-]+$/.test(name))).toEqual([]);
    expect(
      found.names.filter((name) => /^(signer|unlock|account|blob|backend|draft|throttle|device)\./.test(name)),
    ).toEqual([
      'signer.show',
      'account.rename',
      'signer.show-node-key',
      'account.validate',
      'account.prepare',
      'account.nonces',
      'backend.gone',
    ]);
    expect(found.names).not.toContain('approval.decide');
    expect(found.names).not.toContain('session.open');
  });

  it('E-20: cannot be replaced by the page', async () => {
    const replaced = await page.evaluate(() => {
      const before = (globalThis as unknown as { parallax: { call: Record<string, unknown> } }).parallax;
      const call = before.call['approval.request'];
      Reflect.set(globalThis, 'parallax', {});
      Reflect.set(before, 'call', {});
      Reflect.set(before.call, 'approval.request', () => 'mine');
      return (globalThis as unknown as { parallax: typeof before }).parallax.call['approval.request'] !== call;
    });
    expect(replaced).toBe(false);
  });

  const id = '0'.repeat(32);
  const accountId = '0'.repeat(16);
  it.each([
    ['signer.ready', {}],
    ['unlock.gate', { username: 'ada.flux' }],
    ['unlock.failed', { username: 'ada.flux' }],
    ['account.preview', { publicKeys: { flux: null, bitcoin: null, fluxId: null, watched: [] } }],
    ['session.open', {}],
    ['account.forget', { accountId }],
    ['blob.read', { accountId, name: 'policy' }],
    ['blob.write', { accountId, name: 'policy', blob: '00' }],
    ['approval.decide', { requestId: id, decision: { kind: 'approved', signed: '00', txid: '0'.repeat(64) } }],
    ['signer.print', {}],
    ['signer.close', {}],
    ['session.unlocked', { accountIds: [] }],
    ['session.activity', {}],
    ['system-store.open', { sealed: '00' }],
    ['clipboard.secret', { text: 'x' }],
    ['device.wipe', {}],
    ['d2fa.records', {}],
    ['node.adopt', {}],
    ['node.hand-over', {}],
    ['d2fa.report', {}],
  ])('E-18: main does not answer it on the signer’s channel %s', async (channel, request) => {
    expect(await callRaw(page, channel, request)).toEqual(refused('ipc.bad-sender'));
  });

  it.each([
    'draft.take',
    'draft.commit',
    'draft.drop',
    'backend.open',
    'backend.close',
    'backend.blob-read',
    'device.read',
  ])('E-19: main knows no channel %s', async (channel) => {
    expect(await callRaw(page, channel, { draftId: id })).toMatch(/No handler registered/);
  });

  it('is told nothing secret, whatever it calls', async () => {
    const told = await page.evaluate(async () => {
      const { parallax } = globalThis as unknown as {
        parallax: { call: Record<string, (request: unknown) => Promise<unknown>> };
      };
      const replies: unknown[] = [];
      const skipped = ['session.lock', 'approval.request', 'file.save', 'external.open'];
      for (const [name, call] of Object.entries(parallax.call)) {
        if (skipped.includes(name)) continue;
        for (const request of [{}, { chain: 'flux' }]) replies.push(await call(request));
      }
      return JSON.stringify(replies);
    });
    expect(told.length).toBeGreaterThan(1_000);
    expect(searchText(told, ada.secrets)).toEqual([]);
  });
});

describe('a forged request', () => {
  beforeEach(pace);
  const stranger = 't1T7NbYsjvJ3T6B1RGvoihohcyP4iCqDqDq';
  const forgeries: readonly (readonly [string, (stated: Stated) => unknown, string])[] = [
    [
      'another amount',
      (stated) => ({ ...stated, recipients: stated.recipients.map((one) => ({ ...one, amount: '100000000' })) }),
      'amount',
    ],
    [
      'another recipient',
      (stated) => ({ ...stated, recipients: stated.recipients.map(({ amount }) => ({ address: stranger, amount })) }),
      'recipient',
    ],
    ['a lower fee', (stated) => ({ ...stated, fee: '1' }), 'fee-higher'],
    ['another message', (stated) => ({ ...stated, message: 'Nothing to see' }), 'message'],
    ['no message', (stated) => ({ ...stated, message: null }), 'message'],
  ];

  it.each(forgeries)('E-29: states %s than the draft pays → “Not signed”', async (_what, forge, reason) => {
    const { draftId, stated } = await prepare();
    const { answer } = ask(draftId, forge(stated));
    const signer = await wallet.signer();
    expect(await signer.readRefusal()).toContain(reason);
    await signer.press('Close');
    expect(await answer).toEqual(refused('approval.mismatch'));
    expect(world.devnet.state().mempool).toEqual([]);
  });

  it('E-29: for a draft that does not exist → the signer is not even shown', async () => {
    const { stated } = await prepare();
    expect(await ask('f'.repeat(32), stated).answer).toEqual(refused('approval.unknown'));
    expect(await isSignerShown()).toBe(false);
  });
});

describe('an open review', () => {
  beforeEach(pace);
  it('E-29: is the only one, and no script of the app window decides it', async () => {
    const { draftId, stated } = await prepare();
    const other = await prepare();
    const { answer } = ask(draftId, stated);
    const signer = await wallet.signer();
    await signer.readReview();
    expect(await ask(other.draftId, other.stated).answer).toEqual(refused('session.busy'));
    for (const decision of [{ kind: 'approved', signed: '00', txid: '0'.repeat(64) }, { kind: 'rejected' }]) {
      const reply = await callRaw(page, 'approval.decide', { requestId: draftId, decision });
      expect(reply).toEqual(refused('ipc.bad-sender'));
    }
    await page.evaluate(() => {
      for (const target of [window, document, document.body]) {
        target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
        target.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      }
      window.postMessage({ type: 'approval.decide', decision: { kind: 'approved' } }, '*');
    });
    expect((await signer.readReview()).amount).toBe(3n * FLUX);
    expect(world.devnet.state().mempool).toEqual([]);
    await signer.press('Reject');
    expect(await answer).toEqual(refused('approval.rejected'));
  });

  it('takes no click and no key for 800 ms, and never Enter', async () => {
    const signer = await wallet.hiddenSigner();
    await signer.page.evaluate(() => {
      const state = globalThis as unknown as { tries: number; first: number };
      state.tries = 0;
      state.first = 0;
      const observer = new MutationObserver(attack);
      function attack(): void {
        const button = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Approve and sign');
        const details = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Details');
        details?.click();
        if (button === undefined) return;
        state.first ||= performance.now();
        if (performance.now() - state.first > 700) return;
        state.tries += 1;
        button.disabled = false;
        button.click();
        button.focus();
        for (const key of ['Enter', ' ']) {
          for (const type of ['keydown', 'keyup'])
            button.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true }));
        }
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
          button.dispatchEvent(new MouseEvent(type, { bubbles: true }));
        }
        setTimeout(attack, 20);
      }
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    const { draftId, stated } = await prepare();
    const { answer } = ask(draftId, stated);
    const shown = await wallet.signer();
    await shown.readReview();
    const approve = shown.button('Approve and sign');
    await until(() => approve.isEnabled(), { what: 'a button at rest' });
    expect(await shown.page.evaluate(() => (globalThis as unknown as { tries: number }).tries)).toBeGreaterThan(3);
    await approve.focus();
    await shown.page.keyboard.press('Enter');
    await sleep(300);
    expect((await shown.readReview()).amount).toBe(3n * FLUX);
    expect(world.devnet.state().mempool).toEqual([]);
    await shown.press('Reject');
    expect(await answer).toEqual(refused('approval.rejected'));
  });

  it('E-29: once approved, it cannot be used again', async () => {
    const { draftId, stated } = await prepare();
    const { answer } = ask(draftId, stated);
    await (await wallet.signer()).approve();
    const reply = await answer;
    expect(reply).toMatchObject({ ok: true, value: { txid: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    await until(() => world.devnet.state().mempool.length === 1);
    await until(async () => !(await isSignerShown()));
    await pace();
    expect(await ask(draftId, stated).answer).toEqual(refused('approval.unknown'));
    expect(await isSignerShown()).toBe(false);
    expect(world.devnet.state().mempool).toHaveLength(1);
    // What the page was told is the id, never what was signed.
    const [txid = ''] = world.devnet.state().mempool;
    expect(JSON.stringify(reply)).not.toContain(world.devnet.rawTransaction(txid)?.slice(0, 200));
    world.devnet.mine(1);
  });

  it('E-27: does not outlive a lock, nor does its draft', async () => {
    const { draftId, stated } = await prepare();
    const { answer } = ask(draftId, stated);
    await (await wallet.signer()).readReview();
    const { signer: pid } = await world.app().processes();
    expect(await callBridge(page, 'session.lock', {})).toMatchObject({ ok: true });
    expect(await answer).toEqual(refused('session.locked'));
    const signer = await wallet.signer();
    await signer.see(/^Unlock /);
    expect((await world.app().processes()).signer).not.toBe(pid);
    expect(await callBridge(page, 'state.read', {})).toMatchObject({ ok: false });

    const window = await wallet.unlock(ada.credentials);
    page = window.page;
    expect(await ask(draftId, stated).answer).toEqual(refused('approval.unknown'));
    expect(await isSignerShown()).toBe(false);
    expect(world.devnet.state().mempool).toEqual([]);
  });
});

describe('the signer window', () => {
  it('E-24: has no way to a network and nothing that could be replaced under it', async () => {
    const { page: signer } = await wallet.hiddenSigner();
    const found = await signer.evaluate(() => ({
      network: [
        'fetch',
        'XMLHttpRequest',
        'WebSocket',
        'EventSource',
        'RTCPeerConnection',
        'WebTransport',
        'SharedWorker',
      ].filter((name) => (globalThis as unknown as Record<string, unknown>)[name] !== undefined),
      navigator: ['sendBeacon', 'serviceWorker', 'clipboard', 'usb', 'hid', 'serial'].filter(
        (name) => (navigator as unknown as Record<string, unknown>)[name] !== undefined,
      ),
      unfrozen: [Array.prototype, Uint8Array.prototype, Promise.prototype, Map.prototype, JSON, Math, crypto]
        .filter((one) => !Object.isFrozen(one))
        .map(String),
      leaks: ['require', 'process', 'parallax', 'ipcRenderer'].filter((name) => name in globalThis),
    }));
    expect(found).toEqual({ network: [], navigator: [], unfrozen: [], leaks: [] });
  });
});
