import { describe, expect, it } from 'vitest';
import type { Devnet } from '../index.ts';
import { keyNamed, multisig, opReturn, p2pkh, type SpendInput, signSpend, txidOf } from '../testing/flux-signer.ts';
import { ask, postForm, postJson, runningDevnet, shapeOf } from '../testing/running-devnet.ts';

const FLUX = 100_000_000n;
const alice = p2pkh(keyNamed('alice'));
const bob = p2pkh(keyNamed('bob'));
const shared = multisig(2, [keyNamed('one'), keyNamed('two')]);

interface Funded {
  readonly devnet: Devnet;
  readonly base: string;
  readonly coin: SpendInput;
}

const funded = async (): Promise<Funded> => {
  const devnet = await runningDevnet();
  const [txid = ''] = devnet.fund(alice.address, 10n * FLUX);
  return { devnet, base: `${devnet.urls.insight}/api`, coin: { txid, vout: 0, sat: 10n * FLUX, lock: alice } };
};

const payment = (coin: SpendInput, expiryHeight = 2_950_100): string =>
  signSpend(
    [coin],
    [
      { to: bob.address, sat: 2n * FLUX },
      { to: alice.address, sat: 8n * FLUX - 1_000n },
      { to: opReturn(Buffer.from('hello')), sat: 0n },
    ],
    { expiryHeight },
  );

