/** The backend on real nodes of the five EVM chains: balances, sending, replacing, tokens, allowances, history. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createEvmAddresses } from '../../chains/_families/evm/network/account-addresses.ts';
import { calmDown } from '../../chains/_families/evm/testing/local-drafts.ts';
import { ethereumCodec } from '../../chains/ethereum/codec.ts';
import {
  type EvmDevnet,
  evmChainNames,
  evmDevnetAvailability,
  oddTokenAddress,
  startEvmDevnet,
} from '../../e2e/devnet/evm/index.ts';
import { fluxOn } from '../../wallet-core/assets/index.ts';
import type { ChainId } from '../../wallet-core/chain-contract/index.ts';
import type { ActivityFilter, ServerEntry, WireAccountDraft } from '../../wallet-core/ipc/index.ts';
import { COIN, EVM_STRANGER, sendAccount, startAccountHarness, transfer } from './testing/evm-harness.ts';
import { type Harness, type Running, until } from './testing/harness.ts';
import { testAccount } from './testing/test-account.ts';

const availability = evmDevnetAvailability();
const why = availability.kind === 'found' ? '' : ` (skipped: ${availability.reason})`;
const fluxOf = (chain: ChainId) => fluxOn(chain)?.identifier ?? '';
const normal = { kind: 'preset', preset: 'normal' } as const;
const everything: ActivityFilter = { search: '', kinds: [], includeSuspicious: true };

/** Each test has an account of its own: numbers and histories do not meet. */
let filler = 20;

