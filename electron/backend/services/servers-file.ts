import { readFileSync } from 'node:fs';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { shapes } from '../../../wallet-core/ipc/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { assertServers, type Servers } from './settings.ts';

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
});

/** Servers from a JSON file `{"flux":[{"kind","url"}],"ethereum":[…]}`, as `--servers FILE` names it. Throws `input.bad`. */
export function readServersFile(path: string): Servers {
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
  assertServers(parsed.data);
  return parsed.data;
}