describe('Insight: addresses', () => {
  it('tells totals in the shape of the explorer', async () => {
    const { base, coin } = await funded();
    const { json, type } = await ask(`${base}/addr/${alice.address}`);
    expect(type).toBe('application/json; charset=utf-8');
    expect(json).toEqual({
      addrStr: alice.address,
      balance: 10,
      balanceSat: 1_000_000_000,
      totalReceived: 10,
      totalReceivedSat: 1_000_000_000,
      totalSent: 0,
      totalSentSat: 0,
      unconfirmedBalance: 0,
      unconfirmedBalanceSat: 0,
      unconfirmedTxApperances: 0,
      txApperances: 1,
      transactions: [coin.txid],
    });
    expect((await ask(`${base}/addr/${alice.address}?noTxList=1`)).json).not.toHaveProperty('transactions');
    expect((await ask(`${base}/addr/${alice.address}/balance`)).json).toBe(1_000_000_000);
    expect((await ask(`${base}/addr/${bob.address}/utxo`)).json).toEqual([]);
  });

  it('lists confirmed and unconfirmed outputs, each in its shape', async () => {
    const { devnet, base, coin } = await funded();
    const script = Buffer.from(alice.script).toString('hex');
    const url = `${base}/addr/${alice.address}/utxo`;
    const confirmed = { address: alice.address, txid: coin.txid, vout: 0, scriptPubKey: script, amount: 10 };
    expect((await ask(url)).json).toEqual([
      { ...confirmed, satoshis: 1_000_000_000, height: 2_950_001, confirmations: 1 },
    ]);
    const txid = devnet.submit(payment(coin));
    const amount = 7.99999;
    const fresh = { address: alice.address, txid, vout: 1, scriptPubKey: script, amount, satoshis: 799_999_000 };
    expect((await ask(url)).json).toEqual([{ ...fresh, confirmations: 0, ts: devnet.state().now }]);
    expect((await ask(`${base}/addrs/${alice.address},${bob.address}/utxo`)).json).toMatchObject([
      { vout: 1 },
      { vout: 0 },
    ]);
    expect((await ask(`${base}/addrs/${alice.address}/unspent`)).json).toMatchObject([{ txid: coin.txid }]);
    expect((await postForm(`${base}/addrs/utxo`, { addrs: alice.address })).json).toMatchObject([{ txid }]);
    const balances = await ask(`${base}/addrs/${alice.address},${bob.address}/balance`);
    expect(balances.json).toEqual({ unconfirmedBalance: -1_000, balance: 1_000_000_000, immature: 0 });
    const totals = { unconfirmedBalanceSat: -200_001_000, unconfirmedTxApperances: 1, transactions: [txid, coin.txid] };
    expect((await ask(`${base}/addr/${alice.address}`)).json).toMatchObject({ balanceSat: 1_000_000_000, ...totals });
  });

  it('marks coinbase outputs only while they are young', async () => {
    const { devnet, base } = await funded();
    devnet.mineTo(shared.address, { tier: 'NIMBUS' });
    const utxo = (): Promise<unknown> => ask(`${base}/addr/${shared.address}/utxo`).then((answer) => answer.json);
    expect(await utxo()).toMatchObject([{ coinbase: true, satoshis: 350_000_000, confirmations: 1 }]);
    const { json } = await ask(`${base}/addrs/${shared.address}/balance`);
    expect(json).toEqual({ unconfirmedBalance: 0, balance: 350_000_000, immature: 350_000_000 });
    devnet.mine(99);
    expect(await utxo()).toEqual([expect.not.objectContaining({ coinbase: true })]);
  });

  it('pages histories newest first, ten by default and fifty at most', async () => {
    const { devnet, base } = await funded();
    for (let i = 0; i < 60; i += 1) devnet.mineTo(bob.address);
    const txs = `${base}/addrs/${bob.address},${alice.address}/txs`;
    const first = (await ask(txs)).json as {
      totalItems: number;
      from: number;
      to: number;
      items: { blockheight: number }[];
    };
    expect([first.totalItems, first.from, first.to, first.items.length]).toEqual([61, 0, 10, 10]);
    expect(first.items.map((item) => item.blockheight)).toEqual(Array.from({ length: 10 }, (_, i) => 2_950_061 - i));
    expect((await ask(`${txs}?from=50&to=100`)).json).toMatchObject({ from: 50, to: 61, items: { length: 11 } });
    const posted = await postForm(`${base}/addrs/txs`, { addrs: bob.address, from: '0', to: '50' });
    expect(posted.json).toMatchObject({ totalItems: 60, to: 50, items: { length: 50 } });
    expect(await ask(`${txs}?from=0&to=51`)).toMatchObject({
      status: 503,
      text: '"from" (0) and "to" (51) range should be less than or equal to 50',
    });
    expect((await ask(`${base}/txs?address=${bob.address}&pageNum=5`)).json).toMatchObject({
      pagesTotal: 6,
      txs: { length: 10 },
    });
  });

  it.each([
    ['tmHMBeeYRuc2eVicLNfP15YLxbQsooCA6jb', 'Invalid address: Address has mismatched network type.. Code:1'],
    ['t1l', 'Invalid address: Non-base58 character. Code:1'],
  ])('refuses the address %s in plain text', async (address, text) => {
    const { base } = await funded();
    const answer = await ask(`${base}/addr/${address}`);
    expect([answer.status, answer.type]).toEqual([400, 'text/html; charset=utf-8']);
    expect(answer.text).toBe(text);
  });
});

const inputExample = {
  txid: 'string',
  vout: 'number',
  sequence: 'number',
  n: 'number',
  scriptSig: { hex: 'string', asm: 'string' },
  addr: 'string',
  valueSat: 'number',
  value: 'number',
  doubleSpentTxID: 'null',
};