describe.skipIf(availability.kind !== 'found')(`chains with accounts${why}`, () => {
  let devnet: EvmDevnet;
  beforeAll(async () => {
    devnet = await startEvmDevnet();
  }, 60_000);
  afterAll(() => devnet.stop());
  afterEach(() => calmDown(devnet));

  interface Wallet {
    readonly harness: Harness;
    readonly wallet: Running;
    readonly me: string;
  }

  async function open(index?: 'none', funded: readonly ChainId[] = ['ethereum']): Promise<Wallet> {
    const base = await startAccountHarness(devnet, index);
    filler += 1;
    const account = testAccount(filler);
    const harness = { ...base, account };
    const me = createEvmAddresses(account.open.publicKeys.evm ?? '').at(0).address;
    for (const name of evmChainNames.filter((chain) => funded.includes(chain))) {
      const { chain } = devnet.chain(name);
      await chain.fund(me, 2n * COIN);
      await chain.fundFlux(me, 5_000_000_000n);
    }
    const wallet = harness.start();
    await wallet.open(account);
    await wallet.refresh();
    return { harness, wallet, me };
  }

  async function placeOf({ wallet, harness }: Wallet, chain: ChainId, asset: string) {
    await harness.clock.advance(200);
    const { portfolio } = await wallet.app.call('state.read', {});
    return portfolio.places.find((place) => place.chain === chain && place.asset === asset);
  }

  async function activity({ wallet }: Wallet, changes: Partial<ActivityFilter> = {}) {
    return wallet.app.call('activity.page', { filter: { ...everything, ...changes }, offset: 0, limit: 100 });
  }

  test('shows coin and FLUX of all five chains, one batch each, under one address', async () => {
    const opened = await open(undefined, evmChainNames);
    const { wallet, me } = opened;
    for (const name of evmChainNames) {
      expect((await placeOf(opened, name, 'native'))?.balance?.spendable).toBe((2n * COIN).toString());
      expect(await placeOf(opened, name, fluxOf(name))).toMatchObject({
        symbol: 'FLUX',
        decimals: 8,
        balance: { spendable: '5000000000' },
        error: null,
      });
    }
    const receive = await wallet.app.call('receive.read', { chain: 'bsc' });
    expect(receive).toMatchObject({ chain: 'bsc', current: { address: me } });
    expect(receive.sharedWith).toEqual(evmChainNames.filter((name) => name !== 'bsc'));
    // Nothing has changed: a refresh is one batch for each chain's balances, plus one for numbers nobody asked for: none.
    for (const name of evmChainNames) for (const server of devnet.chain(name).servers) server.clearLog();
    await opened.harness.clock.advance(15_000);
    await until(() => {
      const asked = evmChainNames.map((name) => devnet.chain(name).servers.flatMap(({ log }) => log).length);
      expect(asked).toEqual([1, 1, 1, 1, 1]);
    });
  });

  test('a chain that fails hides and delays no other; its last values stay with their age', async () => {
    const opened = await open(undefined, ['ethereum', 'polygon']);
    const { wallet, harness } = opened;
    for (const server of devnet.chain('polygon').servers) server.faults.set({ fault: { kind: 'html' } });
    const before = await placeOf(opened, 'polygon', 'native');
    await devnet.chain('ethereum').chain.fund(opened.me, COIN);
    await wallet.refresh();
    expect((await placeOf(opened, 'ethereum', 'native'))?.balance?.spendable).toBe((3n * COIN).toString());
    const after = await placeOf(opened, 'polygon', 'native');
    expect(after).toMatchObject({ balance: before?.balance, provenance: before?.provenance });
    expect(after?.error?.code).toMatch(/^server\./);
    const { sync } = await wallet.app.call('state.read', {});
    expect(sync.chains.filter(({ state }) => state === 'failed').map(({ chain }) => chain)).toEqual(['polygon']);
    // The values outlive the process.
    await wallet.stop();
    const next = harness.start();
    await next.open(harness.account);
    expect((await placeOf({ ...opened, wallet: next }, 'polygon', 'native'))?.balance).toEqual(before?.balance);
  });

  test('sends FLUX, tells it in the history once, and counts confirmations', async () => {
    const opened = await open();
    const { wallet, harness } = opened;
    const draft = transfer('ethereum', fluxOf('ethereum'), 8, 1_250_000_000n);
    const validation = await wallet.app.call('account.validate', { draft });
    expect(validation).toMatchObject({
      errors: [],
      isFeeApart: true,
      amount: '1250000000',
      nonce: { mined: 0, next: 0 },
    });
    expect(validation.warnings.map(({ code }) => code)).toEqual(['send.recipient-first-time']);
    const fees = validation.offer?.presets;
    expect(BigInt(fees?.economy.fee ?? 0)).toBeGreaterThan(0n);
    expect(validation.fee).toBe(fees?.normal.fee);
    const { sendId, txid } = await sendAccount(wallet, harness, draft);
    await devnet.chain('ethereum').chain.settled(txid);
    await wallet.reaches(sendId, 'pending');
    await wallet.refresh();
    const entry = await wallet.reaches(sendId, 'confirmed');
    expect(entry).toMatchObject({
      symbol: 'FLUX',
      decimals: 8,
      account: { nonce: 0, action: 'transfer', canReplace: false },
    });
    expect((await placeOf(opened, 'ethereum', fluxOf('ethereum')))?.balance?.spendable).toBe('3750000000');
    const { items } = await activity(opened, { kinds: ['sent'] });
    expect(items.map((item) => [item.txid, item.symbol, item.net, item.suspicious])).toEqual([
      [txid, 'FLUX', '-1250000000', false],
    ]);
    expect(await devnet.chain('ethereum').chain.fluxOf(EVM_STRANGER)).toBeGreaterThanOrEqual(1_250_000_000n);
    const { csv } = await wallet.app.call('activity.export', { filter: { ...everything, kinds: ['sent'] } });
    expect(csv).toContain('FLUX,sent,-12.5,');
  });

  test('tells how much of the gas coin is missing before anything is composed', async () => {
    const opened = await open(undefined, []);
    await devnet.chain('base').chain.fundFlux(opened.me, 5_000_000_000n);
    const draft = transfer('base', fluxOf('base'), 8, 1_000n);
    const { errors, offer } = await opened.wallet.app.call('account.validate', { draft });
    const missing = errors.find(({ code }) => code === 'send.gas-missing');
    expect(missing?.data).toMatchObject({ symbol: 'ETH', decimals: 18, available: '0' });
    expect(BigInt(String(missing?.data.missing))).toBe(BigInt(offer?.presets.normal.fee ?? 0));
    expect(BigInt(offer?.extraFee ?? 0)).toBeGreaterThan(0n);
    await expect(opened.wallet.app.call('account.prepare', { draft })).rejects.toMatchObject({
      code: 'chain.insufficient-funds',
    });
  });

  test('speeds up by the same number, then cancels another; what was replaced says by what', async () => {
    const opened = await open();
    const { wallet, harness } = opened;
    const { chain } = devnet.chain('ethereum');
    await chain.setAutomine(false);
    const first = await sendAccount(wallet, harness, transfer('ethereum', 'native', 18, COIN / 10n));
    await wallet.reaches(first.sendId, 'pending');
    const nonces = await wallet.app.call('account.nonces', { chain: 'ethereum' });
    expect(nonces).toMatchObject({ mined: 0, next: 1, waiting: [{ nonce: 0, sendId: first.sendId }], isStuck: false });
    const faster = await sendAccount(wallet, harness, { kind: 'speed-up', sendId: first.sendId, gas: normal });
    await wallet.reaches(faster.sendId, 'pending');
    expect(await wallet.entry(first.sendId)).toMatchObject({
      account: { replacedBy: faster.sendId, canReplace: false },
    });
    // The same original cannot be replaced twice at a time.
    const again: WireAccountDraft = { kind: 'cancel', sendId: first.sendId, gas: normal };
    await expect(wallet.app.call('account.prepare', { draft: again })).rejects.toMatchObject({
      code: 'chain.conflict',
    });
    await chain.mine();
    await wallet.refresh();
    await wallet.reaches(faster.sendId, 'confirmed');
    await wallet.reaches(first.sendId, 'replaced');

    const doomed = await sendAccount(wallet, harness, transfer('ethereum', fluxOf('ethereum'), 8, 700n));
    await wallet.reaches(doomed.sendId, 'pending');
    const undo = await sendAccount(wallet, harness, { kind: 'cancel', sendId: doomed.sendId, gas: normal });
    await wallet.reaches(undo.sendId, 'pending');
    await chain.mine();
    await wallet.refresh();
    await wallet.reaches(undo.sendId, 'confirmed');
    expect(await wallet.entry(undo.sendId)).toMatchObject({ account: { action: 'cancel', nonce: 1 } });
    await wallet.reaches(doomed.sendId, 'replaced');
    expect(await chain.fluxOf(opened.me)).toBe(5_000_000_000n);
  });

  test('a payment that waits for long is told as stuck, and what was made elsewhere as such', async () => {
    const opened = await open();
    const { wallet, harness } = opened;
    const { chain } = devnet.chain('ethereum');
    await chain.setAutomine(false);
    const { sendId } = await sendAccount(wallet, harness, transfer('ethereum', 'native', 18, COIN / 10n));
    await wallet.reaches(sendId, 'pending');
    // Signed here, sent by nobody who told the journal.
    const draft = transfer('ethereum', 'native', 18, COIN / 20n);
    const { draftId, stated } = await wallet.app.call('account.prepare', { draft });
    expect(stated.nonce).toBe(1);
    const { warnings } = await wallet.app.call('account.validate', { draft });
    expect(warnings.map(({ code }) => code)).toContain('send.waits-behind');
    const { unsigned } = await wallet.main.call('draft.take', { draftId });
    await chain.node.call('eth_sendRawTransaction', [`0x${(await harness.account.sign(unsigned)).signed}`]);
    await harness.clock.advance(4 * 60_000);
    expect(await wallet.app.call('account.nonces', { chain: 'ethereum' })).toMatchObject({
      mined: 0,
      next: 2,
      waiting: [
        { nonce: 0, sendId },
        { nonce: 1, sendId: null, createdAtMs: null },
      ],
      isStuck: true,
    });
    await chain.mine();
  });

  test('T-05: a token is pinned as it was seen, hidden until then, and never sent unseen', async () => {
    const opened = await open();
    const { wallet } = opened;
    const { chain } = devnet.chain('ethereum');
    const odd = ethereumCodec.parseAddress(oddTokenAddress);
    const contract = odd.ok ? odd.value : '';
    await chain.configureOdd({ name: 'Example', symbol: 'EXA', decimals: 6 });
    await chain.fundOdd(opened.me, 1_000_000n);
    await wallet.refresh();
    expect(await placeOf(opened, 'ethereum', contract)).toBeUndefined();
    const hidden = (await activity(opened)).items.find(({ asset }) => asset === contract);
    expect(hidden).toMatchObject({ symbol: '', decimals: 0, suspicious: true });
    await expect(
      wallet.app.call('account.validate', { draft: transfer('ethereum', contract, 6, 1n) }),
    ).rejects.toMatchObject({ code: 'chain.not-supported' });

    const seen = { chain: 'ethereum', contract, symbol: 'EXA', name: 'Example', decimals: 6 } as const;
    await expect(wallet.app.call('token.accept', seen)).rejects.toMatchObject({ code: 'input.bad' });
    expect(await wallet.app.call('token.look', { chain: 'ethereum', contract })).toMatchObject({
      kind: 'token',
      decimals: 6,
    });
    await expect(wallet.app.call('token.accept', { ...seen, decimals: 18 })).rejects.toMatchObject({
      code: 'input.bad',
    });
    await wallet.app.call('token.accept', seen);
    await wallet.refresh();
    expect(await placeOf(opened, 'ethereum', contract)).toMatchObject({
      symbol: 'EXA',
      balance: { spendable: '1000000' },
    });
    expect((await activity(opened)).items.find(({ asset }) => asset === contract)).toMatchObject({ suspicious: false });
    // The contract says something else later: the amount on screen would mean another one.
    await chain.configureOdd({ name: 'Example', symbol: 'EXA', decimals: 18 });
    await opened.harness.clock.advance(10_000);
    const { errors } = await wallet.app.call('account.validate', { draft: transfer('ethereum', contract, 6, 1n) });
    expect(errors.map(({ code }) => code)).toContain('send.token-changed');
    await wallet.app.call('token.remove', { chain: 'ethereum', contract });
    expect((await wallet.app.call('tokens.read', {})).tokens).toEqual([]);
  });

  test('allows exactly an amount, lists it and takes it back', async () => {
    const opened = await open();
    const { wallet, harness } = opened;
    const { chain } = devnet.chain('ethereum');
    const allow = (amount: string): WireAccountDraft => ({
      kind: 'allowance',
      chain: 'ethereum',
      asset: fluxOf('ethereum'),
      decimals: 8,
      spender: EVM_STRANGER,
      amount,
      gas: normal,
    });
    const unlimited = await wallet.app.call('account.validate', { draft: allow((2n ** 256n - 1n).toString()) });
    expect(unlimited.errors.map(({ code }) => code)).toContain('send.allowance-unlimited');
    await chain.settled((await sendAccount(wallet, harness, allow('600'))).txid);
    const list = async () => (await wallet.app.call('allowances.read', { chain: 'ethereum', cursor: null })).items;
    expect(await list()).toMatchObject([{ standing: 'flux', spender: EVM_STRANGER, amount: '600', unlimited: false }]);
    await wallet.refresh();
    await chain.settled((await sendAccount(wallet, harness, allow('0'))).txid);
    expect(await list()).toEqual([]);
  });

  test('without a history service, tokens are known by their events and what is not is said', async () => {
    const opened = await open('none');
    const page = await activity(opened);
    expect(page.items.map(({ asset, kind }) => [asset, kind])).toEqual([[fluxOf('ethereum'), 'received']]);
    expect(page.notCovered?.filter(({ chain }) => chain === 'ethereum').map(({ what }) => what)).toEqual([
      'coin',
      'other-tokens',
    ]);
    expect((await placeOf(opened, 'ethereum', 'native'))?.balance?.spendable).toBe((2n * COIN).toString());
  });

  test('a history service that fails leaves the balance and falls back to events', async () => {
    const opened = await open();
    await devnet.chain('ethereum').explorer.close();
    await devnet.chain('ethereum').chain.fundFlux(opened.me, 77n);
    await opened.wallet.refresh();
    expect((await placeOf(opened, 'ethereum', 'native'))?.error).toBeNull();
    const { items, notCovered } = await activity(opened);
    expect(items.map(({ net }) => net)).toEqual(['77', '5000000000', (2n * COIN).toString()]);
    expect(notCovered).toContainEqual({ chain: 'ethereum', what: 'coin' });
    await devnet.chain('ethereum').explorer.open();
  });

  test('a payment that a reorganisation undoes is open again, and is not sent a second time as another', async () => {
    const opened = await open();
    const { wallet, harness } = opened;
    const { chain } = devnet.chain('ethereum');
    const { sendId, txid } = await sendAccount(wallet, harness, transfer('ethereum', 'native', 18, COIN / 4n));
    await chain.settled(txid);
    await wallet.refresh();
    await wallet.reaches(sendId, 'confirmed');
    await chain.reorg(1);
    await chain.mine(2);
    await wallet.refresh();
    await until(async () => {
      await wallet.refresh();
      const entry = await wallet.entry(sendId);
      expect(['pending', 'confirmed']).toContain(entry.state);
      expect(entry.txid).toBe(txid);
    });
    await chain.mine(1);
    await wallet.refresh();
    await wallet.reaches(sendId, 'confirmed');
    const { items } = await activity(opened, { kinds: ['sent'] });
    expect(items).toHaveLength(1);
  });

  test('a node that restarts in the middle costs nothing but a moment', async () => {
    const opened = await open();
    const { wallet, harness } = opened;
    const { chain } = devnet.chain('ethereum');
    const { sendId, txid } = await sendAccount(wallet, harness, transfer('ethereum', 'native', 18, COIN / 4n));
    await chain.settled(txid);
    await chain.restart();
    await harness.clock.advance(10_000);
    await until(async () => {
      await wallet.refresh();
      expect((await wallet.entry(sendId)).state).toBe('confirmed');
    });
  });

  const huge = '0x38d7ea4c68000';
  const zero = { kind: 'result', method: 'eth_getTransactionCount', result: '0x0' } as const;

  test.each([
    ['another chain', { kind: 'result', method: 'eth_chainId', result: '0x38' }, /^server\.(?:wrong-chain|none-left)/],
    ['HTML', { kind: 'html' }, /^(?:server|network)\./],
    [
      'a fee of a million gwei',
      {
        kind: 'result',
        method: 'eth_feeHistory',
        result: {
          oldestBlock: '0x1',
          baseFeePerGas: Array(21).fill(huge),
          gasUsedRatio: [],
          reward: Array(20).fill([huge, huge, huge]),
        },
      },
      /^(?:server\.|chain\.bad-transaction)/,
    ],
  ] as const)('hostile replies of all servers (%s): nothing is built on them', async (_name, fault, code) => {
    const opened = await open();
    for (const server of devnet.chain('ethereum').servers) server.faults.set({ fault });
    await opened.harness.clock.advance(10_000);
    const draft = transfer('ethereum', 'native', 18, 1_000n);
    await expect(opened.wallet.app.call('account.prepare', { draft })).rejects.toMatchObject({
      code: expect.stringMatching(code),
    });
    expect((await placeOf(opened, 'ethereum', 'native'))?.balance?.spendable).toBe((2n * COIN).toString());
  });

  test('one server that names a number far ahead is not believed: the payment would lie ready for later', async () => {
    const opened = await open();
    const [liar] = devnet.chain('ethereum').servers;
    liar.faults.set({ fault: { ...zero, result: '0x40' } });
    await opened.harness.clock.advance(10_000);
    const draft = transfer('ethereum', 'native', 18, 1_000n);
    const outcome = await opened.wallet.app.call('account.prepare', { draft }).then(
      ({ stated }) => stated.nonce,
      (thrown: { code: string }) => thrown.code,
    );
    expect([0, 'server.disagree']).toContain(outcome);
  });

  test('endless events in place of allowances end in an error, not in memory', async () => {
    const opened = await open();
    for (const server of devnet.chain('ethereum').servers)
      server.faults.set({ fault: { kind: 'huge-logs', count: 20_000 } });
    await expect(opened.wallet.app.call('allowances.read', { chain: 'ethereum', cursor: null })).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:network\.|server\.|chain\.not-supported)/),
    });
  });

  test('T-10: two payments prepared under one number: the second to be signed is refused', async () => {
    const opened = await open();
    const { wallet, harness } = opened;
    const prepared = [];
    for (const amount of [1_000n, 2_000n]) {
      prepared.push(await wallet.app.call('account.prepare', { draft: transfer('ethereum', 'native', 18, amount) }));
    }
    expect(prepared.map(({ stated }) => stated.nonce)).toEqual([0, 0]);
    const taken = [];
    for (const { draftId } of prepared) {
      const { unsigned } = await wallet.main.call('draft.take', { draftId });
      taken.push({ draftId, ...(await harness.account.sign(unsigned)) });
    }
    const [first, second] = taken;
    if (first === undefined || second === undefined) throw new TypeError('nothing taken');
    await wallet.main.call('draft.commit', first);
    // Main may ask again when an answer was lost.
    await expect(wallet.main.call('draft.commit', first)).resolves.toMatchObject({ txid: first.txid });
    await expect(wallet.main.call('draft.commit', second)).rejects.toMatchObject({ code: 'chain.conflict' });
    // Bytes of another draft, and bytes signed by another account, are not this one's.
    const third = await wallet.app.call('account.prepare', { draft: transfer('ethereum', 'native', 18, 3_000n) });
    expect(third.stated.nonce).toBe(1);
    const { unsigned } = await wallet.main.call('draft.take', { draftId: third.draftId });
    const foreign = await testAccount(99).sign(unsigned);
    for (const signed of [second, foreign]) {
      const wrong = { draftId: third.draftId, signed: signed.signed, txid: signed.txid };
      await expect(wallet.main.call('draft.commit', wrong)).rejects.toMatchObject({ code: 'approval.mismatch' });
    }
  });

  test('tests nodes and history services before they are listed, and refuses lists that cannot work', async () => {
    const { wallet, harness } = await open();
    const { servers, explorer } = devnet.chain('ethereum');
    const ask = async (kind: ServerEntry['kind'], url: string) => {
      await harness.clock.advance(1_000);
      return wallet.app.call('server.test', { chain: 'ethereum', server: { kind, url } });
    };
    expect((await ask('json-rpc', servers[0].url)).height).toBeGreaterThan(0);
    expect(await ask('blockscout', explorer.blockscout)).toMatchObject({ height: null, tipTimeMs: null });
    await expect(ask('json-rpc', devnet.chain('bsc').servers[0].url)).rejects.toMatchObject({
      code: expect.stringMatching(/^server\./),
    });
    const { settings } = await wallet.app.call('state.read', {});
    const update = (ethereum: ServerEntry[]) =>
      wallet.app.call('settings.update', { settings: { ...settings, servers: { ...settings.servers, ethereum } } });
    await expect(update([{ kind: 'etherscan', url: explorer.etherscan }])).rejects.toMatchObject({ code: 'input.bad' });
    await expect(update([{ kind: 'insight', url: servers[0].url }])).rejects.toMatchObject({ code: 'input.bad' });
    expect((await update([])).servers.ethereum).toEqual(settings.servers.ethereum);
  });

  test('links: one address is meant on any of the five, a link names its chain and token', async () => {
    const { wallet } = await open();
    const parse = async (text: string) => (await wallet.app.call('link.parse', { text })).link;
    expect(await parse(EVM_STRANGER)).toMatchObject({
      chain: 'ethereum',
      alsoOn: ['bsc', 'polygon', 'avalanche', 'base'],
    });
    expect(await parse(`ethereum:${fluxOf('base')}@8453/transfer?address=${EVM_STRANGER}&uint256=150`)).toMatchObject({
      chain: 'base',
      asset: fluxOf('base'),
      address: EVM_STRANGER,
      amount: '150',
    });
  });
});
