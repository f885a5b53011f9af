/** Runtime code of the contracts beside this file; see README.md there for how it was made. */
import { readFileSync } from 'node:fs';
import { isJsonObject } from '../../api/json.ts';

export type ContractName = 'FluxToken' | 'Multicall' | 'GasPriceOracle' | 'OddToken' | 'Forwarder';

const read = (): ReadonlyMap<string, string> => {
  const file: unknown = JSON.parse(readFileSync(new URL('./runtime-code.json', import.meta.url), 'utf8'));
  if (!isJsonObject(file) || !isJsonObject(file.code)) throw new Error('runtime-code.json has no code');
  return new Map(Object.entries(file.code).map(([name, code]) => [name, String(code)]));
};

let known: ReadonlyMap<string, string> | null = null;

export const runtimeCode = (name: ContractName): string => {
  known ??= read();
  const code = known.get(name);
  if (code === undefined) throw new Error(`no code of ${name}`);
  return code;
};
