/** Setting a node up: its collateral as a payment to oneself, the lines of its configuration, its ports. */
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import {
  type CollateralPlan,
  fromOutpointText,
  type NodeSetup,
  type NodeView,
  type RequestOf,
} from '../../../../wallet-core/ipc/index.ts';
import {
  apiPorts,
  blocksToMs,
  COLLATERAL_CONFIRMATIONS,
  currentCollateral,
  fluxConfLines,
  nodePorts,
} from '../../../../wallet-core/nodes/index.ts';
import type { AccountChain } from '../account-chain.ts';
import type { StoredNode } from './stored.ts';

/**
 * Exactly the amount to the account's next address, from ordinary coins: nothing is unlocked, so no other collateral
 * pays for it. Throws `chain.not-supported` for an account without keys.
 */
export function planCollateral(
  chain: AccountChain,
  { tier, feePerByte }: RequestOf<'nodes.plan-collateral'>,
  height: number,
): Omit<CollateralPlan, 'validation'> {
  const next = chain.sync.state().addresses?.value.nextReceive ?? chain.addresses?.at('receive', 0);
  if (next === undefined || next === null) throw new WalletError('chain.not-supported', { why: 'no-keys' });
  const amount = currentCollateral(tier).toString();
  return {
    draft: {
      kind: 'payment',
      chain: 'flux',
      asset: chain.port.asset,
      recipients: [{ address: next.address, amount }],
      message: null,
      feePerByte,
      inputs: null,
      unlockedCollateral: [],
    },
    tier,
    amount,
    address: next.address,
    confirmationsNeeded: COLLATERAL_CONFIRMATIONS,
    readyInMs: blocksToMs(height, COLLATERAL_CONFIRMATIONS),
  };
}

const KEY_LINE = 'zelnodeprivkey=';

/** The lines without the key, which never leaves the signer but on its own screen. */
export function setupOf(node: StoredNode, identity: NodeView['identity'], all: readonly StoredNode[]): NodeSetup {
  const lines = fluxConfLines('', fromOutpointText(node.key));
  const neighbours = all.filter((other) => other.key !== node.key && other.host !== null && other.host === node.host);
  const taken = neighbours.flatMap(({ apiPort }) => apiPort ?? []);
  const free = apiPorts.filter((port) => !taken.includes(port));
  const [first] = free;
  return {
    key: node.key,
    identityIndex: identity?.index ?? null,
    publicKey: identity?.publicKey ?? null,
    confLines: lines.map((text) => ({ text, secret: text.startsWith(KEY_LINE) })),
    freeApiPorts: free,
    ports: nodePorts(node.apiPort ?? first ?? 0),
  };
}
