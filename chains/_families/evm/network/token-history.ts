/** History of known tokens from their contracts' events, where no index tells it. */
import type { Tip } from '../../../../wallet-core/chain-contract/index.ts';
import type { AddressText } from '../../../../wallet-core/primitives/index.ts';
import type { EvmServer } from './evm-server.ts';
import { addressTopic, parseAddressTopic, parseAmountData, readLogsDown, readTimes, transferTopic } from './logs.ts';
import type { TokenTransfer } from './movements.ts';
import type { Log } from './shapes.ts';

const PAGE = 50;
/** Requests of one page: some seconds at most. */
const MAX_REQUESTS = 12;

export interface TokenHistory {
  readonly transfers: readonly TokenTransfer[];
  /** -1: everything there is. */
  readonly completeAbove: number;
}

function toTransfer(entry: Log, times: ReadonlyMap<number, number>): TokenTransfer | undefined {
  const [, fromTopic, toTopic] = entry.topics;
  const [from, to, amount] = [parseAddressTopic(fromTopic), parseAddressTopic(toTopic), parseAmountData(entry.data)];
  // A contract may emit an event of this name in another form; it is no transfer then.
  if (from === undefined || to === undefined || amount === undefined || entry.topics.length !== 3) return undefined;
  return {
    txid: entry.transactionHash,
    height: entry.blockNumber,
    timeMs: times.get(entry.blockNumber) ?? 0,
    contract: entry.address,
    from,
    to,
    amount,
    position: entry.logIndex,
  };
}

/** Transfers of these tokens from and to these addresses, downwards from `upTo` or the tip. */
export async function readTokenHistory(
  server: EvmServer,
  tip: Tip,
  owners: readonly AddressText[],
  contracts: readonly AddressText[],
  { upTo, since }: { readonly upTo: number | null; readonly since: number },
): Promise<TokenHistory> {
  const own = owners.map(addressTopic);
  const filters = [
    { contracts, topics: [transferTopic, own] },
    { contracts, topics: [transferTopic, null, own] },
  ];
  // A chain that has not come so far is a local one, where everything began today.
  const floor = since > tip.height ? 0 : since;
  const range = { from: floor, to: Math.min(upTo ?? tip.height, tip.height) };
  const { logs, completeAbove } = await readLogsDown(server, filters, range, {
    enough: PAGE,
    maxRequests: MAX_REQUESTS,
  });
  const times = await readTimes(server, logs);
  const transfers = logs.flatMap((entry) => {
    const transfer = toTransfer(entry, times);
    return transfer === undefined ? [] : [transfer];
  });
  return { transfers, completeAbove: completeAbove < floor ? -1 : completeAbove };
}
