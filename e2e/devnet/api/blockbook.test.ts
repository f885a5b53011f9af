import { describe, expect, it } from 'vitest';
import type { Devnet } from '../index.ts';
import { keyNamed, opReturn, p2pkh, type SpendInput, signSpend, txidOf } from '../testing/flux-signer.ts';
import { ask, runningDevnet } from '../testing/running-devnet.ts';
import { pageOf } from './blockbook-shapes.ts';

const FLUX = 100_000_000n;
const alice = p2pkh(keyNamed('alice'));
const bob = p2pkh(keyNamed('bob'));

interface Funded {
  readonly devnet: Devnet;
  readonly base: string;
  readonly coin: SpendInput;
}

const funded = async (): Promise<Funded> => {
  const devnet = await runningDevnet();
  const [txid = ''] = devnet.fund(alice.address, 10n * FLUX);
  return { devnet, base: `${devnet.urls.blockbook}/api/v2`, coin: { txid, vout: 0, sat: 10n * FLUX, lock: alice } };
};

const payment = (coin: SpendInput, message: string): string =>
  signSpend(
    [coin],
    [
      { to: alice.address, sat: 8n * FLUX - 1_000n },
      { to: bob.address, sat: 2n * FLUX },
      { to: opReturn(Buffer.from(message)), sat: 0n },
    ],
    { expiryHeight: 2_950_100 },
  );

