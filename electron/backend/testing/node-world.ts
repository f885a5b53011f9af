/** A wallet with a node of its own on the local network: its collateral, its machine, and what the signer would sign. */
import { signBitcoinMessage } from '../../../chains/bitcoin/message.ts';
import { signNodeStart } from '../../../chains/flux/fluxnode/sign-start.ts';
import type { AddedNode } from '../../../e2e/devnet/index.ts';
import {
  fromOutpointText,
  type NodeView,
  type ReplyOf,
  type WireStatedIdentity,
} from '../../../wallet-core/ipc/index.ts';
import { Keyring } from '../../../wallet-core/keyring/index.ts';
import { fromHex, SecretBytes, toHex, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { fluxIdPath, fluxNodeIdentityPath } from '../../../wallet-core/seed/index.ts';
import { FLUX, type Harness, type Running, until } from './harness.ts';

/** Of the harness's account; the same seed as `testAccount()`. */
export const keyring = () => new Keyring(new SecretBytes(new Uint8Array(64).fill(7)));

export const identityWif = (index: number): string => keyring().unsafeWif(fluxNodeIdentityPath(index));

/** Signs what `draft.take-starts` gives, as the signer does after the click. */
export function signStarts({ stated, unsigned }: ReplyOf<'draft.take-starts'>, nowMs: number) {
  return stated.starts.map((start, at) => {
    const { bytes = '', path = '' } = unsigned[at] ?? {};
    const { key, address, value, nodePublicKey, sigTime, signer, newDelegates } = start;
    const signed = signNodeStart(
      {
        stated: {
          collateral: fromOutpointText(key),
          address: unsafeBrand(address),
          value: BigInt(value),
          nodePublicKey: fromHex(nodePublicKey),
          sigTime,
          signer,
          newDelegates: newDelegates?.map(fromHex) ?? null,
        },
        unsigned: { kind: 'flux-node-start', chain: 'flux', bytes: fromHex(bytes), path: unsafeBrand(path) },
      },
      keyring(),
      nowMs,
    );
    return { signed: toHex(signed.bytes), txid: signed.txid };
  });
}

export const signIdentity = ({ message }: WireStatedIdentity): string =>
  signBitcoinMessage(message, fluxIdPath(), keyring());

/** Blocks, and our clock with them: the network's time moves with its blocks. */
export async function mine({ devnet, clock }: Harness, blocks: number): Promise<void> {
  devnet.mine(blocks);
  await clock.advance(Math.max(0, devnet.state().now * 1_000 - clock.now()));
}

/** Pays the account exactly a collateral and lets it grow old enough. */
export async function collateralFor(harness: Harness, wallet: Running, coins = 1_000n, blocks = 99): Promise<string> {
  const { devnet } = harness;
  const address = await wallet.receiveAddress();
  const [txid = ''] = devnet.fund(address, coins * FLUX);
  const coin = devnet.utxos(address).find((one) => one.txid === txid);
  await mine(harness, blocks);
  await wallet.refresh();
  return `${txid}:${coin?.vout ?? 0}`;
}

/** A machine for the node, reached at its own port of this machine. */
export async function machineFor(
  { devnet }: Harness,
  key: string,
  identity: number,
  adminId?: string,
): Promise<AddedNode> {
  const config = {
    identityKey: identityWif(identity),
    collateral: fromOutpointText(key),
    ip: '127.0.0.1',
    ...(adminId === undefined ? {} : { adminId }),
  };
  const added = await devnet.addNode(config);
  config.ip = new URL(added.url).host;
  return added;
}

/** Reads the nodes anew until the one is as wanted. */
export async function nodeIs(
  { clock }: Harness,
  wallet: Running,
  key: string,
  fits: (node: NodeView) => boolean,
): Promise<NodeView> {
  return until(async () => {
    await clock.advance(1_000);
    await wallet.app.call('nodes.refresh', {});
    const { nodes } = await wallet.app.call('nodes.read', {});
    const found = nodes.find((node) => node.key === key);
    if (found === undefined || !fits(found)) throw new Error(found?.state ?? 'no such node');
    return found;
  });
}

export async function startNodes({ clock }: Harness, wallet: Running, keys: readonly string[]) {
  const prepared = await wallet.app.call('nodes.prepare-start', { keys: [...keys], newDelegates: null });
  if (prepared.draft === null) return prepared;
  const { draftId } = prepared.draft;
  const taken = await wallet.main.call('draft.take-starts', { draftId });
  await wallet.main.call('draft.commit-starts', { draftId, starts: signStarts(taken, clock.now()) });
  return prepared;
}
