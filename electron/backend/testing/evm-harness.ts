import { type EvmChainName, type EvmDevnet, startEvmDevnet } from '../../../e2e/devnet/evm/index.ts';
import type { ServerEntry, WireAccountDraft } from '../../../wallet-core/ipc/index.ts';
import { type Harness, type Running, startHarness } from './harness.ts';

export const COIN = 10n ** 18n;
/** EIP-55's own sample: nobody's of ours. */
export const EVM_STRANGER = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

export type Chosen = 'etherscan' | 'blockscout' | 'none';

/** Lines of the servers file for local chains: two nodes and a history service each. */
export function evmServers(devnet: EvmDevnet, index: Chosen = 'etherscan'): Record<string, ServerEntry[]> {
  const lines = devnet.names.map((name): [string, ServerEntry[]] => {
    const { servers, explorer } = devnet.chain(name);
    const nodes = servers.map(({ url }): ServerEntry => ({ kind: 'json-rpc', url }));
    return [name, index === 'none' ? nodes : [...nodes, { kind: index, url: explorer[index] }]];
  });
  return Object.fromEntries(lines);
}

/** The Flux network and the given chains with accounts, at the real time, which nodes insist on. */
export function startAccountHarness(devnet: EvmDevnet, index: Chosen = 'etherscan'): Promise<Harness> {
  return startHarness({ startTime: Math.floor(Date.now() / 1_000) }, evmServers(devnet, index));
}

export function transfer(
  chain: EvmChainName,
  asset: string,
  decimals: number,
  amount: bigint | 'max',
  address: string = EVM_STRANGER,
): WireAccountDraft {
  const recipient = { address, amount: String(amount) };
  return { kind: 'transfer', chain, asset, decimals, recipient, gas: { kind: 'preset', preset: 'normal' } };
}

/** Prepare, sign, commit; the network is told in the background. */
export async function sendAccount(
  wallet: Running,
  { account }: Harness,
  draft: WireAccountDraft,
): Promise<{ readonly sendId: string; readonly txid: string }> {
  const { draftId } = await wallet.app.call('account.prepare', { draft });
  const { unsigned } = await wallet.main.call('draft.take', { draftId });
  return wallet.main.call('draft.commit', { draftId, ...(await account.sign(unsigned)) });
}

export { startEvmDevnet };
