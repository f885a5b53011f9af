import {
  parseChainInfo,
  parseDaemonInfo,
  parseNodeCount,
  parseNodeStatus,
  readAnswer,
} from '../../../chains/flux/fluxos/index.ts';
import { parseAmount } from '../../../wallet-core/amounts/index.ts';
import { isCollateralValue, parseNodeList, rotation } from '../../../wallet-core/nodes/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { attempt, type CaseResult, type Fact } from './types.ts';

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

/** The sample as a node would send it: in its envelope, over HTTP. */
function dataOf(sample: unknown): unknown {
  const answer = readAnswer({ status: 200, contentType: 'application/json', text: JSON.stringify(sample) });
  if (!answer.ok) throw new TypeError('the node refused');
  return answer.value;
}

function nodeStatusFacts(sample: unknown): readonly Fact[] {
  const data = dataOf(sample);
  const { status, collateral, node } = parseNodeStatus(data);
  const [row] = parseNodeList([{ ...fields.parse(data), rank: 0 }]);
  const amount = parseAmount(raw(sample, 'data', 'amount'), 8);
  return [
    { name: 'status', expected: raw(sample, 'data', 'status').toLowerCase(), got: status },
    {
      name: 'collateral',
      expected: `${raw(sample, 'data', 'txhash')}:${raw(sample, 'data', 'outidx')}`,
      got: collateral,
    },
    { name: 'same as a row of the list', expected: collateral, got: String(row?.key) },
    { name: 'activesince', expected: `${raw(sample, 'data', 'activesince')}000`, got: String(node?.activeSinceMs) },
    { name: 'lastpaid', expected: `${raw(sample, 'data', 'lastpaid')}000`, got: String(node?.lastPaidMs) },
    { name: 'tier', expected: raw(sample, 'data', 'tier').toLowerCase(), got: String(node?.tier) },
    { name: 'amount', expected: String(amount.ok && amount.value), got: String(node?.amount) },
    { name: 'amount of the row', expected: String(node?.amount), got: String(row?.amount) },
    {
      name: 'is a collateral',
      expected: 'true',
      got: String(isCollateralValue(node?.amount ?? 0n, node?.lastConfirmedHeight ?? 0)),
    },
  ];
}

function nodeCountFacts(sample: unknown): readonly Fact[] {
  const counted = parseNodeCount(dataOf(sample));
  const byTier = counted.cumulus + counted.nimbus + counted.stratus;
  return [
    { name: 'total', expected: raw(sample, 'data', 'total'), got: String(counted.total) },
    { name: 'sum of tiers', expected: raw(sample, 'data', 'stable'), got: String(byTier) },
  ];
}

const rotations = z.record(z.string(), z.unknown());
const measuredRotation = z.object({ nodes: z.int().positive(), maxBlocksSincePaid: z.int().positive() });
/** Nodes come and go during a round of a day, so the longest wait seen differs from the number of nodes by little. */
const ROTATION_TOLERANCE = 0.02;
const MEASURED_AT = 2_917_115;

function rotationFacts(sample: unknown): readonly Fact[] {
  return Object.entries(rotations.parse(sample)).flatMap(([name, value]) => {
    const tier = measuredRotation.safeParse(value);
    if (!tier.success) return [];
    const { nodes, maxBlocksSincePaid } = tier.data;
    const { blocks, ms } = rotation(nodes, MEASURED_AT);
    const isClose = Math.abs(blocks - maxBlocksSincePaid) <= nodes * ROTATION_TOLERANCE;
    return [
      { name: `${name} rotation of about ${maxBlocksSincePaid} blocks`, expected: 'true', got: String(isClose) },
      { name: `${name} rotation in ms`, expected: String(nodes * 30_000), got: String(ms) },
    ];
  });
}

/** Each sample parsed by the wallet's own schema. */
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
      const info = parseDaemonInfo(dataOf(samples.getinfo));
      return [{ name: 'blocks', expected: raw(samples.getinfo, 'data', 'blocks'), got: String(info.blocks) }];
    });
  }
  if (samples.getblockchaininfoConsensus !== undefined) {
    yield await attempt('getblockchaininfoConsensus', () => {
      const info = parseChainInfo(samples.getblockchaininfoConsensus);
      return [
        { name: 'branch at the tip', expected: '76b809bb', got: info.consensus.chaintip },
        { name: 'branch of the next block', expected: '76b809bb', got: info.consensus.nextblock },
      ];
    });
  }
  if (samples.rotationMeasured !== undefined) {
    yield await attempt('rotationMeasured', () => rotationFacts(samples.rotationMeasured));
  }
}
