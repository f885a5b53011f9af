/** The adapters on real nodes: five anvil chains of the devnet, through the public servers and explorers in front of them. */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type EvmChainName,
  type EvmDevnet,
  evmChainNames,
  evmDevnetAvailability,
  forwarderAddress,
  multicallAddress,
  oddTokenAddress,
  startEvmDevnet,
} from '../../../e2e/devnet/evm/index.ts';
import type { AccountActivity, AccountDraft } from '../../../wallet-core/chain-contract/index.ts';
import { type AddressText, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { formatAddressBytes, parseAddress } from './address.ts';
import { COIN, calmDown, coinDraft, fluxDraft, fundedWallet, tokenDraft } from './testing/local-drafts.ts';
import { createLocalWallet } from './testing/local-wallet.ts';

const availability = evmDevnetAvailability();
const why = availability.kind === 'found' ? '' : ` (skipped: ${availability.reason})`;

const stranger = (): AddressText => formatAddressBytes(randomBytes(20));

function canonical(text: string): AddressText {
  const parsed = parseAddress(text);
  if (!parsed.ok) throw new TypeError(text);
  return parsed.value;
}
const odd = canonical(oddTokenAddress);

describe.skipIf(availability.kind !== 'found')(`on local chains${why}`, () => {
  let devnet: EvmDevnet;
  beforeAll(async () => {
    devnet = await startEvmDevnet();
  });
  afterAll(() => devnet.stop());
  afterEach(() => calmDown(devnet));

  const funded = (name: EvmChainName, coin?: bigint, flux?: bigint) => fundedWallet(devnet, name, coin, flux);

  describe.each(evmChainNames)('%s', (name) => {
    it('receives and sends coin and FLUX, with the history of both by either explorer', async () => {
      const wallet = await funded(name);
      const { me, codec, local } = wallet;
      const flux = codec.config.flux.identifier;
      const reader = wallet.reader();
      const balances = await reader.balances([me]);
      expect(balances.value.map(({ asset, spendable }) => [asset, spendable])).toEqual([
        ['native', 10n * COIN],
        [flux, 5_000_000_000n],
      ]);
      const to = stranger();
      const coin = await wallet.send(coinDraft(wallet, to, COIN), reader);
      const token = await wallet.send(fluxDraft(wallet, to, 1_234_567_890n), reader);
      expect([await local.chain.coinOf(to), await local.chain.fluxOf(to)]).toEqual([COIN, 1_234_567_890n]);
      expect([coin.stated.nonce, token.stated.nonce]).toEqual([0, 1]);

      const told = (items: readonly AccountActivity[]) =>
        items.map(({ kind, asset, net, txid, counterparties }) => [kind, asset, net, txid, counterparties[0]?.address]);
      for (const index of ['etherscan', 'blockscout'] as const) {
        const { value: page, source } = await wallet.reader({ index }).activity([me], null);
        expect(source).toBe(new URL(local.explorer[index]).host);
        expect(page).toMatchObject({ next: null, completeAbove: -1 });
        expect(page.notCovered).toBeUndefined();
        expect(told(page.items)).toEqual([
          ['sent', flux, -1_234_567_890n, token.signed.txid, to],
          ['sent', 'native', -COIN, coin.signed.txid, to],
          ['received', flux, 5_000_000_000n, expect.any(String), expect.any(String)],
          ['received', 'native', 10n * COIN, expect.any(String), expect.any(String)],
        ]);
        const spent = page.items.slice(0, 2).reduce((sum, { fee }) => sum + (fee ?? 0n), 0n);
        const left = await local.chain.coinOf(me.address);
        // A rollup's explorer in Etherscan's shape does not say what the data cost.
        if (index === 'blockscout' || codec.config.dataFeeOracle === null) expect(10n * COIN - COIN - spent).toBe(left);
        else expect(page.items[0]?.fee).toBeNull();
      }
    });

    it('sends everything, the fee included', async () => {
      const wallet = await funded(name, COIN, 777n);
      const { me, local, codec } = wallet;
      const to = stranger();
      await wallet.send(fluxDraft(wallet, to, 'max'));
      expect([await local.chain.fluxOf(me.address), await local.chain.fluxOf(to)]).toEqual([0n, 777n]);
      const before = await local.chain.coinOf(me.address);
      const { stated } = await wallet.send(coinDraft(wallet, to, 'max'));
      const sent = await local.chain.coinOf(to);
      expect(sent).toBe(before - stated.fee - stated.extraFee);
      expect(stated.extraFee > 0n).toBe(codec.config.dataFeeOracle !== null);
    });

    it('refreshes coin, FLUX and ten tokens in one request', async () => {
      const wallet = await funded(name);
      const tokens = Array.from({ length: 10 }, stranger);
      const [server] = wallet.local.servers;
      const reader = wallet.reader({ servers: 1, tokens: [odd, ...tokens] });
      server.clearLog();
      const { value } = await reader.balances([wallet.me]);
      expect(server.log).toEqual([['eth_chainId', 'eth_getBlockByNumber', 'eth_call']]);
      // Addresses without code are no tokens: not known, which is not zero.
      expect(value.map(({ asset }) => asset)).toEqual(['native', wallet.codec.config.flux.identifier, odd]);
    });
  });

  it('T-10: the same bytes twice are no error, before and after they are mined', async () => {
    const wallet = await funded('ethereum');
    const { chain } = wallet.local;
    await chain.setAutomine(false);
    const reader = wallet.reader();
    const { signed } = await wallet.send(coinDraft(wallet, stranger(), 1n), reader);
    expect(await reader.status(signed.txid)).toEqual({ kind: 'pending' });
    expect(await reader.broadcast(signed)).toBe(signed.txid);
    await chain.mine();
    expect(await reader.broadcast(signed)).toBe(signed.txid);
    expect(await reader.status(signed.txid)).toMatchObject({ kind: 'confirmed', confirmations: 1 });
    await chain.mine(8);
    expect(await reader.status(signed.txid)).toMatchObject({ kind: 'final', confirmations: 9 });
  });

  it('speeds up: the same again, a tenth dearer at least, and the first is replaced', async () => {
    const wallet = await funded('bsc');
    const { chain } = wallet.local;
    await chain.setAutomine(false);
    const reader = wallet.reader();
    const to = stranger();
    const first = await wallet.send(fluxDraft(wallet, to, 5n), reader);
    expect((await reader.nonces(wallet.me.address)).value).toEqual({ mined: 0, next: 1 });
    const { context, validation } = await wallet.prepare(fluxDraft(wallet, to, 1n), reader);
    expect(context.nonce.next).toBe(1);
    expect(validation.warnings.map(({ code }) => code)).toContain('send.waits-behind');

    const gas = { kind: 'preset', preset: 'economy' } as const;
    const draft: AccountDraft = { kind: 'speed-up', chain: 'bsc', original: first.signed.bytes, gas };
    const second = await wallet.send(draft, reader);
    expect(second.stated).toMatchObject({ nonce: 0, replaces: first.signed.txid, action: first.stated.action });
    await chain.mine();
    expect(await chain.fluxOf(to)).toBe(5n);
    const origin = { from: wallet.me.address, nonce: 0 };
    expect(await reader.statusOf(second.signed.txid, origin)).toMatchObject({ kind: 'confirmed' });
    expect(await reader.statusOf(first.signed.txid, origin)).toEqual({ kind: 'replaced' });
    const again = await wallet.prepare({ ...draft, original: second.signed.bytes }, reader);
    expect(again.validation.errors.map(({ code }) => code)).toEqual(['send.replacement-too-late']);
    await expect(reader.broadcast(first.signed)).rejects.toThrow('chain.conflict');
  });

  it('cancels: nothing to oneself under the same number; a server refuses what pays too little more', async () => {
    const wallet = await funded('polygon');
    const { chain } = wallet.local;
    await chain.setAutomine(false);
    const reader = wallet.reader();
    const to = stranger();
    const first = await wallet.send(coinDraft(wallet, to, COIN), reader);
    const price = wallet.codec.readSigned(first.signed.bytes).transaction.price;
    const draft = (price_: typeof price): AccountDraft => ({
      kind: 'cancel',
      chain: 'polygon',
      original: first.signed.bytes,
      gas: { kind: 'custom', price: price_, gasLimit: null },
    });
    const low = await wallet.prepare(draft({ ...price, maxPerGas: price.maxPerGas + 1n }), reader);
    expect(low.validation.errors).toMatchObject([{ code: 'send.replacement-fee-low', field: 'fee' }]);
    const needed = low.validation.errors[0]?.data;
    const enough = { maxPerGas: BigInt(String(needed?.perGas)), tipPerGas: BigInt(String(needed?.tip)) };
    const second = await wallet.send(draft(enough), reader);
    expect(second.stated.action).toEqual({ kind: 'nothing', recipient: wallet.me.address });
    await chain.mine();
    expect(await chain.coinOf(to)).toBe(0n);
    expect(await reader.statusOf(first.signed.txid, { from: wallet.me.address, nonce: 0 })).toEqual({
      kind: 'replaced',
    });
    const { value: page } = await reader.activity([wallet.me], null);
    expect(page.items[0]).toMatchObject({ kind: 'self', net: 0n, nonce: 0, txid: second.signed.txid });
  });

  it('T-09: allows an exact amount, lists what is open and takes it back', async () => {
    const wallet = await funded('avalanche');
    const { codec, me } = wallet;
    const flux = codec.config.flux.identifier;
    const reader = wallet.reader();
    const spender = canonical(forwarderAddress);
    const draft = (amount: bigint, to: string = spender): AccountDraft => ({
      kind: 'allowance',
      chain: 'avalanche',
      asset: flux,
      decimals: 8,
      spender: to,
      amount,
      gas: { kind: 'preset', preset: 'fast' },
    });
    const refused = await wallet.prepare(draft(2n ** 256n - 1n), reader);
    expect(refused.validation.errors.map(({ code }) => code)).toEqual(['send.allowance-unlimited']);
    const person = await wallet.prepare(draft(5n, stranger()), reader);
    expect(person.validation.warnings.map(({ code }) => code)).toEqual(['send.spender-not-contract']);

    await wallet.send(draft(700n), reader);
    const open = await reader.allowances([me], null);
    expect(open.value).toMatchObject({
      items: [{ token: flux, owner: me.address, spender, amount: 700n, unlimited: false }],
      next: null,
    });
    await wallet.send(draft(0n), reader);
    expect((await reader.allowances([me], null)).value.items).toEqual([]);
    const { value: page } = await reader.activity([me], null);
    expect(
      page.items.slice(0, 2).map(({ kind, asset, counterparties }) => [kind, asset, counterparties[0]?.amount]),
    ).toEqual([
      ['allowance', flux, 0n],
      ['allowance', flux, 700n],
    ]);
  });

  it('without an explorer knows its tokens by their events and says what it cannot know', async () => {
    const wallet = await funded('ethereum');
    const to = stranger();
    await wallet.send(fluxDraft(wallet, to, 5n));
    await wallet.send(coinDraft(wallet, to, 5n));
    await wallet.local.chain.bait(wallet.me.address, to);
    const known = await wallet.reader({ index: 'none', tokens: [odd] }).activity([wallet.me], null);
    expect(known.value).toMatchObject({ next: null, completeAbove: -1, notCovered: ['coin', 'other-tokens'] });
    const flux = wallet.codec.config.flux.identifier;
    expect(known.value.items.map(({ kind, asset, net }) => [kind, asset, net])).toEqual([
      ['sent', odd, 0n],
      ['sent', flux, -5n],
      ['received', flux, 5_000_000_000n],
    ]);
    // T-03: a transfer of nothing in one's name was not signed here: no fee, no number of ours.
    expect(known.value.items[0]).toMatchObject({ fee: null, nonce: null });
    const fluxOnly = await wallet.reader({ index: 'none' }).activity([wallet.me], null);
    expect(fluxOnly.value.items.map(({ asset }) => asset)).toEqual([flux, flux]);
  });

  it('an internal payment of coin is known to both explorers', async () => {
    const wallet = await funded('base', 0n, 0n);
    await wallet.local.chain.fundThroughContract(wallet.me.address, 12_345n);
    for (const index of ['etherscan', 'blockscout'] as const) {
      const { value: page } = await wallet.reader({ index }).activity([wallet.me], null);
      expect(page.items).toMatchObject([{ kind: 'received', asset: 'native', net: 12_345n, fee: null }]);
      expect(page.items[0]?.counterparties).toEqual([{ address: canonical(forwarderAddress), amount: 12_345n }]);
    }
  });

  it('tells the lack of the coin for the fee before anything is composed, and why a contract would refuse', async () => {
    const wallet = await funded('polygon', 0n);
    const reader = wallet.reader();
    const { validation } = await wallet.prepare(fluxDraft(wallet, '', 5n), reader);
    const issue = validation.errors.find(({ code }) => code === 'send.gas-missing');
    expect(issue?.data).toMatchObject({ available: '0', symbol: 'POL', missing: String(validation.fee) });

    const rich = await funded('polygon');
    const { chain } = rich.local;
    await chain.fundOdd(rich.me.address, 1_000n);
    const judged = async (mode: 0 | 1 | 2 | 3 | 4, decimals = 6) => {
      await chain.configureOdd({ name: 'Odd', symbol: 'ODD', decimals: 6, mode });
      const prepared = await rich.prepare(tokenDraft(rich, odd, stranger(), 5n, decimals));
      return [prepared.validation.errors.map(({ code }) => code), prepared.validation.revert];
    };
    expect(await judged(0)).toEqual([[], undefined]);
    expect(await judged(1)).toEqual([[], undefined]);
    expect(await judged(2)).toEqual([['send.would-fail'], { kind: 'declined' }]);
    expect(await judged(3)).toEqual([
      ['send.would-fail'],
      { kind: 'custom', hex: expect.stringMatching(/^[0-9a-f]{136}$/) },
    ]);
    expect(await judged(4)).toEqual([['send.would-fail'], { kind: 'panic', code: 1 }]);
    // T-05: decimals are those the person was shown, or nothing is built.
    expect(await judged(0, 18)).toEqual([['send.token-changed'], undefined]);
    const toToken = await rich.prepare(fluxDraft(rich, `0x${'0'.repeat(40)}`, 5n));
    expect(toToken.validation.revert).toEqual({ kind: 'message', text: 'ERC20: transfer to the zero address' });
    expect(toToken.validation.warnings.map(({ code }) => code)).toContain('send.recipient-nobody');
  });

  it('T-05: what a token says of itself is hostile text', async () => {
    const wallet = createLocalWallet(devnet, 'bsc');
    const { chain } = wallet.local;
    const reader = wallet.reader();
    const read = async (name: string, symbol: string, decimals = 18) => {
      await chain.configureOdd({ name, symbol, decimals });
      return (await reader.token(odd)).value;
    };
    expect(await read('Tether USD', 'USDT', 6)).toEqual({
      ok: true,
      value: { contract: odd, name: 'Tether USD', symbol: 'USDT', decimals: 6, warnings: [] },
    });
    expect(await read('Flux', 'FLUX')).toMatchObject({ ok: true, value: { warnings: ['imitates'] } });
    expect(await read('Flúx', 'fLuX.')).toMatchObject({
      ok: true,
      value: { warnings: ['imitates', 'foreign-letters'] },
    });
    expect(await read('Claim at win-flux.io', 'GIFT')).toMatchObject({ ok: true, value: { warnings: ['link'] } });
    for (const [name, symbol] of [
      ['a\u202eb', 'X'],
      ['X', 'a\u200bb'],
      ['line\nline', 'X'],
      ['', 'X'],
      ['X', ''],
      [' X', 'X'],
      ['two  spaces', 'X'],
      ['x'.repeat(65), 'X'],
      ['X', 'x'.repeat(13)],
    ] as const) {
      expect(await read(name, symbol), JSON.stringify([name, symbol])).toEqual({ ok: false, reason: 'text' });
    }
    expect(await read('x'.repeat(5_000), 'X')).toMatchObject({ ok: false });
    expect(await read('Many', 'MANY', 77)).toEqual({ ok: false, reason: 'decimals' });
    expect((await reader.token(stranger())).value).toEqual({ ok: false, reason: 'no-token' });
    const flux = unsafeBrand<AddressText>(wallet.codec.config.flux.identifier);
    expect((await reader.token(flux)).value).toEqual({ ok: false, reason: 'known' });
  });

  it('reads the same without Multicall3, and from a server without batches', async () => {
    const wallet = await funded('avalanche');
    const { chain, servers } = wallet.local;
    const expected = (await wallet.reader().balances([wallet.me])).value;
    await chain.removeCode(multicallAddress);
    expect((await wallet.reader().balances([wallet.me])).value).toEqual(expected);
    servers[0].faults.set({ fault: { kind: 'no-batches' } });
    const reader = wallet.reader({ servers: 1 });
    expect((await reader.balances([wallet.me])).value).toEqual(expected);
    const { signed } = await wallet.send(fluxDraft(wallet, stranger(), 5n), reader);
    expect(await reader.status(signed.txid)).toMatchObject({ kind: 'confirmed' });
  });

  it('a reorganisation takes a payment off the chain; the same bytes bring it back', async () => {
    const wallet = await funded('ethereum');
    const { chain } = wallet.local;
    const reader = wallet.reader();
    const { signed, stated } = await wallet.send(coinDraft(wallet, stranger(), 5n), reader);
    const origin = { from: wallet.me.address, nonce: stated.nonce };
    expect(await reader.statusOf(signed.txid, origin)).toMatchObject({ kind: 'confirmed' });
    await chain.reorg(1);
    expect(await reader.statusOf(signed.txid, origin)).toEqual({ kind: 'dropped' });
    expect(await reader.status(signed.txid)).toEqual({ kind: 'unknown' });
    expect((await reader.balances([wallet.me])).value[0]).toMatchObject({ spendable: 10n * COIN });
    expect(await reader.broadcast(signed)).toBe(signed.txid);
    await chain.settled(signed.txid);
    expect(await reader.statusOf(signed.txid, origin)).toMatchObject({ kind: 'confirmed' });
  });

  it('goes on after a restart of the node in the middle', async () => {
    const wallet = await funded('bsc');
    const { chain } = wallet.local;
    const reader = wallet.reader();
    const { signed } = await wallet.send(coinDraft(wallet, stranger(), 5n), reader);
    await chain.node.halt();
    await expect(reader.balances([wallet.me])).rejects.toThrow(/network|server/);
    await chain.node.start();
    expect(await reader.status(signed.txid)).toMatchObject({ kind: 'confirmed' });
    await wallet.send(coinDraft(wallet, stranger(), 5n), reader);
  });

  it('finds the accounts of other wallets with the same words, and keeps to the first address', async () => {
    const wallet = await funded('base', COIN, 0n);
    const reader = wallet.reader();
    const third = reader.addressAt(wallet.xpub, 2);
    await wallet.local.chain.fundFlux(third.address, 5n);
    const { value } = await reader.discover({ flux: null, bitcoin: null, fluxId: null, evm: wallet.xpub, watched: [] });
    expect(value.used.map(({ address }) => address)).toEqual([wallet.me.address, third.address]);
    expect(value).toMatchObject({ nextReceive: { address: wallet.me.address, index: 0 }, nextChange: null });
    const watched = await reader.discover({
      flux: null,
      bitcoin: null,
      fluxId: null,
      watched: [{ chain: 'base', address: third.address }],
    });
    expect(watched.value).toEqual({
      used: [{ address: third.address, role: 'watched', index: 0, path: null }],
      nextReceive: null,
      nextChange: null,
    });
  });
});
