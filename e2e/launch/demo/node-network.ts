/** Strangers' nodes in the demo's network, so that lists, queues and the network page are not empty. */
import type { Devnet } from '../../devnet/index.ts';
import { keyNamed, p2pkh } from '../../devnet/testing/flux-signer.ts';
import { startHex } from '../../devnet/testing/node-signer.ts';

const FLUX = 100_000_000n;
const COLLATERALS = [1_000n, 1_000n, 1_000n, 1_000n, 12_500n, 12_500n, 40_000n] as const;
const CONFIRMATIONS = 99;

/** Funds, starts and confirms a few nodes of every tier; the last one is started and never confirms. */
export async function openNodeNetwork(devnet: Devnet): Promise<void> {
  const staged = COLLATERALS.map((coins, at) => {
    const owner = keyNamed(`stranger-${at}`);
    const { address } = p2pkh(owner);
    const [txid = ''] = devnet.fund(address, coins * FLUX);
    const vout = devnet.utxos(address).find((coin) => coin.txid === txid)?.vout ?? 0;
    return { owner, txid, vout, identity: keyNamed(`stranger-node-${at}`, false) };
  });
  devnet.mine(CONFIRMATIONS);
  for (const [at, { owner, txid, vout, identity }] of staged.entries()) {
    devnet.submit(startHex({ txid, vout, owner, node: identity, sigTime: devnet.state().now }));
    if (at === staged.length - 1) continue;
    const ip = `203.0.113.${10 + at}${at % 2 === 0 ? '' : ':16137'}`;
    await devnet.addNode({ identityKey: identity.toWIF(), collateral: { txid, vout }, ip });
  }
  devnet.mine(3);
}

/** Two collaterals for the person: one may be started at once, one still waits. */
export function payCollaterals(devnet: Devnet, address: string): void {
  devnet.fund(address, 1_000n * FLUX);
  devnet.mine(CONFIRMATIONS);
  devnet.fund(address, 1_000n * FLUX);
}
