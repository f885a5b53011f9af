import { sha256 } from '@noble/hashes/sha2.js';
import type { SignRequest } from '../chain-contract/index.ts';
import { toHex, utf8 } from '../primitives/index.ts';

/**
 * SHA-256 over the whole request in one canonical text: members sorted by name, bigint and bytes tagged, so that two
 * requests have one digest only if they are equal in every field. RangeError for values a request cannot hold.
 */
export function digestRequest(request: SignRequest): string {
  return toHex(sha256(utf8(`parallax/v1/sign-request/${canonical(request, 0)}`)));
}

const maxDepth = 12;

function canonical(value: unknown, depth: number): string {
  if (depth > maxDepth) throw new RangeError('request too deep');
  if (value === null) return 'null';
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'bigint') return `n${value}`;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return `i${value}`;
  if (value instanceof Uint8Array) return `b${toHex(value)}`;
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonical(item, depth + 1)).join()}]`;
  if (typeof value !== 'object') throw new RangeError(`a request cannot hold ${typeof value}`);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part, depth + 1)}`).join()}}`;
}
