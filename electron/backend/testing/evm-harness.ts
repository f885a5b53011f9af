import { type EvmChainName, type EvmDevnet, evmServerLines } from '../../../e2e/devnet/evm/index.ts';
import type { WireAccountDraft } from '../../../wallet-core/ipc/index.ts';
import { type Harness, type Running, startHarness } from './harness.ts';

export const COIN = 10n ** 18n;
/** EIP-55's own sample: nobody's of ours. */
export const EVM_STRANGER = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

export type Chosen = 'etherscan' | 'blockscout' | 'none';

/** The Flux network and the given chains with accounts, at the real time, which nodes insist on. */
export function startAccountHarness(devnet: EvmDevnet, index: Chosen = 'etherscan'): Promise<Harness> {
  return startHarness({ startTime: Math.floor(Date.now() / 1_000) }, evmServerLines(devnet, index));
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
