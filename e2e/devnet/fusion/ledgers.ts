/** The chains under the service: the Flux devnet, an EVM devnet's chain, or a ledger that is a list of transfers. */
import { createHash } from 'node:crypto';
import { Interface } from 'ethers';
import { isJsonList, isJsonObject } from '../api/json.ts';
import { addressOfScript, parseMainAddress } from '../consensus/addresses.ts';
import type { Devnet } from '../devnet-interface.ts';
import type { LocalChain } from '../evm/local-chain.ts';
import type { ChainLedger, Deposit, FusionChainName } from './types.ts';

const walletName = 'fusion';

const isGood = (check: () => unknown): boolean => {
  try {
    check();
    return true;
  } catch {
    return false;
  }
};

/** The hot wallet holds real outputs of the devnet; fund it before anything is paid out. */
export const fluxLedger = (devnet: Devnet): ChainLedger => {
  const wallet = devnet.wallet(walletName);
  return {
    chain: 'main',
    hotAddress: wallet.address,
    isAddress: (text) => isGood(() => parseMainAddress(text)),
    deposit: async (txid, to) => {
      const known = devnet.transaction(txid);
      if (known === null) return null;
      const paid = known.tx.outputs.filter(({ script }) => addressOfScript(script) === to);
      const amount = paid.reduce((sum, { value }) => sum + value, 0n);
      const from = [...new Set(known.spends.map(({ address }) => address ?? ''))];
      const confirmations = known.block === null ? 0 : devnet.tip().height - known.block.height + 1;
      return amount === 0n ? null : { from, amount, confirmations };
    },
    pay: async (to, amount) => {
      const [txid] = wallet.pay([{ address: to, amount }]);
      if (txid === undefined) throw new Error('nothing was paid');
      return txid;
    },
    balance: async (address) => {
      const { balance, unconfirmed } = devnet.totals(address);
      return balance + unconfirmed;
    },
  };
};

const erc20 = new Interface([
  'function transfer(address to, uint256 amount) returns (bool)',
  'event Transfer(address indexed from, address indexed to, uint256 value)',
]);
const transferTopic = erc20.getEvent('Transfer')?.topicHash ?? '';
const evmAddress = /^0x[0-9a-fA-F]{40}$/;
const wordOf = (address: string): string => `0x${address.slice(2).toLowerCase().padStart(64, '0')}`;

/** The hot wallet is an account that the node signs for; it needs `prepare` once, and FLUX. */
export const evmLedger = (chain: FusionChainName, local: LocalChain): ChainLedger & { prepare(): Promise<void> } => {
  const hotAddress = `0x${createHash('sha256').update(`fusion ${chain}`).digest('hex').slice(0, 40)}`;
  const { call } = local.node;
  const transfers = async (txid: string): Promise<{ from: string; to: string; value: bigint; block: number }[]> => {
    const receipt = await call('eth_getTransactionReceipt', [txid]);
    if (!isJsonObject(receipt) || receipt.status !== '0x1' || !isJsonList(receipt.logs)) return [];
    return receipt.logs.filter(isJsonObject).flatMap((log) => {
      const topics = isJsonList(log.topics) ? log.topics.map(String) : [];
      const isFlux = String(log.address).toLowerCase() === local.facts.flux.toLowerCase();
      if (!isFlux || topics[0] !== transferTopic) return [];
      const value = BigInt(String(log.data));
      return [{ from: topics[1] ?? '', to: topics[2] ?? '', value, block: Number(receipt.blockNumber) }];
    });
  };
  return {
    chain,
    hotAddress,
    isAddress: (text) => evmAddress.test(text),
    prepare: async () => {
      await call('anvil_impersonateAccount', [hotAddress]);
      await call('anvil_setBalance', [hotAddress, `0x${(10n ** 21n).toString(16)}`]);
    },
    deposit: async (txid, to): Promise<Deposit | null> => {
      if (!/^0x[0-9a-f]{64}$/.test(txid)) return null;
      const paid = (await transfers(txid)).filter((one) => one.to === wordOf(to));
      const [first] = paid;
      if (first === undefined) return null;
      const confirmations = (await local.height()) - first.block + 1;
      const from = [...new Set(paid.map((one) => `0x${one.from.slice(26)}`))];
      return { from, amount: paid.reduce((sum, { value }) => sum + value, 0n), confirmations };
    },
    pay: async (to, amount) => {
      const data = erc20.encodeFunctionData('transfer', [to, amount]);
      const txid = String(await call('eth_sendTransaction', [{ from: hotAddress, to: local.facts.flux, data }]));
      await local.settled(txid);
      return txid;
    },
    balance: (address) => local.fluxOf(address),
  };
};

interface Transfer {
  readonly txid: string;
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
  readonly height: number;
}

export interface ListLedger extends ChainLedger {
  /** FLUX out of nothing. */
  fund(address: string, amount: bigint): void;
  /** A payment of a person's; throws without the money. */
  send(from: string, to: string, amount: bigint): string;
  mine(blocks?: number): void;
  transfer(txid: string): Transfer | null;
}

/** A chain that is a list of transfers and a height, for those without a simulator. */
export const listLedger = (chain: FusionChainName, hotAddress = `fusion-${chain}`): ListLedger => {
  const balances = new Map<string, bigint>();
  const transfers = new Map<string, Transfer>();
  let height = 100;
  const add = (address: string, amount: bigint): void => {
    balances.set(address, (balances.get(address) ?? 0n) + amount);
  };
  const send = (from: string, to: string, amount: bigint): string => {
    if (amount <= 0n || (balances.get(from) ?? 0n) < amount) throw new Error(`${chain}: insufficient funds`);
    const txid = createHash('sha256').update(`${chain} ${transfers.size} ${from} ${to} ${amount}`).digest('hex');
    add(from, -amount);
    add(to, amount);
    transfers.set(txid, { txid, from, to, amount, height: height + 1 });
    return txid;
  };
  return {
    chain,
    hotAddress,
    isAddress: (text) => /^[!-~]{3,128}$/.test(text),
    fund: add,
    send,
    mine: (blocks = 1) => {
      height += blocks;
    },
    transfer: (txid) => transfers.get(txid) ?? null,
    deposit: async (txid, to) => {
      const found = transfers.get(txid);
      if (found === undefined || found.to !== to) return null;
      return { from: [found.from], amount: found.amount, confirmations: Math.max(0, height - found.height + 1) };
    },
    pay: async (to, amount) => send(hotAddress, to, amount),
    balance: async (address) => balances.get(address) ?? 0n,
  };
};
