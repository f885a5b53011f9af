/** A collateral with a machine behind it, ready to be started; keys are the third-party library's. */
import { expect } from 'vitest';
import type { AddedNode, Devnet } from '../index.ts';
import { keyNamed, p2pkh, utxolib } from './flux-signer.ts';
import { FLUX } from './funded-world.ts';
import { startHex } from './node-signer.ts';
import { ask } from './running-devnet.ts';

export const owner = keyNamed('owner');
export const identity = keyNamed('identity', false);
export const operator = keyNamed('operator');

/** The library's own encoding of the key that `identity` holds. */
export const identityWif = (): string => (identity as unknown as { toWIF(): string }).toWIF();

/** Address with Bitcoin's version byte. */
export const fluxIdOf = (key: typeof operator): string => {
  const lib = utxolib as unknown as { address: { toBase58Check(hash: Buffer, version: number): string } };
  return lib.address.toBase58Check(utxolib.crypto.hash160(key.getPublicKeyBuffer()), 0x00);
};

export const adminId = fluxIdOf(operator);

export interface StagedNode extends AddedNode {
  readonly txid: string;
  readonly vout: number;
  readonly key: string;
  /** Broadcasts a START signed now. */
  start(): string;
}

/** A collateral of a tier, mature, with a machine that waits for its START. */
export const staged = async (devnet: Devnet, coins = 1_000n): Promise<StagedNode> => {
  const [txid = ''] = devnet.fund(p2pkh(owner).address, coins * FLUX);
  const vout = devnet.utxos(p2pkh(owner).address).find((coin) => coin.txid === txid)?.vout ?? 0;
  devnet.mine(99);
  const added = await devnet.addNode({
    identityKey: identityWif(),
    collateral: { txid, vout },
    ip: '203.0.113.7:16137',
    adminId,
  });
  const start = () => devnet.submit(startHex({ txid, vout, owner, node: identity, sigTime: devnet.state().now }));
  return { ...added, txid, vout, key: `${txid}:${vout}`, start };
};

/** JSON of a reply with status 200. */
export const data = async (url: string, init?: RequestInit): Promise<unknown> => {
  const { status, json } = await ask(url, init);
  expect(status).toBe(200);
  return json;
};
