import { isZeroAddress, parseAddress as parseEvmAddress } from '../../../chains/_families/evm/address.ts';
import {
  isNobodysBitcoinAddress,
  parseBitcoinAddress,
  parseBitcoinDestination,
  parseFluxIdAddress,
} from '../../../chains/bitcoin/address.ts';
import { isNobodysAddress, parseAddress, parseDestination } from '../../../chains/flux/address.ts';
import { assets } from '../../../wallet-core/assets/index.ts';
import type { AddressRefusal } from '../../../wallet-core/ports/index.ts';
import type { AddressText, Result } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { attempt, type CaseResult, type Fact, skipped } from './types.ts';

const caseSchema = z.object({
  id: z.string(),
  chain: z.string(),
  address: z.string(),
  valid: z.boolean(),
  type: z.string().optional(),
  canonical: z.string().optional(),
  warn: z.string().optional(),
});

const fileSchema = z.object({ cases: z.array(caseSchema) });

interface Judge {
  readonly parse: (text: string) => Result<AddressText, AddressRefusal>;
  readonly kind: (text: string) => string;
  readonly isQuestionable: (text: string) => boolean;
}

const bitcoinKind = (text: string): string => {
  const parsed = parseBitcoinDestination(text);
  return parsed.ok ? parsed.value.kind : parsed.reason;
};

/** One case carries no checksum; `eip55` is the mixed case that does. */
const evmKind = (text: string): string => {
  const body = text.slice(2);
  if (!/[a-f]/i.test(body) || body === body.toLowerCase()) return 'lower';
  return body === body.toUpperCase() ? 'upper' : 'eip55';
};

/** Nobody's key, or the token itself: money sent there is lost. */
const isQuestionableEvm = (text: string): boolean => {
  const parsed = parseEvmAddress(text);
  return isZeroAddress(text) || (parsed.ok && assets.some((asset) => asset.identifier === parsed.value));
};

/** Chains whose addresses this wallet judges; the others' cases count as skipped. */
const judges: ReadonlyMap<string, Judge> = new Map([
  [
    'flux',
    {
      parse: parseAddress,
      kind: (text: string) => {
        const parsed = parseDestination(text);
        return parsed.ok ? parsed.value.kind : parsed.reason;
      },
      isQuestionable: isNobodysAddress,
    },
  ],
  ['fluxId', { parse: parseFluxIdAddress, kind: bitcoinKind, isQuestionable: isNobodysBitcoinAddress }],
  ['evm', { parse: parseEvmAddress, kind: evmKind, isQuestionable: isQuestionableEvm }],
  ['bitcoin', { parse: parseBitcoinAddress, kind: bitcoinKind, isQuestionable: isNobodysBitcoinAddress }],
]);

function factsOf(entry: z.infer<typeof caseSchema>, judge: Judge): readonly Fact[] {
  const parsed = judge.parse(entry.address);
  const answer = {
    name: 'answer',
    expected: entry.valid ? 'accepted' : 'refused',
    got: parsed.ok ? 'accepted' : 'refused',
  };
  if (!parsed.ok || !entry.valid) return [answer];
  const facts: Fact[] = [
    answer,
    { name: 'canonical', expected: entry.canonical ?? entry.address, got: parsed.value },
    {
      name: 'questionable',
      expected: String(entry.warn !== undefined),
      got: String(judge.isQuestionable(entry.address)),
    },
  ];
  if (entry.type !== undefined) facts.push({ name: 'type', expected: entry.type, got: judge.kind(entry.address) });
  return facts;
}

/** The answer of the address check; refusals are judged by the answer, their reason is informative. */
export async function* run(file: unknown): AsyncGenerator<CaseResult> {
  for (const entry of fileSchema.parse(file).cases) {
    const judge = judges.get(entry.chain);
    yield judge === undefined ? skipped(entry.id) : await attempt(entry.id, () => factsOf(entry, judge));
  }
}
