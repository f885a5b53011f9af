import type { AddressRef, DiscoveredAddresses } from '../../../../wallet-core/chain-contract/index.ts';
import { type AddressText, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import type { Finding } from '../../network/server-pool.ts';
import type { EvmConfig } from '../config.ts';
import type { EvmAddresses } from './account-addresses.ts';
import { balanceOf, type EvmServer, nonceResult, requireUint } from './evm-server.ts';
import { resultOf } from './json-rpc.ts';

/**
 * Accounts of other wallets with the same words: looked for until so many in a row are empty. This wallet itself keeps to
 * the first address, which all five chains share.
 */
export const EVM_GAP_LIMIT = 5;
const MAX_INDEX = 100;

/** Which of these hold coin or FLUX, or have sent something. One request. */
async function usedAmong(
  server: EvmServer,
  config: EvmConfig,
  refs: readonly AddressRef[],
): Promise<Finding<readonly boolean[]>> {
  const flux = unsafeBrand<AddressText>(config.flux.identifier);
  const { tip, state, outcomes } = await server.read({
    state: refs.flatMap(({ address }) => [{ kind: 'coin' as const, owner: address }, balanceOf(flux, address)]),
    calls: refs.map(({ address }) => ({ method: 'eth_getTransactionCount', params: [address, 'latest'] })),
  });
  const value = refs.map((_, index) => {
    const [coin, token] = [requireUint(state[2 * index]), requireUint(state[2 * index + 1])];
    return coin > 0n || token > 0n || resultOf(outcomes[index], nonceResult) > 0;
  });
  return { value, tip };
}

/**
 * Used addresses of the account and of its watched ones. The receive address is always the first: one address for all
 * chains is what people know and share.
 */
export async function discoverAddresses(
  server: EvmServer,
  config: EvmConfig,
  account: EvmAddresses | null,
  watched: readonly AddressRef[],
): Promise<Finding<DiscoveredAddresses>> {
  const used: AddressRef[] = [];
  const first = account === null ? null : account.at(0);
  let { value: found, tip } = await usedAmong(server, config, watched);
  used.push(...watched.filter((_, index) => found[index] === true));
  let empty = 0;
  for (let start = 0; account !== null && empty < EVM_GAP_LIMIT && start < MAX_INDEX; start += EVM_GAP_LIMIT) {
    const refs = Array.from({ length: EVM_GAP_LIMIT }, (_, offset) => account.at(start + offset));
    ({ value: found, tip } = await usedAmong(server, config, refs));
    for (const [offset, ref] of refs.entries()) {
      empty = found[offset] === true ? 0 : empty + 1;
      if (found[offset] === true) used.push(ref);
    }
  }
  return { value: { used, nextReceive: first, nextChange: null }, tip };
}
