import { describe, expect, it, onTestFinished } from 'vitest';
import { type FusionDevnet, listLedger, startFusionDevnet } from '../../../../e2e/devnet/fusion/index.ts';
import { startDevnet } from '../../../../e2e/devnet/index.ts';
import { isWalletError } from '../../../../wallet-core/errors/index.ts';
import type { HttpReply } from '../../../../wallet-core/ports/index.ts';
import { createHttpClient } from '../../net/http.ts';
import { createFusionClient, type FusionClient } from './client.ts';

const FLUX = 100_000_000n;
const ADDRESS = 't1T8yaLVhNqxA5KJcmiqqFN88e8DNp2PBfF';
const FLUX_ID = '1CbErtneaX2QVyUfwU7JGB7VzvPgrgc3uC';

async function start(): Promise<{ client: FusionClient; fusion: FusionDevnet; bsc: ReturnType<typeof listLedger> }> {
  const devnet = await startDevnet({ seed: 'client' });
  const bsc = listLedger('bsc');
  bsc.fund(bsc.hotAddress, 100_000n * FLUX);
  const fusion = await startFusionDevnet({ devnet, ledgers: [bsc] });
  const http = createHttpClient({ loopbackOnly: true });
  onTestFinished(async () => {
    http.close();
    await fusion.stop();
    await devnet.stop();
  });
  const origins = new Set([new URL(fusion.url).origin]);
  const client = createFusionClient({ http: http.reaching(() => origins), baseUrl: fusion.url, fluxId: FLUX_ID });
  devnet.mineTo(ADDRESS, { blocks: 30 });
  return { client, fusion, bsc };
}

const route = { chainFrom: 'bsc', chainTo: 'main', addressFrom: 'alice', addressTo: ADDRESS } as const;

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (thrown: unknown) => (isWalletError(thrown) ? thrown.code : String(thrown)),
  );
}

describe('against the local service', () => {
  it('reads terms, claims and orders; names the Flux ID only where the history needs it', async () => {
    const { client, fusion, bsc } = await start();
    expect((await client.info()).depositAddresses.get('bsc')).toBe('fusion-bsc');
    expect(await client.activeChains()).toEqual(['main', 'bsc']);
    expect((await client.fees()).mining.flat.get('bsc')).toBe(11n * FLUX);
    const [summary] = await client.summaries([ADDRESS]);
    expect(summary?.onChain.get('bsc')?.claimable).toBe(27n * FLUX);
    expect(await client.snapshots([ADDRESS])).toEqual([]);
    expect(await client.nativeOffer(ADDRESS)).toMatchObject({ ok: true, value: { reward: 9n * FLUX } });
    expect(await client.phrase()).toMatch(/^\d{13}/);
    expect(fusion.requests.filter(({ headers }) => headers.zelid !== undefined)).toEqual([]);
    expect((await client.reserve(route)).ok).toBe(true);
    bsc.fund('alice', 100n * FLUX);
    const txidFrom = bsc.send('alice', bsc.hotAddress, 100n * FLUX);
    const request = { ...route, amount: 100n * FLUX, txidFrom };
    expect(await client.detail(txidFrom)).toEqual({ ok: false, refusal: { name: 'Error', message: 'Swap not found' } });
    expect(await client.create(request)).toMatchObject({
      ok: true,
      value: { expectedFrom: 100n * FLUX, status: 'new' },
    });
    expect((await client.create(request)).ok).toBe(false);
    expect(await client.userHistory()).toHaveLength(1);
  });

  it('asks for many addresses in calls of twelve', async () => {
    const { client, fusion } = await start();
    const many = Array.from({ length: 30 }, (_, at) => `${ADDRESS.slice(0, -2)}${String(at).padStart(2, '0')}`);
    expect(await client.summaries(many)).toHaveLength(30);
    expect(fusion.requests.filter(({ path }) => path === '/coinbase/available')).toHaveLength(3);
  });

  it('a lost reply, HTML and bad statuses are errors, never empty answers', async () => {
    const { client, fusion } = await start();
    const { misbehaviours } = fusion;
    misbehaviours.set({ kind: 'html' }, 1);
    expect(await codeOf(client.info())).toBe('server.bad-reply');
    misbehaviours.set({ kind: 'status', status: 429 }, 1);
    expect(await codeOf(client.info())).toBe('server.rate-limited');
    misbehaviours.set({ kind: 'status', status: 502 }, 1);
    expect(await codeOf(client.summaries([ADDRESS]))).toBe('network.status');
    misbehaviours.set({ kind: 'lose-reply', path: '/swap/reserve' }, 1);
    expect(await codeOf(client.reserve(route))).toMatch(/^network\./);
    expect(fusion.swaps.reservations).toHaveLength(1);
  });
});

describe('against hostile replies', () => {
  const answering = (reply: Partial<HttpReply>): FusionClient => {
    const whole = { status: 200, contentType: 'application/json', text: '', ...reply };
    return createFusionClient({ http: { request: async () => whole }, baseUrl: 'https://one.example', fluxId: null });
  };
  const success = (data: unknown) => ({ text: JSON.stringify({ status: 'success', data }) });

  it.each([
    ['no JSON', { text: '<html>' }],
    ['no envelope', { text: '[]' }],
    ['half a reply', { text: '{"status":"success","data":{"cha' }],
    ['another shape', success({ chains: 'main' })],
    [
      'numbers beyond all FLUX',
      success({ chains: [], confirmations: [{ confirmations: 1, amount: 1e300 }], swapAddresses: [], fees: {} }),
    ],
  ])('%s', async (_what, reply) => {
    expect(await codeOf(answering(reply).info())).toBe('server.bad-reply');
  });

  it('an amount is taken from its text, digit by digit', async () => {
    const text = '{"status":"success","data":[{"txid":"abcdefabcdefabcdef","amount":1000000.12345678}]}';
    const past = await answering({ text }).pastClaims({ claim: 'mining', address: ADDRESS, chain: 'bsc' });
    expect(past).toMatchObject({ ok: true, value: [{ amount: 100_000_012_345_678n }] });
  });

  it('a refusal of a reading is an error of ours; without a Flux ID there is no history to ask for', async () => {
    const refusal = { text: '{"status":"error","data":{"message":"no"}}' };
    expect(await codeOf(answering(refusal).fees())).toBe('fusion.refused');
    expect(await answering(refusal).userHistory()).toEqual([]);
  });
});
