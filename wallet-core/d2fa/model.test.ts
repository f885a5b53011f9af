import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TxId, toHex } from '../primitives/index.ts';
import { judgeD2fa } from './judge.ts';
import { type D2faMemory, rememberMade } from './memory.ts';
import { planChange } from './plan-change.ts';
import type { D2faBody } from './record.ts';
import { sealRecord } from './record-cipher.ts';
import { rememberFindings } from './remember-findings.ts';
import { disableDelayBlocks } from './standing.ts';
import { requireFactors } from './state.ts';
import { counting, freshOutpoint, ownKey, reading, setting, TestChain } from './testing/chain.ts';

type Operation =
  | { readonly kind: 'publish'; readonly what: D2faBody['kind'] }
  | { readonly kind: 'mine'; readonly blocks: number }
  | { readonly kind: 'reorganise'; readonly depth: number; readonly lose: boolean }
  | { readonly kind: 'spam'; readonly byte: number }
  /** Somebody sends the bytes of one of our records again, from his own coins. */
  | { readonly kind: 'replay'; readonly at: number }
  /** The same transaction under another txid, as whoever relays it can make. */
  | { readonly kind: 'malleate'; readonly at: number }
  | { readonly kind: 'expire' }
  /** The device loses what it remembered, as a fresh one has nothing. */
  | { readonly kind: 'fresh-device' };

const operations: fc.Arbitrary<readonly Operation[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('publish' as const),
        what: fc.constantFrom('on', 'off', 'disable-request'),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('mine' as const),
        blocks: fc.constantFrom(1, 1, 2, 30, 60, 1_500, 2_879, 2_880),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('reorganise' as const),
        depth: fc.integer({ min: 1, max: 39 }),
        lose: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('spam' as const), byte: fc.integer({ min: 0, max: 255 }) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('replay' as const), at: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('malleate' as const), at: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'expire' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'fresh-device' as const }) },
  ),
  { maxLength: 40 },
);

/** What should hold, told by the order in which things were done and not by what the records say. */
interface Change {
  readonly what: D2faBody['kind'];
  readonly txids: readonly TxId[];
}

function expectedState(
  changes: readonly Change[],
  chain: TestChain,
): { kind: string; by?: string; effective?: number } {
  let on = false;
  let off: string | undefined;
  let effective: number | undefined;
  for (const { what, txids } of changes) {
    const heights = txids.flatMap((txid) => chain.heightOf(txid) ?? []);
    if (heights.length === 0) continue;
    const height = Math.min(...heights);
    if (what === 'disable-request') {
      if (on) effective = Math.min(effective ?? Number.POSITIVE_INFINITY, height + disableDelayBlocks);
      continue;
    }
    on = what === 'on';
    off = on ? undefined : 'record';
    effective = undefined;
  }
  if (on && effective !== undefined && chain.tipHeight >= effective) return { kind: 'off', by: 'request' };
  if (on) return effective === undefined ? { kind: 'on' } : { kind: 'on', effective };
  return off === undefined ? { kind: 'none-found' } : { kind: 'off', by: off };
}

describe('the account against a chain that misbehaves', () => {
  it('every device finds what holds, after spam, replays, reorganisations, losses and lapses (property)', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(operations, (steps) => {
        const chain = new TestChain();
        const random = counting();
        const changes: { what: D2faBody['kind']; txids: TxId[]; data: Uint8Array }[] = [];
        let memory: D2faMemory | null = null;
        const look = () =>
          judgeD2fa({
            d2faKey: ownKey(),
            readings: [reading(chain.outputs, chain.tipHeight)],
            memory,
            nowMs: 1_000_000,
          });

        for (const step of steps) {
          switch (step.kind) {
            case 'publish': {
              const plan = planChange(look(), memory, step.what, true);
              if (!plan.ok) break;
              const body = step.what === 'on' ? setting() : { kind: step.what };
              const { sequence } = plan.value;
              memory = rememberMade(memory, sequence);
              const firstInput = freshOutpoint();
              const data = sealRecord(ownKey(), { sequence, body }, firstInput, random);
              changes.push({ what: step.what, txids: [chain.add({ firstInput, data })], data });
              break;
            }
            case 'mine':
              chain.mine(step.blocks);
              break;
            case 'reorganise':
              chain.reorganise(Math.min(step.depth, chain.tipHeight - 1_000), step.lose);
              break;
            case 'spam':
              chain.add({ firstInput: freshOutpoint(), data: new Uint8Array(80).fill(step.byte) });
              break;
            case 'replay': {
              const data = changes[step.at % Math.max(changes.length, 1)]?.data;
              if (data !== undefined) chain.add({ firstInput: freshOutpoint(), data });
              break;
            }
            case 'malleate': {
              const change = changes[step.at % Math.max(changes.length, 1)];
              const known = chain.outputs.find(({ txid }) => change?.txids.includes(txid) === true);
              if (change !== undefined && known !== undefined) change.txids.push(chain.add(known));
              break;
            }
            case 'expire':
              chain.expire();
              break;
            case 'fresh-device':
              memory = null;
              break;
          }
          const { state } = look();
          seen.add(state.kind);
          if (state.kind === 'disagree') {
            // A factor that this device saw on is gone from the chain: asked for, until a newer record says otherwise.
            const id = state.protective === null ? '' : toHex(state.protective.output.data);
            const change = changes.find(({ data }) => toHex(data) === id);
            expect(change).toMatchObject({ what: 'on' });
            expect(change?.txids.some((txid) => typeof chain.heightOf(txid) === 'number')).toBe(false);
            expect(requireFactors(state, 'send').kind).toBe('factors');
            memory = rememberFindings(memory, look());
            expect(look().state).toEqual(state);
            continue;
          }
          const shown = {
            kind: state.kind,
            ...(state.kind === 'off' ? { by: state.by } : {}),
            ...(state.kind === 'on' && state.request !== null ? { effective: state.request.effectiveHeight } : {}),
          };
          expect(shown).toEqual(expectedState(changes, chain));
          memory = rememberFindings(memory, look());
          // A second look with the memory of the first changes nothing.
          expect(look().state).toEqual(state);
        }
      }),
      { numRuns: 1_000 },
    );
    expect([...seen].sort()).toEqual(['disagree', 'none-found', 'off', 'on']);
  }, 60_000);
});