describe('Blockbook', () => {
  it('tells addresses with satoshi strings, by three degrees of detail', async () => {
    const { devnet, base, coin } = await funded();
    const url = `${base}/address/${alice.address}`;
    const totals = { address: alice.address, balance: '1000000000', totalReceived: '1000000000', totalSent: '0' };
    const pending = { unconfirmedBalance: '0', unconfirmedTxs: 0, txs: 1 };
    const paging = { page: 1, totalPages: 1, itemsOnPage: 1_000 };
    expect((await ask(`${url}?details=basic`)).json).toEqual({ ...totals, ...pending });
    expect((await ask(url)).json).toEqual({ ...paging, ...totals, ...pending, txids: [coin.txid] });
    const full = (await ask(`${url}?details=txs&pageSize=50`)).json;
    expect(full).toMatchObject({ itemsOnPage: 50, transactions: [{ txid: coin.txid, confirmations: 1 }] });
    const txid = devnet.submit(payment(coin, 'hi'));
    const after = { balance: '1000000000', unconfirmedBalance: '-200001000', unconfirmedTxs: 1, txs: 1 };
    expect((await ask(url)).json).toMatchObject({ ...after, txids: [txid, coin.txid] });
  });

  it('lists unspent outputs, unconfirmed first and without height', async () => {
    const { devnet, base, coin } = await funded();
    const url = `${base}/utxo/${alice.address}`;
    const confirmed = { txid: coin.txid, vout: 0, value: '1000000000', height: 2_950_001, confirmations: 1 };
    expect((await ask(url)).json).toEqual([confirmed]);
    const txid = devnet.submit(payment(coin, 'hi'));
    expect((await ask(url)).json).toEqual([{ txid, vout: 0, value: '799999000', confirmations: 0 }]);
    expect((await ask(`${url}?confirmed=true`)).json).toEqual([confirmed]);
    devnet.mineTo(bob.address);
    const [young] = (await ask(`${base}/utxo/${bob.address}`)).json as { coinbase?: boolean }[];
    expect(young?.coinbase).toBe(true);
  });

  it('tells transactions, leaving out what Go leaves out', async () => {
    const { devnet, base, coin } = await funded();
    const hex = payment(coin, 'hello');
    const txid = devnet.submit(hex);
    const { json: fresh } = await ask(`${base}/tx/${txid}`);
    expect(fresh).toMatchObject({ blockHeight: -1, confirmations: 0, blockTime: devnet.state().now });
    expect(fresh).not.toHaveProperty('blockHash');
    devnet.mine();
    const { json } = await ask(`${base}/tx/${txid}`);
    const { vin, vout, ...outer } = json as { vin: object[]; vout: object[] };
    const size = hex.length / 2;
    expect(outer).toEqual({
      txid,
      version: 4,
      blockHash: devnet.tip().hash,
      blockHeight: devnet.tip().height,
      confirmations: 1,
      blockTime: devnet.tip().time,
      size,
      vsize: size,
      value: '999999000',
      valueIn: '1000000000',
      fees: '1000',
      hex,
    });
    // The output number zero is absent: omitempty.
    expect(Object.keys(vin[0] ?? {})).toEqual(['txid', 'sequence', 'n', 'addresses', 'isAddress', 'value', 'hex']);
    expect(vin[0]).toMatchObject({
      txid: coin.txid,
      n: 0,
      addresses: [alice.address],
      isAddress: true,
      value: '1000000000',
    });
    expect(vout).toMatchObject([
      { value: '799999000', n: 0, addresses: [alice.address], isAddress: true },
      { value: '200000000', n: 1, addresses: [bob.address], isAddress: true },
      { value: '0', n: 2, addresses: ['OP_RETURN (hello)'], isAddress: false, hex: '6a0568656c6c6f' },
    ]);
    expect(vout[0]).not.toHaveProperty('spent');
    expect((await ask(`${base}/tx/${coin.txid}`)).json).toMatchObject({ vout: [{ spent: true }, {}] });
  });

  it('tells a coinbase', async () => {
    const { devnet, base } = await funded();
    const { json } = await ask(`${base}/tx/${devnet.tip().txids[0]}`);
    expect(json).toMatchObject({ valueIn: '0', fees: '0', vin: [{ sequence: 4_294_967_295, n: 0, isAddress: false }] });
  });

  it('takes raw hex at sendtx/, and redirects when the last slash is missing', async () => {
    const { devnet, base, coin } = await funded();
    const hex = payment(coin, 'hello');
    const lost = await ask(`${base}/sendtx`, { method: 'POST', body: hex });
    expect(lost.status).toBe(301);
    expect(devnet.state().mempool).toEqual([]);
    expect((await ask(`${base}/sendtx/`, { method: 'POST', body: hex })).json).toEqual({ result: txidOf(hex) });
    expect((await ask(`${base}/sendtx/${hex}`)).json).toEqual({ result: txidOf(hex) });
  });

  it('refuses with status 400 and an error in JSON', async () => {
    const { base, coin } = await funded();
    const refused = await ask(`${base}/sendtx/`, {
      method: 'POST',
      body: signSpend([coin], [{ to: bob.address, sat: 11n * FLUX }]),
    });
    expect(refused).toMatchObject({ status: 400, json: { error: '-26: 16: bad-txns-in-belowout' } });
    expect((await ask(`${base}/sendtx/`, { method: 'POST', body: '' })).json).toEqual({ error: 'Missing tx blob' });
    expect((await ask(`${base}/sendtx/`, { method: 'POST', body: 'zz' })).json).toEqual({
      error: '-22: TX decode failed',
    });
    expect(await ask(`${base}/address/t1x`)).toMatchObject({
      status: 400,
      json: { error: expect.stringMatching(/^Invalid address 't1x', /) },
    });
    expect(await ask(`${base}/tx/${'ab'.repeat(32)}`)).toMatchObject({ status: 400 });
    expect((await ask(`${devnetRoot(base)}/nothing`)).status).toBe(404);
  });

  const devnetRoot = (base: string): string => base.replace('/api/v2', '');

  it('tells status, blocks and fees', async () => {
    const { devnet, base } = await funded();
    const { hash, height, previous } = devnet.tip();
    const status = {
      blockbook: { bestHeight: height, inSync: true, decimals: 8 },
      backend: { chain: 'main', bestBlockHash: hash },
    };
    expect((await ask(`${base}/`)).json).toMatchObject(status);
    expect((await ask(`${devnetRoot(base)}/api/`)).json).toMatchObject(status);
    expect((await ask(`${base}/block-index/${height}`)).json).toEqual({ blockHash: hash });
    const block = {
      hash,
      previousBlockHash: previous,
      height,
      confirmations: 1,
      txCount: 2,
      page: 1,
      txs: { length: 2 },
    };
    expect((await ask(`${base}/block/${height}`)).json).toMatchObject(block);
    expect((await ask(`${base}/block/${hash}`)).json).toMatchObject(block);
    expect((await ask(`${base}/block/${height + 1}`)).status).toBe(400);
    expect((await ask(`${base}/estimatefee/2`)).json).toEqual({ result: '0.00001' });
  });

  it('pages confirmed transactions and clamps pages past the end', async () => {
    const { devnet, base } = await funded();
    devnet.mineTo(bob.address, { blocks: 7 });
    const page = (n: number): Promise<unknown> =>
      ask(`${base}/address/${bob.address}?details=txids&pageSize=3&page=${n}`).then(({ json }) => json);
    expect(await page(1)).toMatchObject({ page: 1, totalPages: 3, itemsOnPage: 3, txs: 7, txids: { length: 3 } });
    expect(await page(3)).toMatchObject({ page: 3, txids: { length: 1 } });
    expect(await page(9)).toEqual(await page(3));
    expect(pageOf(0, 1, 10)).toEqual({ page: 1, totalPages: 1, itemsOnPage: 10, from: 0, to: 0 });
  });
});
