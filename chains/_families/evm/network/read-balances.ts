import type { AddressRef, Balance } from '../../../../wallet-core/chain-contract/index.ts';
import { type AddressText, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import type { Finding } from '../../network/server-pool.ts';
import { parseUintAnswer } from '../abi.ts';
import type { EvmCodec } from '../codec.ts';
import { balanceOf, type EvmServer, requireUint } from './evm-server.ts';
import { vetBalance } from './read-context.ts';

function toBalance(asset: string, spendable: bigint): Balance {
  return { asset, spendable, incoming: 0n, immature: 0n, collateral: 0n, frozen: 0n };
}

function sum(values: readonly (bigint | undefined)[]): bigint | undefined {
  let total = 0n;
  for (const value of values) {
    if (value === undefined) return undefined;
    total += value;
  }
  return total;
}

/**
 * Coin, FLUX and the given tokens of all addresses, in one request. Coin and FLUX or nothing: an answer without them is
 * no answer. A token whose contract gives no sensible number is left out: not known, which is not zero.
 */
export async function readBalances(
  server: EvmServer,
  codec: EvmCodec,
  refs: readonly AddressRef[],
  tokens: readonly AddressText[],
): Promise<Finding<readonly Balance[]>> {
  const owners = [...new Set(refs.map(({ address }) => address))];
  const flux = unsafeBrand<AddressText>(codec.config.flux.identifier);
  const contracts = [...new Set([flux, ...tokens])];
  const width = 1 + contracts.length;
  const { tip, state } = await server.read({
    state: owners.flatMap((owner) => [
      { kind: 'coin' as const, owner },
      ...contracts.map((contract) => balanceOf(contract, owner)),
    ]),
  });
  const column = (index: number) => owners.map((_, row) => state[row * width + index]);
  const coin = column(0).reduce((total, answer) => total + requireUint(answer), 0n);
  const own = column(1).reduce((total, answer) => total + vetBalance(codec, flux, requireUint(answer)), 0n);
  const others = contracts.slice(1).flatMap((contract, index) => {
    const values = column(index + 2).map((answer) =>
      answer === null || answer === undefined ? undefined : parseUintAnswer(answer),
    );
    const total = sum(values);
    return total === undefined ? [] : [toBalance(contract, total)];
  });
  return { value: [toBalance('native', coin), toBalance(flux, vetBalance(codec, flux, own)), ...others], tip };
}
