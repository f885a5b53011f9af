/** Drafts and funded wallets for tests on local chains. */
import type { EvmChainName, EvmDevnet } from '../../../../e2e/devnet/evm/index.ts';
import type { AccountDraft } from '../../../../wallet-core/chain-contract/index.ts';
import { createLocalWallet, type LocalWallet } from './local-wallet.ts';

export const COIN = 10n ** 18n;

/** A new wallet with coin and FLUX from the faucet. */
export async function fundedWallet(
  devnet: EvmDevnet,
  name: EvmChainName,
  coin = 10n * COIN,
  flux = 5_000_000_000n,
): Promise<LocalWallet> {
  const wallet = createLocalWallet(devnet, name);
  const { chain } = wallet.local;
  if (coin > 0n) await chain.fund(wallet.me.address, coin);
  if (flux > 0n) await chain.fundFlux(wallet.me.address, flux);
  return wallet;
}

function transfer(
  { codec }: LocalWallet,
  asset: string,
  decimals: number,
  address: string,
  amount: bigint | 'max',
): AccountDraft {
  const gas = { kind: 'preset', preset: 'normal' } as const;
  return { kind: 'transfer', chain: codec.config.chain, asset, decimals, recipient: { address, amount }, gas };
}

export const coinDraft = (wallet: LocalWallet, address: string, amount: bigint | 'max'): AccountDraft =>
  transfer(wallet, 'native', 18, address, amount);

export const fluxDraft = (wallet: LocalWallet, address: string, amount: bigint | 'max'): AccountDraft =>
  transfer(wallet, wallet.codec.config.flux.identifier, 8, address, amount);

export const tokenDraft = (
  wallet: LocalWallet,
  token: string,
  address: string,
  amount: bigint,
  decimals: number,
): AccountDraft => transfer(wallet, token, decimals, address, amount);

/** Everything as it was at the start: no faults, blocks with each transaction, Multicall3 in place. */
export async function calmDown(devnet: EvmDevnet): Promise<void> {
  for (const name of devnet.names) {
    const { chain, servers } = devnet.chain(name);
    for (const server of servers) server.faults.clear();
    await chain.setAutomine(true);
    await chain.restoreMulticall();
  }
}
