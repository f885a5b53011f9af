import { type SpawnOptions, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Wallet } from 'ethers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EvmControlServer, type EvmDevnet, evmDevnetAvailability, multicallAddress, startEvmDevnet } from './index.ts';
import { rpcCaller } from './rpc.ts';

const availability = evmDevnetAvailability();
const reason = availability.kind === 'found' ? '' : ` (skipped: ${availability.reason})`;
const address = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

describe.skipIf(availability.kind !== 'found')(`the EVM devnet${reason}`, () => {
  let devnet: EvmDevnet;
  beforeAll(async () => {
    devnet = await startEvmDevnet();
  });
  afterAll(() => devnet.stop());

  it('runs five chains with their ids, FLUX of 8 decimals at its real address, and a faucet', async () => {
    const ids: string[] = [];
    for (const name of devnet.names) {
      const { chain, servers } = devnet.chain(name);
      const call = rpcCaller(servers[0].url);
      ids.push(String(await call('eth_chainId')));
      await chain.fund(address, 5n * 10n ** 18n);
      await chain.fundFlux(address, 2_500_000_000n);
      expect([await chain.coinOf(address), await chain.fluxOf(address)]).toEqual([5n * 10n ** 18n, 2_500_000_000n]);
      const decimals = await call('eth_call', [{ to: chain.facts.flux, data: '0x313ce567' }, 'latest']);
      expect(BigInt(String(decimals))).toBe(8n);
      expect(await call('eth_getCode', [multicallAddress, 'latest'])).not.toBe('0x');
    }
    expect(ids.map(Number)).toEqual([1, 56, 137, 43_114, 8_453]);
  });

  it('gives both explorers the same history, with what only a trace shows', async () => {
    const { chain, explorer } = devnet.chain('polygon');
    const owner = Wallet.createRandom().address;
    await chain.fund(owner, 1_000n);
    await chain.fundThroughContract(owner, 77n);
    await chain.fundFlux(owner, 5n);
    const etherscan = async (action: string) => {
      const query = new URLSearchParams({ chainid: '137', module: 'account', action, address: owner });
      return (await (await fetch(`${explorer.etherscan}?${query}`)).json()).result;
    };
    const blockscout = async (list: string) =>
      (await (await fetch(`${explorer.blockscout}/api/v2/addresses/${owner}/${list}`)).json()).items;
    expect(await etherscan('txlist')).toMatchObject([{ value: '1000', to: owner.toLowerCase(), isError: '0' }]);
    expect(await blockscout('transactions')).toMatchObject([{ value: '1000', to: { hash: owner }, status: 'ok' }]);
    expect(await etherscan('txlistinternal')).toMatchObject([{ value: '77' }]);
    expect(await blockscout('internal-transactions')).toMatchObject([{ value: '77', success: true }]);
    expect(await etherscan('tokentx')).toMatchObject([{ value: '5', contractAddress: chain.facts.flux.toLowerCase() }]);
    expect(await blockscout('token-transfers')).toMatchObject([{ total: { value: '5' } }]);
    expect(await (await fetch(`${explorer.etherscan}?chainid=1&module=account&action=txlist`)).json()).toMatchObject({
      status: '0',
    });
  });

  it('forgets reorganised blocks and remembers everything over a restart', async () => {
    const { chain, explorer } = devnet.chain('avalanche');
    const owner = Wallet.createRandom().address;
    await chain.fund(owner, 9n);
    const count = async () => {
      const query = new URLSearchParams({ chainid: '43114', module: 'account', action: 'txlist', address: owner });
      return (await (await fetch(`${explorer.etherscan}?${query}`)).json()).result.length;
    };
    expect(await count()).toBe(1);
    await chain.reorg(1);
    expect([await chain.coinOf(owner), await count()]).toEqual([0n, 0]);
    await chain.fund(owner, 11n);
    const height = await chain.height();
    await chain.restart();
    expect([await chain.coinOf(owner), await chain.height()]).toEqual([11n, height]);
  });

  it('misbehaves on demand, and asks a tenth more of a replacement', async () => {
    const { chain, servers } = devnet.chain('bsc');
    const [server] = servers;
    const call = rpcCaller(server.url);
    server.faults.set({ fault: { kind: 'result', method: 'eth_chainId', result: '0x1' }, times: 1 });
    expect(await call('eth_chainId')).toBe('0x1');
    expect(await call('eth_chainId')).toBe('0x38');
    server.faults.set({ fault: { kind: 'huge-logs', count: 3 } });
    expect(await call('eth_getLogs', [{}])).toHaveLength(3);
    server.faults.clear();
    server.faults.set({ fault: { kind: 'html' }, times: 1 });
    await expect(call('eth_chainId')).rejects.toThrow();
    await chain.setAutomine(false);
    const wallet = Wallet.createRandom();
    await chain.fund(wallet.address, 10n ** 18n);
    const sign = (maxFeePerGas: bigint) =>
      wallet.signTransaction({
        chainId: 56,
        nonce: 0,
        to: address,
        value: 1n,
        gasLimit: 21_000n,
        maxFeePerGas,
        maxPriorityFeePerGas: maxFeePerGas,
        type: 2,
      });
    const low = await sign(3_000_000_000n);
    await call('eth_sendRawTransaction', [low]);
    await expect(call('eth_sendRawTransaction', [await sign(3_299_999_999n)])).rejects.toThrow('underpriced');
    await call('eth_sendRawTransaction', [await sign(3_300_000_000n)]);
    await chain.mine();
    await chain.setAutomine(true);
  });

  it('is controlled over HTTP with a token', async () => {
    const control = new EvmControlServer(devnet, 'secret');
    await control.open();
    try {
      const ask = async (path: string, body: object, token = 'secret') =>
        (
          await fetch(`${control.url}${path}`, {
            method: 'POST',
            headers: { 'x-devnet-token': token },
            body: JSON.stringify(body),
          })
        ).json();
      const owner = Wallet.createRandom().address;
      expect(await ask('/base/fund', { address: owner, amount: '7' })).toMatchObject({ ok: true });
      expect(await ask('/base/fund-flux', { address: owner, amount: '8' })).toMatchObject({ ok: true });
      expect(await ask('/base/balance', { address: owner })).toEqual({ ok: true, coin: '7', flux: '8' });
      expect(await ask('/base/mine', { blocks: 2 })).toMatchObject({ ok: true });
      expect(await ask('/base/fund', { address: owner, amount: 'x' })).toMatchObject({ ok: false });
      expect(await ask('/base/nope', {})).toMatchObject({ ok: false });
      expect(await ask('/tron/mine', {})).toMatchObject({ ok: false });
      expect(await ask('/base/mine', {}, 'wrong!')).toMatchObject({ ok: false });
    } finally {
      await control.close();
    }
  });

  it('ends with the process that started it, and leaves no node behind', async () => {
    const options: SpawnOptions = { stdio: ['pipe', 'pipe', 'inherit'] };
    const main = spawn(
      process.execPath,
      [fileURLToPath(new URL('./main.ts', import.meta.url)), '--chains', 'bsc'],
      options,
    );
    const line = await new Promise<string>((resolve) => main.stdout?.once('data', (chunk) => resolve(String(chunk))));
    const { chains } = JSON.parse(line);
    expect(await rpcCaller(chains.bsc.rpc[0])('eth_chainId')).toBe('0x38');
    const exit = new Promise((resolve) => main.once('exit', resolve));
    main.stdin?.end();
    expect(await exit).toBe(0);
    await expect(fetch(chains.bsc.rpc[0])).rejects.toThrow();
  });
});
