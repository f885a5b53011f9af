/** What others may take from an account, as the tokens themselves say now. */
import type { Page, Tip } from '../../../../wallet-core/chain-contract/index.ts';
import type { AddressText } from '../../../../wallet-core/primitives/index.ts';
import { allowanceCall, parseUintAnswer } from '../abi.ts';
import type { EvmConfig } from '../config.ts';
import { isUnlimited } from '../read-call.ts';
import { formatCursor } from './cursor.ts';
import type { EvmServer } from './evm-server.ts';
import { addressTopic, approvalTopic, parseAddressTopic, readLogsDown } from './logs.ts';

const ENOUGH = 100;
const MAX_REQUESTS = 12;

export interface Allowance {
  readonly token: AddressText;
  readonly owner: AddressText;
  readonly spender: AddressText;
  /** Still open, in the token's smallest units; above zero. */
  readonly amount: bigint;
  readonly unlimited: boolean;
}

/**
 * Allowances given in blocks from `upTo` (or the tip) downwards that are still open. Events name the pairs, the amount is
 * asked of each token. A token that gives no sensible answer is left out: there is nothing to take back from it.
 */
export async function readAllowances(
  server: EvmServer,
  config: EvmConfig,
  tip: Tip,
  owners: readonly AddressText[],
  upTo: number | null,
): Promise<Page<Allowance>> {
  const filters = [{ contracts: null, topics: [approvalTopic, owners.map(addressTopic)] }];
  const range = { from: 0, to: Math.min(upTo ?? tip.height, tip.height) };
  const { logs, completeAbove } = await readLogsDown(server, filters, range, {
    enough: ENOUGH,
    maxRequests: MAX_REQUESTS,
  });
  const pairs = new Map<string, Omit<Allowance, 'amount' | 'unlimited'>>();
  for (const { address: token, topics } of logs) {
    const [owner, spender] = [parseAddressTopic(topics[1]), parseAddressTopic(topics[2])];
    // With four topics it is the approval of a single collectible, not of an amount.
    if (owner === undefined || spender === undefined || topics.length !== 3) continue;
    pairs.set(`${token} ${owner} ${spender}`, { token, owner, spender });
  }
  const asked = [...pairs.values()];
  const { state } = await server.read({
    state: asked.map(({ token, owner, spender }) => ({ kind: 'call', to: token, data: allowanceCall(owner, spender) })),
  });
  const items = asked.flatMap((pair, index) => {
    const answer = state[index];
    const amount = answer === null || answer === undefined ? undefined : parseUintAnswer(answer);
    if (amount === undefined || amount === 0n) return [];
    return [{ ...pair, amount, unlimited: isUnlimited(config.chain, pair.token, amount) }];
  });
  const isDone = completeAbove < 0;
  return {
    items,
    next: isDone ? null : formatCursor({ upTo: completeAbove }),
    total: null,
    completeAbove: isDone ? -1 : completeAbove,
  };
}