describe('Insight: transactions', () => {
  it('tells a confirmed payment with strings and numbers where the explorer has them', async () => {
    const { devnet, base, coin } = await funded();
    const txid = devnet.submit(payment(coin));
    devnet.mine();
    const { json } = await ask(`${base}/tx/${txid}`);
    const block = devnet.tip();
    expect(json).toMatchObject({
      txid,
      version: 4,
      locktime: 0,
      vjoinsplit: [],
      blockhash: block.hash,
      blockheight: block.height,
      confirmations: 1,
      time: block.time,
      blocktime: block.time,
      valueOut: 9.99999,
      valueIn: 10,
      fees: 0.00001,
      size: payment(coin).length / 2,
      fOverwintered: true,
      nVersionGroupId: 2_301_567_109,
      nExpiryHeight: 2_950_100,
    });
    const { vin, vout } = json as { vin: unknown[]; vout: { value: string; scriptPubKey: { asm: string } }[] };
    expect(shapeOf(vin[0])).toEqual(inputExample);
    expect(vout[0]).toEqual({
      value: '2.00000000',
      n: 0,
      scriptPubKey: {
        hex: Buffer.from(bob.script).toString('hex'),
        asm: `OP_DUP OP_HASH160 ${Buffer.from(bob.script).toString('hex').slice(6, 46)} OP_EQUALVERIFY OP_CHECKSIG`,
        addresses: [bob.address],
        type: 'pubkeyhash',
      },
      spentTxId: null,
      spentIndex: null,
      spentHeight: null,
    });
    expect(vout[2]).toMatchObject({ value: '0.00000000', scriptPubKey: { asm: 'OP_RETURN 68656c6c6f' } });
    expect(vout[2]?.scriptPubKey).not.toHaveProperty('addresses');
    const funding = (await ask(`${base}/tx/${coin.txid}`)).json;
    expect(funding).toMatchObject({ vout: [{ spentTxId: txid, spentIndex: 0, spentHeight: block.height }, {}] });
  });

  it('tells an unconfirmed one without block, and its spend with height -1', async () => {
    const { devnet, base, coin } = await funded();
    const txid = devnet.submit(payment(coin));
    const { json } = await ask(`${base}/tx/${txid}`);
    expect(json).toMatchObject({ blockheight: -1, confirmations: 0, time: devnet.state().now });
    expect(json).not.toHaveProperty('blockhash');
    expect(json).not.toHaveProperty('blocktime');
    expect((await ask(`${base}/tx/${coin.txid}`)).json).toMatchObject({
      vout: [{ spentTxId: txid, spentHeight: -1 }, {}],
    });
    expect((await ask(`${base}/rawtx/${txid}`)).json).toEqual({ rawtx: payment(coin) });
  });

  it('tells a coinbase without addresses, sums or fees of inputs', async () => {
    const { devnet, base } = await funded();
    const [coinbase = ''] = devnet.tip().txids;
    const { json } = await ask(`${base}/tx/${coinbase}`);
    expect(json).toMatchObject({ isCoinBase: true, vin: [{ sequence: 4_294_967_295, n: 0 }] });
    expect(Object.keys((json as { vin: object[] }).vin[0] ?? {})).toEqual(['coinbase', 'sequence', 'n']);
    for (const key of ['valueIn', 'fees']) expect(json).not.toHaveProperty(key);
  });

  it('takes broadcasts by form and by JSON, and the same one again', async () => {
    const { devnet, base, coin } = await funded();
    const hex = payment(coin);
    expect(await postForm(`${base}/tx/send`, { rawtx: hex })).toMatchObject({
      status: 200,
      json: { txid: txidOf(hex) },
    });
    expect((await postJson(`${base}/tx/send`, { rawtx: hex })).json).toEqual({ txid: txidOf(hex) });
    expect(devnet.state().mempool).toEqual([txidOf(hex)]);
  });

  it('refuses broadcasts with status 400 and plain text', async () => {
    const { base, coin } = await funded();
    const refusal = async (hex: string, more = {}): Promise<string> => {
      const answer = await postJson(`${base}/tx/send`, { rawtx: hex, ...more });
      return `${answer.status} ${answer.type.split(';')[0]} ${answer.text}`;
    };
    expect(await refusal('00')).toBe('400 text/html TX decode failed. Code:-22');
    expect(await refusal(payment({ ...coin, txid: 'ab'.repeat(32) }))).toBe('400 text/html Missing inputs. Code:-25');
    const greedy = signSpend([coin], [{ to: bob.address, sat: 11n * FLUX }]);
    expect(await refusal(greedy)).toBe('400 text/html 16: bad-txns-in-belowout. Code:-26');
    const generous = signSpend([coin], [{ to: bob.address, sat: FLUX }]);
    expect(await refusal(generous)).toMatch(/^400 text\/html AcceptToMemoryPool: absurdly high fees .*Code:-25$/);
    expect(await refusal(generous, { allowAbsurdFees: true })).toContain('200 application/json');
    expect(await refusal(payment(coin))).toBe('400 text/html . Code:-25');
  });

  it('says 404 "Not found" for what it does not know', async () => {
    const { base } = await funded();
    expect(await ask(`${base}/tx/${'ab'.repeat(32)}`)).toMatchObject({ status: 404, text: 'Not found' });
    expect((await ask(`${base}/tx/xyz`)).status).toBe(400);
    expect(await ask(`${base}/nothing`)).toMatchObject({ status: 404, json: { status: 404, error: 'Not found' } });
  });

  it('refuses bodies beyond a limit when told to have one', async () => {
    const devnet = await runningDevnet({ maxBodyBytes: 102_400 });
    const answer = await postForm(`${devnet.urls.insight}/api/tx/send`, { rawtx: '00'.repeat(60_000) });
    expect(answer.status).toBe(413);
  });
});

