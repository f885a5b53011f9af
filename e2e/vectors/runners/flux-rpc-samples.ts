import {
  parseConsensusInfo,
  parseDaemonInfo,
  parseNodeCount,
  parseNodeStatus,
} from '../../../chains/flux/network/daemon-replies.ts';
import { parseAmount } from '../../../wallet-core/amounts/index.ts';
import { isCollateralValue } from '../../../wallet-core/nodes/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { attempt, type CaseResult, type Fact, skipped } from './types.ts';

const fileSchema = z.object({
  getfluxnodestatus: z.unknown().optional(),
  getfluxnodecount: z.unknown().optional(),
  getinfo: z.unknown().optional(),
  getblockchaininfoConsensus: z.unknown().optional(),
  rotationMeasured: z.unknown().optional(),
});

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const fields = z.record(z.string(), z.unknown());

/** A field of the sample as text, without our schema. */
function raw(sample: unknown, ...path: readonly string[]): string {
  let value: unknown = sample;
  for (const name of path) value = fields.parse(value)[name];
  return text.parse(value);
}

function nodeStatusFacts(sample: unknown): readonly Fact[] {
  const status = parseNodeStatus(sample);
  const amount = parseAmount(raw(sample, 'data', 'amount'), 8);
  return [
    { name: 'outidx', expected: raw(sample, 'data', 'outidx'), got: String(status.outidx) },
    { name: 'activesince', expected: raw(sample, 'data', 'activesince'), got: String(status.activesince) },
    { name: 'lastpaid', expected: raw(sample, 'data', 'lastpaid'), got: String(status.lastpaid) },
    { name: 'tier', expected: raw(sample, 'data', 'tier').toLowerCase(), got: status.tier },
    { name: 'amount', expected: String(amount.ok && amount.value), got: String(status.amount) },
    {
      name: 'is a collateral',
      expected: 'true',
      got: String(isCollateralValue(status.amount, status.last_confirmed_height)),
    },
  ];
}

function nodeCountFacts(sample: unknown): readonly Fact[] {
  const counted = parseNodeCount(sample);
  const byTier = counted['cumulus-enabled'] + counted['nimbus-enabled'] + counted['stratus-enabled'];
  return [
    { name: 'total', expected: raw(sample, 'data', 'total'), got: String(counted.total) },
    { name: 'sum of tiers', expected: raw(sample, 'data', 'stable'), got: String(byTier) },
  ];
}

/** Each sample parsed by the wallet's own schema; the measured rotation belongs to the FluxNodes screens. */
export async function* run(file: unknown): AsyncGenerator<CaseResult> {
  const samples = fileSchema.parse(file);
  if (samples.getfluxnodestatus !== undefined) {
    yield await attempt('getfluxnodestatus', () => nodeStatusFacts(samples.getfluxnodestatus));
  }
  if (samples.getfluxnodecount !== undefined) {
    yield await attempt('getfluxnodecount', () => nodeCountFacts(samples.getfluxnodecount));
  }
  if (samples.getinfo !== undefined) {
    yield await attempt('getinfo', () => {
      const info = parseDaemonInfo(samples.getinfo);
      return [{ name: 'blocks', expected: raw(samples.getinfo, 'data', 'blocks'), got: String(info.blocks) }];
    });
  }
  if (samples.getblockchaininfoConsensus !== undefined) {
    yield await attempt('getblockchaininfoConsensus', () => {
      const info = parseConsensusInfo(samples.getblockchaininfoConsensus);
      return [
        { name: 'branch at the tip', expected: '76b809bb', got: info.consensus.chaintip },
        { name: 'branch of the next block', expected: '76b809bb', got: info.consensus.nextblock },
      ];
    });
  }
  if (samples.rotationMeasured !== undefined) yield skipped('rotationMeasured');
}
