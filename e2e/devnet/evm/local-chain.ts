/** One local EVM chain: a node with FLUX and Multicall3 in their places, a faucet, mining, reorganisations. */
import { Interface } from 'ethers';
import { Anvil } from './anvil.ts';
import {
  type ChainFacts,
  chainFacts,
  type EvmChainName,
  forwarderAddress,
  gasPriceOracleAddress,
  multicallAddress,
  oddTokenAddress,
} from './chains.ts';
import { runtimeCode } from './contracts/code.ts';
import { toHex, toNumber } from './rpc.ts';

const token = new Interface(['function mint(address to, uint256 amount)']);
const odd = new Interface([
  'function configure(string name, string symbol, uint256 decimals, uint256 mode)',
  'function bait(address from, address to)',
]);
const forwarder = new Interface(['function forward(address to) payable']);

export interface OddTokenSettings {
  readonly name: string;
  readonly symbol: string;
  readonly decimals: number;
  /** See contracts/OddToken.sol. */
  readonly mode?: 0 | 1 | 2 | 3 | 4 | 5;
}

export class LocalChain {
  readonly name: EvmChainName;
  readonly facts: ChainFacts;
  readonly node: Anvil;
  #faucet = '';
  #automine = true;

  constructor(name: EvmChainName, binary: string) {
    this.name = name;
    this.facts = chainFacts[name];
    const { chainId, optimism } = this.facts;
    this.node = new Anvil({ binary, chainId, optimism });
  }

  /** Coin and code from nothing, and a first block on top. */
  async start(): Promise<void> {
    await this.node.start();
    const accounts: unknown = await this.node.call('eth_accounts');
    this.#faucet = Array.isArray(accounts) ? String(accounts[0]) : '';
    await this.node.call('anvil_setBalance', [this.#faucet, toHex(10n ** 27n)]);
    await this.setCode(this.facts.flux, 'FluxToken');
    await this.setCode(multicallAddress, 'Multicall');
    await this.setCode(oddTokenAddress, 'OddToken');
    await this.setCode(forwarderAddress, 'Forwarder');
    if (this.facts.optimism) await this.setCode(gasPriceOracleAddress, 'GasPriceOracle');
    await this.mine();
  }

  private async setCode(address: string, name: Parameters<typeof runtimeCode>[0]): Promise<void> {
    await this.node.call('anvil_setCode', [address, runtimeCode(name)]);
  }

  async removeCode(address: string): Promise<void> {
    await this.node.call('anvil_setCode', [address, '0x']);
  }

  async restoreMulticall(): Promise<void> {
    await this.setCode(multicallAddress, 'Multicall');
  }

  /** Whether a block is mined with each transaction, or only on demand. */
  async setAutomine(on: boolean): Promise<void> {
    await this.node.call('evm_setAutomine', [on]);
    this.#automine = on;
  }

  async mine(blocks = 1): Promise<number> {
    await this.node.call('anvil_mine', [toHex(blocks)]);
    return this.height();
  }

  async height(): Promise<number> {
    return toNumber(await this.node.call('eth_blockNumber'));
  }

  async coinOf(address: string): Promise<bigint> {
    return BigInt(String(await this.node.call('eth_getBalance', [address, 'latest'])));
  }

  async fluxOf(address: string): Promise<bigint> {
    const data = `0x70a08231${address.slice(2).toLowerCase().padStart(64, '0')}`;
    return BigInt(String(await this.node.call('eth_call', [{ to: this.facts.flux, data }, 'latest'])));
  }

  /** A transaction of the faucet's, mined at once however the chain mines. */
  private async send(to: string, value: bigint, data: string): Promise<string> {
    const txid = String(
      await this.node.call('eth_sendTransaction', [{ from: this.#faucet, to, value: toHex(value), data }]),
    );
    if (!this.#automine) await this.mine();
    await this.settled(txid);
    return txid;
  }

  /** Resolves when a transaction is in a block; at once while blocks are mined on demand. A node mines after it answers. */
  async settled(txid: string): Promise<void> {
    for (let left = 500; left > 0 && this.#automine; left--) {
      if ((await this.node.call('eth_getTransactionReceipt', [txid])) !== null) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    if (this.#automine) throw new Error(`${this.name}: ${txid} was not mined`);
  }

  /** Coin from the faucet. */
  fund(address: string, wei: bigint): Promise<string> {
    return this.send(address, wei, '0x');
  }

  /** Coin by way of a contract: only a trace of the transaction shows where it went. */
  fundThroughContract(address: string, wei: bigint): Promise<string> {
    return this.send(forwarderAddress, wei, forwarder.encodeFunctionData('forward', [address]));
  }

  /** FLUX newly made, in units of 10^-8. */
  fundFlux(address: string, units: bigint): Promise<string> {
    return this.send(this.facts.flux, 0n, token.encodeFunctionData('mint', [address, units]));
  }

  fundOdd(address: string, units: bigint): Promise<string> {
    return this.send(oddTokenAddress, 0n, token.encodeFunctionData('mint', [address, units]));
  }

  configureOdd({ name, symbol, decimals, mode = 0 }: OddTokenSettings): Promise<string> {
    return this.send(oddTokenAddress, 0n, odd.encodeFunctionData('configure', [name, symbol, decimals, mode]));
  }

  /** A transfer of nothing in the account's name. */
  bait(from: string, to: string): Promise<string> {
    return this.send(oddTokenAddress, 0n, odd.encodeFunctionData('bait', [from, to]));
  }

  /** Makes the next block ask for this much per gas. */
  async setNextBaseFee(wei: bigint): Promise<void> {
    await this.node.call('anvil_setNextBlockBaseFeePerGas', [toHex(wei)]);
  }

  /** Replaces the newest blocks by as many empty ones; their transactions are gone from the chain. */
  async reorg(depth: number): Promise<void> {
    await this.node.call('anvil_reorg', [depth, []]);
  }

  /** Takes a waiting transaction out of the pool. */
  async drop(txid: string): Promise<void> {
    await this.node.call('anvil_dropTransaction', [txid]);
  }

  /** Ends the node and starts it again with its state, on another port. */
  async restart(): Promise<void> {
    await this.node.halt();
    await this.node.start();
    if (!this.#automine) await this.node.call('evm_setAutomine', [false]);
  }
}
