/** `account-v1.json`: name and password → words, keys, addresses; refusals; imported words; published derivations. */
import type { Argon2 } from '../../../wallet-core/ports/index.ts';
import { equalBytes } from '../../../wallet-core/primitives/index.ts';
import { ShippedArgon2 } from '../browser/shipped-argon2.ts';
import {
  accountFacts,
  judgeImported,
  judgePublished,
  judgeRefused,
  judgeRefusedMnemonic,
} from './account/case-runners.ts';
import { otherChains, otherPublished } from './account/chain-facts.ts';
import { nobleOracle, RecordingArgon2, wasmOracle } from './account/oracles.ts';
import { accountCase, accountFile, importedCase, publishedKeyCase, publishedMnemonicCase } from './account/schemas.ts';
import { attempt, type CaseResult, describeError, type Fact, failed } from './types.ts';

export interface AccountOracles {
  /** Derives every account case. */
  readonly every: Argon2;
  /** Confirms the first `confirmed` different inputs, being slow; `null` for none. */
  readonly slow: Argon2 | null;
  readonly confirmed: number;
}

/** What a case derived, for `sameAs` and `differsFrom`. */
interface Outcome {
  readonly master: string;
  readonly seed: string;
}

/** Judges the file with other Argon2 engines: the browser run passes the engine that ships. */
export async function* judgeAccountFile(file: unknown, oracles: AccountOracles): AsyncGenerator<CaseResult> {
  const argon2 = new RecordingArgon2(oracles.every);
  const slow = oracles.slow === null ? null : new RecordingArgon2(oracles.slow);
  const outcomes = new Map<string, Outcome>();
  const confirmed = new Set<string>();
  for (const item of accountFile.parse(file).cases) {
    const { id, group } = item;
    if (group === 'account') {
      yield await attempt(id, async () => {
        const parsed = accountCase.parse(item);
        const isNew = !confirmed.has(parsed.kdfInput) && confirmed.size < oracles.confirmed;
        if (isNew) confirmed.add(parsed.kdfInput);
        const facts = await accountFacts(parsed, argon2, isNew ? slow : null);
        const got = (name: string): string => facts.find((fact) => fact.name === name)?.got ?? 'nothing';
        const outcome = { master: got('master'), seed: got('seed') };
        outcomes.set(id, outcome);
        return [...facts, ...relations(parsed.sameAs, parsed.differsFrom, outcome, outcomes)];
      });
      const parsed = accountCase.safeParse(item);
      if (parsed.success) yield* otherChains(id, parsed.data.chains);
    } else if (group === 'refused') {
      yield* safely(id, () => [judgeRefused(id, item)]);
    } else if (group === 'refused-mnemonic') {
      yield* safely(id, () => [judgeRefusedMnemonic(id, item)]);
    } else if (group === 'imported') {
      yield* safely(id, () => [judgeImported(id, item)]);
      const parsed = importedCase.safeParse(item);
      if (parsed.success) {
        yield* otherChains(id, parsed.data.chains);
        yield* otherPublished(id, parsed.data.published ?? []);
      }
    } else if (group === 'published') {
      yield* safely(id, () => {
        const { published } = publishedMnemonicCase.or(publishedKeyCase).parse(item);
        const own = judgePublished(id, item);
        return [...(own === undefined ? [] : [own]), ...otherPublished(id, published)];
      });
    } else {
      yield failed(id, 'a known group', group);
    }
  }
}

function safely(id: string, results: () => CaseResult[]): CaseResult[] {
  try {
    return results();
  } catch (error) {
    return [failed(id, 'a result', `an error: ${describeError(error)}`)];
  }
}

function relations(
  sameAs: string | undefined,
  differsFrom: readonly string[] | undefined,
  outcome: Outcome,
  outcomes: ReadonlyMap<string, Outcome>,
): Fact[] {
  const facts: Fact[] = [];
  if (sameAs !== undefined) {
    const other = outcomes.get(sameAs);
    facts.push({
      name: `same as ${sameAs}: seed`,
      expected: other?.seed ?? 'a case above this one',
      got: outcome.seed,
    });
  }
  for (const id of differsFrom ?? []) {
    const other = outcomes.get(id);
    const differs = other !== undefined && other.master !== outcome.master && other.seed !== outcome.seed;
    facts.push({ name: `differs from ${id}`, expected: 'true', got: String(differs) });
  }
  return facts;
}

/** Both derive every input and must agree: the engine that ships, in the real browser engine, and an oracle in Node. */
function agreeing(oracle: Argon2, shipped: Argon2): Argon2 {
  return {
    derive: async (input, salt, parameters) => {
      const expected = await oracle.derive(input.slice(), salt, parameters);
      const got = await shipped.derive(input, salt, parameters);
      if (!equalBytes(got, expected)) throw new Error('the shipped Argon2 and the oracle disagree');
      return got;
    },
  };
}

export async function* run(file: unknown): AsyncGenerator<CaseResult> {
  const shipped = new ShippedArgon2();
  try {
    yield* judgeAccountFile(file, { every: agreeing(wasmOracle, shipped), slow: nobleOracle, confirmed: 2 });
  } finally {
    await shipped.close();
  }
}
