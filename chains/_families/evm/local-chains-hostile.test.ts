/** Servers that lie, break or fall silent, in front of real nodes. */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type EvmChainName,
  type EvmDevnet,
  evmDevnetAvailability,
  startEvmDevnet,
} from '../../../e2e/devnet/evm/index.ts';
import { type AddressText, type TxId, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { formatAddressBytes } from './address.ts';
import { calmDown, coinDraft, fluxDraft, fundedWallet } from './testing/local-drafts.ts';

const availability = evmDevnetAvailability();
const why = availability.kind === 'found' ? '' : ` (skipped: ${availability.reason})`;
const stranger = (): AddressText => formatAddressBytes(randomBytes(20));

describe.skipIf(availability.kind !== 'found')(`hostile servers on local chains${why}`, () => {
  let devnet: EvmDevnet;
  beforeAll(async () => {
    devnet = await startEvmDevnet();
  });
  afterAll(() => devnet.stop());
  afterEach(() => calmDown(devnet));

  const funded = (name: EvmChainName) => fundedWallet(devnet, name);

  it.each([
    ['HTML', { kind: 'html' }],
    ['a 503', { kind: 'status', status: 503 }],
    ['no answer', { kind: 'down' }],
    ['another chain (T-09)', { kind: 'result', method: 'eth_chainId', result: '0x5' }],
    [
      'a fee of 10^6 gwei',
      { kind: 'result', method: 'eth_feeHistory', result: { baseFeePerGas: ['0x38d7ea4c68000'], reward: [] } },
    ],
    [
      'a tip of 10^6 gwei',
      {
        kind: 'result',
        method: 'eth_feeHistory',
        result: { baseFeePerGas: ['0x1'], reward: [['0x38d7ea4c68000', '0x38d7ea4c68000', '0x38d7ea4c68000']] },
      },
    ],
    ['an absurd gas estimate', { kind: 'result', method: 'eth_estimateGas', result: '0xffffffffff' }],
    ['a queue of millions', { kind: 'result', method: 'eth_getTransactionCount', result: '0xffffffffffffff' }],
    ['garbage for state', { kind: 'result', method: 'eth_call', result: '0x1234' }],
    [
      'a limit reached',
      { kind: 'error', method: 'eth_chainId', code: -32005, message: 'daily request limit exceeded' },
    ],
  ] as const)('%s: the other server is asked, alone it is an error', async (_name, fault) => {
    const wallet = await funded('base');
    const [first] = wallet.local.servers;
    const draft = fluxDraft(wallet, stranger(), 5n);
    first.faults.set({ fault });
    const { context } = await wallet.prepare(draft);
    expect(context.nonce).toEqual({ mined: 0, next: 0 });
    expect(context.prices.fast.maxPerGas).toBeLessThan(100n * 10n ** 9n);
    await expect(wallet.prepare(draft, wallet.reader({ servers: 1 }))).rejects.toThrow(/^(?:network|server)\./);
  });

  it('a number far ahead is contradicted by the other server, and by its own past', async () => {
    const wallet = await funded('ethereum');
    const [first] = wallet.local.servers;
    const draft = coinDraft(wallet, stranger(), 5n);
    first.faults.set({ fault: { kind: 'result', method: 'eth_getTransactionCount', result: '0x64' } });
    await expect(wallet.prepare(draft)).rejects.toThrow('server.disagree');
    const alone = wallet.reader({ servers: 1 });
    expect((await wallet.prepare(draft, alone)).context.nonce).toEqual({ mined: 100, next: 100 });
    first.faults.clear();
    await expect(wallet.prepare(draft, alone)).rejects.toThrow('server.disagree');
  });

  it('a lost reply leaves the outcome open, and the status tells it', async () => {
    const wallet = await funded('polygon');
    const [first] = wallet.local.servers;
    const reader = wallet.reader({ servers: 1 });
    const { signed } = await wallet.sign(coinDraft(wallet, stranger(), 5n), reader);
    first.faults.set({ fault: { kind: 'reply-lost' }, times: 1 });
    await expect(reader.broadcast(signed)).rejects.toThrow('network.offline');
    await wallet.local.chain.settled(signed.txid);
    expect(await reader.status(signed.txid)).toMatchObject({ kind: 'confirmed' });
    expect(await reader.broadcast(signed)).toBe(signed.txid);
  });

  it('events without end, of other contracts or blocks, are never believed', async () => {
    const wallet = await funded('bsc');
    const [first] = wallet.local.servers;
    const history = () => wallet.reader({ index: 'none', servers: 1 }).activity([wallet.me], null);
    first.faults.set({ fault: { kind: 'huge-logs', count: 20_000 } });
    await expect(history()).rejects.toThrow('chain.not-supported');
    first.faults.clear();
    first.faults.set({ fault: { kind: 'huge-logs', count: 3 } });
    await expect(history()).rejects.toThrow('server.bad-reply');
  });

  it('a status is not believed against a better informed server', async () => {
    const wallet = await funded('avalanche');
    const [first] = wallet.local.servers;
    const reader = wallet.reader();
    const { signed, stated } = await wallet.send(coinDraft(wallet, stranger(), 5n), reader);
    const origin = { from: wallet.me.address, nonce: stated.nonce };
    first.faults.set({ fault: { kind: 'result', method: 'eth_getTransactionReceipt', result: null } });
    first.faults.set({ fault: { kind: 'result', method: 'eth_getTransactionByHash', result: null } });
    expect(['confirmed', 'final']).toContain((await reader.statusOf(signed.txid, origin)).kind);
    expect(await reader.statusOf(unsafeBrand<TxId>(`0x${'77'.repeat(32)}`), { ...origin, nonce: 9 })).toEqual({
      kind: 'dropped',
    });
  });
});
