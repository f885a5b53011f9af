import { hardened, type PathKind, pathTable } from './paths.ts';

const stepPattern = /^(0|[1-9][0-9]{0,9})('?)$/;
const maxDepth = 8;

function parseStep(text: string): number | undefined {
  const [, digits, mark] = stepPattern.exec(text) ?? [];
  const value = Number(digits ?? hardened);
  if (value >= hardened) return undefined;
  return mark === '' ? value : value + hardened;
}

/** Steps of a path in canonical text form (`m/44'/0'/3`, no leading zeros, `'` for hardened); `undefined` otherwise. */
export function parsePath(text: string): readonly number[] | undefined {
  if (text.length > 100) return undefined;
  const [root, ...parts] = text.split('/');
  if (root !== 'm' || parts.length > maxDepth) return undefined;
  const steps: number[] = [];
  for (const part of parts) {
    const step = parseStep(part);
    if (step === undefined) return undefined;
    steps.push(step);
  }
  return steps;
}

function isPathKind(text: string): text is PathKind {
  return Object.hasOwn(pathTable, text);
}

type StepRule = (step: number) => boolean;

function ruleOf(part: string, branches: readonly number[] | null): StepRule {
  if (part === '{b}') return (step) => branches?.includes(step) === true;
  if (part === '{i}') return (step) => step < hardened;
  if (part === "{i}'") return (step) => step >= hardened;
  const fixed = parseStep(part);
  return (step) => step === fixed;
}

const rules: readonly { readonly kind: PathKind; readonly steps: readonly StepRule[] }[] = Object.keys(pathTable)
  .filter(isPathKind)
  .map((kind) => {
    const { branches, template } = pathTable[kind];
    const parts = template.split('/').slice(1);
    return { kind, steps: parts.map((part) => ruleOf(part, branches)) };
  });

export interface SchemePath {
  readonly kind: PathKind;
  /** All steps, hardened ones with the top bit. */
  readonly steps: readonly number[];
}

/** Which row of the path table a path belongs to; `undefined` for every path outside the scheme. */
export function matchScheme(text: string): SchemePath | undefined {
  const steps = parsePath(text);
  if (steps === undefined) return undefined;
  const row = rules.find((candidate) => {
    return candidate.steps.length === steps.length && candidate.steps.every((rule, at) => rule(steps[at] ?? -1));
  });
  return row === undefined ? undefined : { kind: row.kind, steps };
}
