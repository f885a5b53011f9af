import { readFileSync } from 'node:fs';
import type { AddressRef, Tip } from '../../../../wallet-core/chain-contract/index.ts';
import { type AddressText, type TxId, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { createAccountAddresses } from '../account-addresses.ts';
import { scriptHexOf } from '../own-parts.ts';
import type { FluxServer, ServerTransaction, ServerUtxo } from '../server.ts';

/** The first account of `e2e/vectors/flux-addresses.json`. */
export const XPUB =
  'xpub6CEsiNRwG8Mu8v9qFMVyG1Kfhx5tBXfqFymdtkV85qdGgQFdjFRwgJcXFsFiSH26b3TahfezWacBojs7ZupcG4Lk7hxYdKMzDQ7QReQcfi7';
export const account = createAccountAddresses(XPUB);
export const own0: AddressRef = account.at('receive', 0);
export const own1: AddressRef = account.at('receive', 1);
export const change0: AddressRef = account.at('change', 0);
export const stranger = unsafeBrand<AddressText>('t1bquYXG5mEdYFDWY9pcKPgfm5r1kDfAnUi');

export const NOW_MS = 1_760_000_600_000;
export const tip: Tip = { height: 2_100_011, hash: 'f'.repeat(64), timeMs: 1_760_000_590_000 };

export const txidOf = (byte: number): TxId => unsafeBrand<TxId>(byte.toString(16).padStart(2, '0').repeat(32));

export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
}

export function scriptOf(address: string): string {
  const script = scriptHexOf(address);
  if (script === undefined) throw new TypeError('not an address');
  return script;
}

export function utxo(overrides: Partial<ServerUtxo> = {}): ServerUtxo {
  const address = overrides.address ?? own0.address;
  return {
    txid: txidOf(0xaa),
    vout: 0,
    address,
    value: 150_000_000n,
    script: scriptOf(address),
    height: 2_100_000,
    confirmations: 12,
    coinbase: false,
    ...overrides,
  };
}

export function payment(overrides: Partial<ServerTransaction> = {}): ServerTransaction {
  return {
    txid: txidOf(0xaa),
    form: 'payment',
    inputs: [{ address: stranger, value: 200_000_000n }],
    outputs: [{ value: 199_990_000n, script: scriptOf(own0.address) }],
    height: 2_100_000,
    confirmations: 12,
    timeMs: 1_760_000_000_000,
    expiryHeight: null,
    ...overrides,
  };
}

/** A server that knows nothing and has seen nothing, but for what is given. */
export function fakeServer(overrides: Partial<FluxServer> = {}): FluxServer {
  return {
    kind: 'insight',
    host: 'one.example',
    historyGroupSize: 50,
    tip: async () => tip,
    identity: async () => ({ testnet: false, genesisHash: null }),
    utxos: async () => [],
    history: async () => ({ transactions: [], total: 0, isLast: true }),
    used: async () => new Set(),
    transaction: async () => null,
    rawTransaction: async () => null,
    send: async () => txidOf(0xaa),
    ...overrides,
  };
}
