import type { Tip } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { type AddressText, fromHex } from '../../../wallet-core/primitives/index.ts';
import { formatAddress, parseAddress } from '../address.ts';
import { fluxConfig } from '../config.ts';
import { scriptHexOf } from './own-parts.ts';
import type { ServerUtxo } from './server.ts';

/** An unspent output that fits the address asked for, with confirmations that fit the tip. */
export interface VettedUtxo extends ServerUtxo {
  readonly script: string;
}

/** Servers answer from caches of some seconds while blocks arrive: this many blocks of difference prove nothing. */
const TOLERATED_DRIFT = 10;

function distrust(detail: string): WalletError {
  return new WalletError('server.bad-reply', { detail });
}

/** Throws `server.wrong-chain` for an address of the test network: the server follows another chain. */
export function assertMainNetwork(address: string): void {
  const parsed = parseAddress(address);
  if (!parsed.ok && parsed.reason === 'wrong-network') throw new WalletError('server.wrong-chain');
}

/** Confirmations by height and tip, but never more than the server claims; throws when the two are far apart. */
export function vetConfirmations(claim: Pick<ServerUtxo, 'height' | 'confirmations'>, tip: Tip): number {
  if (claim.height === null) {
    if (claim.confirmations !== 0) throw distrust('confirmations');
    return 0;
  }
  const computed = tip.height - claim.height + 1;
  if (Math.abs(computed - claim.confirmations) > TOLERATED_DRIFT) throw distrust('confirmations');
  return Math.max(0, Math.min(computed, claim.confirmations));
}

/**
 * Address indexes also list outputs that pay to the bare public key of an address. This wallet does not spend them, and
 * anybody can make one, so they are left out instead of discrediting the server.
 */
function isBareKeyOf(script: string, addressScript: string): boolean {
  const key = /^(?:21(0[23][0-9a-f]{64})|41(04[0-9a-f]{128}))ac$/.exec(script);
  const publicKey = key?.[1] ?? key?.[2];
  return publicKey !== undefined && scriptHexOf(formatAddress(fromHex(publicKey))) === addressScript;
}

/**
 * The outputs if every one belongs to an address that was asked for, with the script of that address, once, and their
 * sum is possible. Throws `server.bad-reply` otherwise: a server caught once is not believed in part.
 */
export function vetUtxos(
  utxos: readonly ServerUtxo[],
  addresses: readonly AddressText[],
  tip: Tip,
): readonly VettedUtxo[] {
  const scripts = new Map<string, string | undefined>(addresses.map((address) => [address, scriptHexOf(address)]));
  const seen = new Set<string>();
  let total = 0n;
  const vetted: VettedUtxo[] = [];
  for (const utxo of utxos) {
    const script = scripts.get(utxo.address);
    if (script === undefined) {
      assertMainNetwork(utxo.address);
      throw distrust('stranger');
    }
    if (utxo.script !== null && utxo.script !== script) {
      if (isBareKeyOf(utxo.script, script)) continue;
      throw distrust('script');
    }
    const outpoint = `${utxo.txid}:${utxo.vout}`;
    if (seen.has(outpoint)) throw distrust('duplicate');
    seen.add(outpoint);
    total += utxo.value;
    if (total > fluxConfig.maxMoney) throw distrust('total');
    vetted.push({ ...utxo, script, confirmations: vetConfirmations(utxo, tip) });
  }
  return vetted;
}
