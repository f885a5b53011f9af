import { readFileSync } from 'node:fs';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { shapes } from '../../../wallet-core/ipc/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { assertGateways, assertServers, type Servers } from './settings.ts';

const MAX_BYTES = 100_000;

const list = z.array(shapes.serverEntry).min(1).max(20);

/** A chain that the file does not name is not offered in this run. */
const schema = z.strictObject({
  flux: list,
  ethereum: list.optional(),
  bsc: list.optional(),
  polygon: list.optional(),
  avalanche: list.optional(),
  base: list.optional(),
  /** FluxOS gateways. */
  fluxos: z.array(z.string().max(300)).max(10).optional(),
  /** The Fusion service. */
  fusion: z.string().max(300).optional(),
  /** A price source of this machine. */
  prices: z.string().max(300).optional(),
});

function readFile(path: string): z.infer<typeof schema> {
  let json: unknown;
  try {
    const text = readFileSync(path, 'utf8');
    if (text.length > MAX_BYTES) throw new RangeError('too long');
    json = JSON.parse(text);
  } catch (cause) {
    throw new WalletError('input.bad', { field: 'servers-file', why: 'unreadable' }, { cause });
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new WalletError('input.bad', { field: 'servers-file', why: 'shape' });
  return parsed.data;
}

/** Servers from a JSON file `{"flux":[{"kind","url"}],"ethereum":[…]}`, as `--servers FILE` names it. Throws `input.bad`. */
export function readServersFile(path: string): Servers {
  const { fluxos: _gateways, fusion: _fusion, prices: _prices, ...servers } = readFile(path);
  assertServers(servers);
  return servers;
}

/** FluxOS gateways of the same file; none where it names none: a local world knows no public ones. Throws `input.bad`. */
export function readGatewaysFile(path: string): readonly string[] {
  const { fluxos = [] } = readFile(path);
  assertGateways(fluxos);
  return fluxos;
}

/** The Fusion service of the same file; `null` where it names none: then there is none in this run. Throws `input.bad`. */
export function readFusionUrl(path: string): string | null {
  return readFile(path).fusion ?? null;
}

/** The price source of the same file; `null` where it names none: then no prices in this run. Throws `input.bad`. */
export function readPricesUrl(path: string): string | null {
  return readFile(path).prices ?? null;
}
