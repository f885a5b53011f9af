import {
  type FusionChain,
  fusionChains,
  rememberServed,
  type ServedAddress,
} from '../../../../wallet-core/fusion/index.ts';
import { shapes } from '../../../../wallet-core/ipc/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';
import type { AccountContext } from '../account-context.ts';

const KEY = 'agreed';
const row = z.strictObject({
  addresses: z
    .array(
      z.strictObject({
        chain: z.enum(fusionChains),
        address: shapes.addressText,
        firstMs: shapes.timeMs,
        lastMs: shapes.timeMs,
      }),
    )
    .max(10_000),
});

/** Deposit addresses that the person has agreed to: reading one is not enough to make it familiar. */
export interface ServedAddresses {
  all(): readonly ServedAddress[];
  agreed(chain: FusionChain, address: string): void;
}

export function createServedAddresses(context: AccountContext): ServedAddresses {
  const rows = context.table('fusion-addresses', row);
  let addresses: readonly ServedAddress[] = rows.get(KEY)?.addresses ?? [];
  return {
    all: () => addresses,
    agreed: (chain, address) => {
      addresses = rememberServed(addresses, chain, address, context.clock.now());
      context.database.write([rows.put(KEY, { addresses: [...addresses] })]);
    },
  };
}
