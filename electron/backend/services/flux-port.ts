import { fluxBuilder } from '../../../chains/flux/build.ts';
import { fluxCodec, readSigned } from '../../../chains/flux/codec.ts';
import { fluxConfig } from '../../../chains/flux/config.ts';
import { createAccountAddresses } from '../../../chains/flux/network/account-addresses.ts';
import { createFluxReader, type FluxServerEntry, GAP_LIMIT } from '../../../chains/flux/network/index.ts';
import { scriptHexOf } from '../../../chains/flux/network/own-parts.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { ServerEntry } from '../../../wallet-core/ipc/index.ts';
import { isCollateralValue } from '../../../wallet-core/nodes/index.ts';
import { fromHex } from '../../../wallet-core/primitives/index.ts';
import type { ChainPort } from './chain-port.ts';

/** Collateral of today: heights of the past, when other values counted, do not come back. */
const TODAY = Number.MAX_SAFE_INTEGER;
const isCollateral = (value: bigint) => isCollateralValue(value, TODAY);

/** Entries of other kinds are for other chains. Throws `input.bad`. */
function fluxServers(servers: readonly ServerEntry[]): readonly FluxServerEntry[] {
  return servers.map(({ kind, url }) => {
    if (kind !== 'insight' && kind !== 'blockbook')
      throw new WalletError('input.bad', { field: 'server', why: 'kind' });
    return { kind, url };
  });
}

/** FLUX, joined from its adapter. `genesisHash` is `null` in the local world, whose first block is new each time. */
export function createFluxPort(genesisHash: string | null): ChainPort {
  return {
    chain: fluxConfig.chain,
    asset: fluxConfig.asset,
    symbol: fluxConfig.symbol,
    decimals: fluxConfig.decimals,
    finalAfter: fluxConfig.maxReorganisation,
    gapLimit: GAP_LIMIT,
    dust: fluxConfig.dust,
    builder: fluxBuilder,
    codec: fluxCodec,
    isCollateralValue: isCollateral,
    scriptOf: (address) => {
      const script = scriptHexOf(address);
      if (script === undefined) throw new WalletError('chain.bad-address');
      return fromHex(script);
    },
    connect: ({ servers, ...options }) =>
      createFluxReader({ ...options, servers: fluxServers(servers), genesisHash, isCollateralValue: isCollateral }),
    addressesOf: (keys) => (keys.flux === null ? null : createAccountAddresses(keys.flux)),
    readSigned,
  };
}
