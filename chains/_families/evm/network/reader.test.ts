import { AbiCoder, encodeBytes32String } from 'ethers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLUX_MAX_UNITS } from '../../../../wallet-core/assets/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { type AddressText, type TxId, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { baseCodec } from '../../../base/codec.ts';
import { ethereumBuilder } from '../../../ethereum/build.ts';
import { ethereumCodec } from '../../../ethereum/codec.ts';
import { ethereumConfig } from '../../../ethereum/config.ts';
import { ethereumSigner } from '../../../ethereum/sign.ts';
import { blockHash } from '../testing/pretended-node.ts';
import {
  ACCOUNT_XPUB,
  contextOf,
  createTestKeys,
  ETHER,
  fluxTransferOf,
  ownAddress,
  stranger,
  transferOf,
} from '../testing/wallet-fixture.ts';
import { createEvmAddresses } from './account-addresses.ts';
import { formatCursor, parseCursor } from './cursor.ts';
import { connectEvmServer, connectHistoryIndex } from './servers.ts';
import { createPretendedNetwork } from './testing/replies.ts';

const me = ownAddress(0);
const flux = ethereumConfig.flux.identifier;
const TIP = 21_000_000;
const token = unsafeBrand<AddressText>('0xaF134bDcD9D1A7452C21774bebC50912178B1fCb');

async function signedPayment() {
  const { unsigned } = ethereumBuilder.build(transferOf(ethereumConfig), contextOf());
  return ethereumCodec.combine(unsigned, await ethereumSigner.sign(unsigned, createTestKeys()));
}

function firstOf(network: ReturnType<typeof createPretendedNetwork>, index = 0) {
  const server = network.servers[index];
  if (server === undefined) throw new TypeError('no such server');
  return server;
}

describe('balances', () => {
  it('of coin, FLUX and tokens of all addresses come in one request, summed; an unreadable token is left out', async () => {
    const network = createPretendedNetwork(ethereumCodec);
    const { world } = firstOf(network);
    const other = ownAddress(1);
    world.coins.set(me.address, ETHER).set(other.address, 2n * ETHER);
    world.tokens
      .set(`${flux} ${me.address}`, 5n)
      .set(`${token} ${me.address}`, 7n)
      .set(`${token} ${other.address}`, 8n);
    const reader = network.reader([], () => [token, stranger]);
    const snapshot = await reader.balances([me, other, me]);
    expect(snapshot).toMatchObject({ source: 'node0.example', height: TIP, atMs: network.clock.now() });
    expect(snapshot.value.map(({ asset, spendable }) => [asset, spendable])).toEqual([
      ['native', 3n * ETHER],
      [flux, 5n],
      [token, 15n],
    ]);
    expect(world.log).toEqual([['eth_chainId', 'eth_getBlockByNumber', 'eth_call']]);
  });

  it('the older of two heights counts when parts of a batch come from different nodes', async () => {
    const network = createPretendedNetwork(ethereumCodec);
    const { world } = firstOf(network);
    world.overrides.set('eth_getBlockByNumber', ([tag]) => ({
      result: {
        number: `0x${(TIP + 3).toString(16)}`,
        hash: blockHash(TIP + 3),
        timestamp: `0x${(world.timestamp).toString(16)}`,
        tag,
      },
    }));
    expect((await network.reader().balances([me])).height).toBe(TIP);
  });

  it.each<[string, bigint]>([
    ['more FLUX than there is', FLUX_MAX_UNITS + 1n],
    ['an endless amount of it', 2n ** 256n - 1n],
  ])('%s is no balance', async (_name, amount) => {
    const network = createPretendedNetwork(ethereumCodec);
    firstOf(network).world.tokens.set(`${flux} ${me.address}`, amount);
    await expect(network.reader().balances([me])).rejects.toThrow('server.bad-reply');
  });

  it('FLUX whose contract does not answer is an error, never zero', async () => {
    const network = createPretendedNetwork(ethereumCodec);
    firstOf(network).world.calls.set(`${flux} 0x70a08231`, 'revert');
    await expect(network.reader().balances([me])).rejects.toThrow('server.bad-reply');
  });
});

describe('servers', () => {
  it('T-09: each reply says its chain; one of another chain is set aside, later replies included', async () => {
    const network = createPretendedNetwork(ethereumCodec, 2);
    const reader = network.reader();
    firstOf(network, 0).world.coins.set(me.address, 1n);
    firstOf(network, 1).world.coins.set(me.address, 2n);
    expect((await reader.balances([me])).value[0]?.spendable).toBe(1n);
    firstOf(network, 0).world.chainId = 5;
    expect((await reader.balances([me])).value[0]?.spendable).toBe(2n);
    expect(reader.health().map(({ state }) => state)).toEqual(['wrong-chain', 'ok']);
  });

  it('one that is behind is used only when no other is left, and says so', async () => {
    const network = createPretendedNetwork(ethereumCodec, 2);
    const reader = network.reader();
    firstOf(network, 0).world.height = TIP - 100;
    firstOf(network, 0).world.timestamp -= 1_200;
    expect(await reader.balances([me])).toMatchObject({ source: 'node1.example', height: TIP });
    firstOf(network, 1).intercept = () => new WalletError('network.timeout');
    expect(await reader.balances([me])).toMatchObject({ source: 'node0.example', height: TIP - 100, behind: true });
  });

  it.each([
    'ftp://a.example',
    'a.example',
    'https://user@a.example',
    'https://a.example/#x',
    `https://a.example/${'x'.repeat(300)}`,
    'https://',
  ])('%s is no server', (url) => {
    const { http } = createPretendedNetwork(ethereumCodec);
    expect(() => connectEvmServer(http, { url }, ethereumConfig)).toThrow('input.bad');
    expect(() => connectHistoryIndex(http, { kind: 'blockscout', url, apiKey: null }, ethereumConfig)).toThrow(
      'input.bad',
    );
  });

  it('keys of providers may stand in the path or the query', async () => {
    const { http } = createPretendedNetwork(ethereumCodec);
    const server = connectEvmServer(http, { url: 'https://node0.example/v3/KEY?token=1' }, ethereumConfig);
    expect(server.host).toBe('node0.example');
    expect((await server.tip()).height).toBe(TIP);
    expect(http.requests[0]?.url).toBe('https://node0.example/v3/KEY?token=1');
  });
});

describe('context', () => {
  it('comes in one request with everything building needs', async () => {
    const network = createPretendedNetwork(ethereumCodec);
    const { world } = firstOf(network);
    world.coins.set(me.address, ETHER);
    world.tokens.set(`${flux} ${me.address}`, 9n);
    world.nonces.set(me.address, { mined: 3, next: 5 });
    const { value } = await network
      .reader()
      .context(fluxTransferOf(ethereumConfig, { recipient: { address: stranger, amount: 5n } }), me);
    expect(value).toMatchObject({
      sender: me,
      nonce: { mined: 3, next: 5 },
      coinBalance: ETHER,
      token: { balance: 9n, decimals: 8 },
      gas: { limit: 65_000n, source: 'estimated' },
      extraFee: 0n,
      rehearsal: { kind: 'passes' },
      isContract: false,
    });
    expect(world.log).toHaveLength(1);
  });

  it('of a draft without a recipient is assumed, so that fee and lack of coin can be shown before', async () => {
    const network = createPretendedNetwork(ethereumCodec);
    const { value } = await network
      .reader()
      .context(fluxTransferOf(ethereumConfig, { recipient: { address: '', amount: 5n } }), me);
    expect(value).toMatchObject({ gas: { source: 'assumed' }, rehearsal: { kind: 'untried' }, isContract: null });
  });

  it('FLUX has 8 decimals whatever its contract says; another token is asked, and must say something sensible', async () => {
    const network = createPretendedNetwork(ethereumCodec);
    const { world } = firstOf(network);
    world.tokens.set(`${token} ${me.address}`, 1n);
    const word = (value: number) => `0x${value.toString(16).padStart(64, '0')}`;
    world.calls.set(`${flux} 0x313ce567`, word(18));
    const reader = network.reader();
    expect((await reader.context(fluxTransferOf(ethereumConfig), me)).value.token?.decimals).toBe(8);
    const draft = fluxTransferOf(ethereumConfig, { asset: token });
    world.calls.set(`${token} 0x313ce567`, word(6));
    expect((await reader.context(draft, me)).value.token?.decimals).toBe(6);
    for (const answer of [word(37), '0x', 'revert', '0x06']) {
      world.calls.set(`${token} 0x313ce567`, answer);
      await expect(reader.context(draft, me)).rejects.toThrow('chain.not-supported');
    }
    await expect(reader.context(fluxTransferOf(ethereumConfig, { asset: 'nonsense' }), me)).rejects.toThrow(
      'chain.bad-address',
    );
    await expect(reader.context({ ...draft, chain: 'bsc' }, me)).rejects.toThrow('chain.not-supported');
  });

  it('on a rollup includes the data fee with a margin, or fails: it is never taken to be nothing', async () => {
    const network = createPretendedNetwork(baseCodec);
    const { world } = firstOf(network);
    const oracle = `${baseCodec.config.dataFeeOracle} 0x49948e0e`;
    world.calls.set(oracle, `0x${(1_000).toString(16).padStart(64, '0')}`);
    const draft = fluxTransferOf(baseCodec.config);
    expect((await network.reader().context(draft, me)).value.extraFee).toBe(1_250n);
    world.calls.delete(oracle);
    await expect(network.reader().context(draft, me)).rejects.toThrow('server.bad-reply');
  });
});

describe('status', () => {
  const txid = unsafeBrand<TxId>(`0x${'ab'.repeat(32)}`);
  const origin = { from: me.address, nonce: 7 };

  it('follows a transaction from unknown to final', async () => {
    const network = createPretendedNetwork(ethereumCodec);
    const { world } = firstOf(network);
    const reader = network.reader();
    expect(await reader.statusOf(txid, origin)).toEqual({ kind: 'dropped' });
    expect(await reader.status(txid)).toEqual({ kind: 'unknown' });
    world.pending.set(txid, { from: me.address, nonce: 7 });
    expect(await reader.statusOf(txid, origin)).toEqual({ kind: 'pending' });
    world.receipts.set(txid, { height: TIP, status: true, from: me.address });
    world.nonces.set(me.address, { mined: 8, next: 8 });
    expect(await reader.statusOf(txid, origin)).toMatchObject({ kind: 'confirmed', confirmations: 1, height: TIP });
    world.height += 64;
    world.timestamp += 64 * 12;
    network.clock.advance(64 * 12_000);
    expect(await reader.statusOf(txid, origin)).toMatchObject({ kind: 'final', confirmations: 65 });
    world.receipts.set(txid, { height: TIP, status: false, from: me.address });
    expect(await reader.statusOf(txid, origin)).toEqual({ kind: 'failed' });
  });

  it('without a finalized block counts confirmations', async () => {
    const network = createPretendedNetwork(ethereumCodec);
    const { world } = firstOf(network);
    world.overrides.set('eth_getBlockByNumber', ([tag]) =>
      tag === 'finalized'
        ? { error: { code: -32000, message: 'finalized block not found: unknown block' } }
        : undefined,
    );
    world.receipts.set(txid, { height: TIP - 62, status: true, from: me.address });
    expect(await network.reader().status(txid)).toMatchObject({ kind: 'confirmed', confirmations: 63 });
    world.receipts.set(txid, { height: TIP - 63, status: true, from: me.address });
    expect(await network.reader().status(txid)).toMatchObject({ kind: 'final', confirmations: 64 });
  });

  it('a receipt of a block that is not the chain any more is no confirmation', async () => {
    const network = createPretendedNetwork(ethereumCodec);
    const { world } = firstOf(network);
    world.overrides.set('eth_getTransactionReceipt', () => ({
      result: {
        transactionHash: txid,
        blockHash: blockHash(1),
        blockNumber: `0x${TIP.toString(16)}`,
        from: me.address,
        status: '0x1',
      },
    }));
    await expect(network.reader().status(txid)).rejects.toThrow('server.disagree');
    world.overrides.set('eth_getTransactionReceipt', () => ({
      result: {
        transactionHash: blockHash(5),
        blockHash: blockHash(TIP),
        blockNumber: `0x${TIP.toString(16)}`,
        from: me.address,
        status: '0x1',
      },
    }));
    await expect(network.reader().status(txid)).rejects.toThrow('server.bad-reply');
  });

  it('replaced only when the number is taken and the receipt still missing on a second look', async () => {
    const network = createPretendedNetwork(ethereumCodec);
    const { world } = firstOf(network);
    world.nonces.set(me.address, { mined: 8, next: 8 });
    expect(await network.reader().statusOf(txid, origin)).toEqual({ kind: 'replaced' });
    let asked = 0;
    world.overrides.set('eth_getTransactionReceipt', () => {
      asked += 1;
      if (asked > 1) world.receipts.set(txid, { height: TIP, status: true, from: me.address });
      return asked > 1 ? undefined : { result: null };
    });
    expect(await network.reader().statusOf(txid, origin)).toMatchObject({ kind: 'confirmed' });
  });

  it.each(['failed', 'replaced', 'dropped'] as const)(
    '"%s" by one server is not believed against another',
    async (lie) => {
      const network = createPretendedNetwork(ethereumCodec, 2);
      const [liar, honest] = [firstOf(network, 0).world, firstOf(network, 1).world];
      if (lie === 'failed') liar.receipts.set(txid, { height: TIP, status: false, from: me.address });
      if (lie === 'replaced') liar.nonces.set(me.address, { mined: 8, next: 8 });
      honest.receipts.set(txid, { height: TIP, status: true, from: me.address });
      expect(await network.reader().statusOf(txid, origin)).toMatchObject({ kind: 'confirmed' });
    },
  );
});

describe('broadcast (T-10)', () => {
  it('a refusal of what the server has already is none', async () => {
    const signed = await signedPayment();
    const network = createPretendedNetwork(ethereumCodec);
    const { world } = firstOf(network);
    world.overrides.set('eth_sendRawTransaction', () => ({ error: { code: -32000, message: 'nonce too low' } }));
    await expect(network.reader().broadcast(signed)).rejects.toThrow('chain.conflict');
    world.pending.set(signed.txid, { from: me.address, nonce: 7 });
    expect(await network.reader().broadcast(signed)).toBe(signed.txid);
  });

  it('two refusals are enough, one with a doubt is not: the doubt is told', async () => {
    const signed = await signedPayment();
    const network = createPretendedNetwork(ethereumCodec, 3);
    const refuse = () => ({ error: { code: -32000, message: 'insufficient funds for gas' } });
    for (const { world } of network.servers) world.overrides.set('eth_sendRawTransaction', refuse);
    await expect(network.reader().broadcast(signed)).rejects.toThrow('chain.insufficient-funds');
    expect(firstOf(network, 2).world.log.flat()).not.toContain('eth_sendRawTransaction');
    firstOf(network, 0).intercept = (body) =>
      body.includes('eth_sendRawTransaction') ? new WalletError('network.timeout') : undefined;
    await expect(network.reader().broadcast(signed)).rejects.toThrow('network.timeout');
  });

  it('a server that answers another id, or is on another chain, has not accepted anything', async () => {
    const signed = await signedPayment();
    const network = createPretendedNetwork(ethereumCodec, 2);
    firstOf(network, 0).world.overrides.set('eth_sendRawTransaction', () => ({ result: blockHash(1) }));
    expect(await network.reader().broadcast(signed)).toBe(signed.txid);
    expect(firstOf(network, 1).world.accepted).toEqual(new Set([signed.txid]));
    firstOf(network, 1).world.chainId = 5;
    await expect(network.reader().broadcast(signed)).rejects.toThrow('server.bad-reply');
  });
});

describe('tokens (T-05)', () => {
  const string = (text: string) => AbiCoder.defaultAbiCoder().encode(['string'], [text]);

  async function read(name: string, symbol: string, decimals = `0x${'0'.repeat(62)}12`) {
    const network = createPretendedNetwork(ethereumCodec);
    const { calls } = firstOf(network).world;
    calls.set(`${token} 0x06fdde03`, name).set(`${token} 0x95d89b41`, symbol).set(`${token} 0x313ce567`, decimals);
    return (await network.reader().token(token)).value;
  }

  it('old ones say their name in 32 bytes', async () => {
    expect(await read(encodeBytes32String('Maker'), encodeBytes32String('MKR'))).toEqual({
      ok: true,
      value: { contract: token, name: 'Maker', symbol: 'MKR', decimals: 18, warnings: [] },
    });
    const hidden = `0x4d4b5200${'41'.repeat(28)}`;
    expect(await read(encodeBytes32String('Maker'), hidden)).toEqual({ ok: false, reason: 'text' });
  });

  it('whatever bytes they answer, what is shown is short, plain and not doubled in meaning', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(text, text, async (name, symbol) => {
        const result = await read(string(name.toWellFormed()), string(symbol.toWellFormed()));
        if (!result.ok) return;
        for (const shown of [result.value.name, result.value.symbol]) {
          expect(shown).toBe(shown.trim());
          expect(shown).toMatch(/^[^\p{Cc}\p{Bidi_Control}\u200b-\u200f]+$/u);
        }
        expect([...result.value.symbol].length).toBeLessThanOrEqual(12);
      }),
      { numRuns: 60 },
    );
  });

  it.each(['FLU\u0425', '\u0395T\u0397', 'F.L.U.X', 'ＦＬＵＸ', 'flux', 'FLÜX', 'ETH', 'Bnb'])(
    '%s imitates an asset of ours',
    async (symbol) => {
      expect(await read(string('A name'), string(symbol))).toMatchObject({
        ok: true,
        value: { warnings: expect.arrayContaining(['imitates']) },
      });
    },
  );
});

describe('small things', () => {
  it('cursors are ours or none', () => {
    expect(parseCursor(formatCursor({ upTo: 7 }))).toEqual({ upTo: 7 });
    for (const text of [
      '',
      '{',
      '{}',
      '{"upTo":-1}',
      '{"upTo":1.5}',
      '{"upTo":1,"x":1}',
      `{"upTo":${'1'.repeat(80)}}`,
    ]) {
      expect(parseCursor(text)).toBeUndefined();
    }
  });

  it('addresses come from the account key of the scheme, and from nothing else', () => {
    expect(createEvmAddresses(ACCOUNT_XPUB).at(0)).toEqual(me);
    expect(createEvmAddresses(ACCOUNT_XPUB).at(3)).toEqual(ownAddress(3));
    for (const xpub of ['', 'xpub', me.address]) expect(() => createEvmAddresses(xpub)).toThrow('input.bad');
  });
});