describe('Insight: blocks and status', () => {
  it('tells blocks by hash, height and day', async () => {
    const { devnet, base } = await funded();
    const { hash, height, previous, time, txids } = devnet.tip();
    expect((await ask(`${base}/block-index/${height}`)).json).toEqual({ blockHash: hash });
    expect((await ask(`${base}/block/${hash}`)).json).toMatchObject({
      hash,
      height,
      tx: txids,
      time,
      previousblockhash: previous,
      confirmations: 1,
      isMainChain: true,
      poolInfo: {},
    });
    expect((await ask(`${base}/block/${previous}`)).json).toMatchObject({ nextblockhash: hash });
    expect(await ask(`${base}/block-index/${height + 1}`)).toMatchObject({
      status: 400,
      text: 'Block height out of range. Code:-8',
    });
    expect((await ask(`${base}/txs?block=${hash}`)).json).toMatchObject({ pagesTotal: 1, txs: { length: 2 } });
    expect((await ask(`${base}/blocks?limit=5`)).json).toMatchObject({
      length: 5,
      blocks: [{ hash, height, txlength: 2 }, {}, {}, {}, {}],
    });
  });

  it('tells its status', async () => {
    const { devnet, base } = await funded();
    const { hash, height } = devnet.tip();
    const info = { version: 9_010_050, protocolversion: 170_021, blocks: height, testnet: false, relayfee: 0.000001 };
    expect((await ask(`${base}/status?q=getInfo`)).json).toMatchObject({
      info: { ...info, network: 'livenet', errors: '' },
    });
    expect((await ask(`${base}/status?q=getBestBlockHash`)).json).toEqual({ bestblockhash: hash });
    expect((await ask(`${base}/status?q=getLastBlockHash`)).json).toEqual({ syncTipHash: hash, lastblockhash: hash });
    expect((await ask(`${base}/sync`)).json).toEqual({
      status: 'finished',
      blockChainHeight: height,
      syncPercentage: 100,
      height,
      error: null,
      type: 'bitcore node',
    });
    expect((await ask(`${base}/utils/estimatefee?nbBlocks=2`)).json).toEqual({ 2: 0.00001 });
    expect((await ask(`${base}/currency`)).json).toMatchObject({ status: 200, data: { short: 'FLUX' } });
  });

  it('lists collateral outputs apart', async () => {
    const { devnet, base } = await funded();
    devnet.fund(bob.address, [1_000n * FLUX, 999n * FLUX, 40_000n * FLUX]);
    const { json } = await ask(`${base}/fluxnode/addrs/${bob.address}/utxo`);
    expect((json as { amount: number }[]).map(({ amount }) => amount).toSorted()).toEqual([1_000, 40_000]);
  });
});
