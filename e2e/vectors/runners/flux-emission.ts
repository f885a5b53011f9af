import { blockSubsidy, subsidyRemainder, targetSpacingSeconds, tierRewards } from '../../../wallet-core/nodes/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { type CaseResult, type Fact, judge } from './types.ts';

const amount = z.string().regex(/^\d{1,20}$/);

const fileSchema = z.object({
  heights: z.array(
    z.object({
      height: z.int().min(0),
      era: z.enum(['pow', 'pon']),
      targetSpacingSeconds: z.number(),
      subsidySat: amount,
      tierSat: z.object({ CUMULUS: amount, NIMBUS: amount, STRATUS: amount }).optional(),
      remainderSat: amount.optional(),
      remainderTo: z.string().optional(),
    }),
  ),
});

type Row = z.infer<typeof fileSchema>['heights'][number];

function* factsOf(row: Row): Generator<Fact> {
  const spacing = targetSpacingSeconds(row.height);
  const remainder = subsidyRemainder(row.height);
  yield { name: 'subsidy', expected: row.subsidySat, got: String(blockSubsidy(row.height)) };
  yield { name: 'spacing', expected: String(row.targetSpacingSeconds), got: String(spacing) };
  yield { name: 'era', expected: row.era, got: spacing === 30 ? 'pon' : 'pow' };
  if (row.tierSat !== undefined) {
    const rewards = tierRewards(row.height);
    yield { name: 'CUMULUS', expected: row.tierSat.CUMULUS, got: String(rewards?.cumulus) };
    yield { name: 'NIMBUS', expected: row.tierSat.NIMBUS, got: String(rewards?.nimbus) };
    yield { name: 'STRATUS', expected: row.tierSat.STRATUS, got: String(rewards?.stratus) };
  }
  if (row.remainderSat !== undefined) {
    yield { name: 'remainder', expected: row.remainderSat, got: String(remainder.amount) };
  }
  if (row.remainderTo !== undefined) {
    const expected = row.remainderTo.startsWith('dev fund') ? 'dev-fund' : 'miner';
    yield { name: 'remainder to', expected, got: remainder.to };
  }
}

/** Subsidy, spacing and tier rewards at each height. */
export function* run(file: unknown): Generator<CaseResult> {
  for (const row of fileSchema.parse(file).heights) yield judge(`height-${row.height}`, [...factsOf(row)]);
}
