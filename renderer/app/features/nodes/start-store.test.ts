import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PreparedStarts, RequestOf } from '../../../../wallet-core/ipc/index.ts';
import { nodeKey, nodes, preparedStarts } from '../../testing/fake-nodes.ts';
import { standPage } from '../../testing/stand-page.ts';
import { useReview } from '../review/review-store.ts';
import { readNodes, useNodes } from './nodes-store.ts';
import { readDelegates, startNodes, statesWhatWasChosen, useStart } from './start-store.ts';

const OWN = nodes[5];
const KEYS = [nodeKey(5), nodeKey(7)];
const delegate = `02${'ab'.repeat(32)}`;

function prepared(
  change: Partial<NonNullable<PreparedStarts['draft']>['stated']['starts'][number]> = {},
): PreparedStarts {
  const { draft } = preparedStarts;
  const [start] = draft?.stated.starts ?? [];
  if (draft === null || start === undefined || OWN?.identity == null) throw new Error('no invented start');
  const stated = {
    ...draft.stated,
    starts: [{ ...start, nodePublicKey: OWN.identity.publicKey, ...change }],
  };
  return { ...preparedStarts, draft: { ...draft, stated } };
}

async function start(reply: PreparedStarts, keys: readonly string[] = KEYS) {
  const asked = vi.fn<(request: RequestOf<'approval.node-start'>) => void>();
  standPage({
    'nodes.prepare-start': () => reply,
    'approval.node-start': (request) => {
      asked(request);
      return { starts: request.stated.starts.map(({ key }) => ({ key, txid: '0'.repeat(64) })) };
    },
  });
  await readNodes();
  await startNodes(keys);
  return asked;
}

beforeEach(() => standPage());

describe('starting nodes', () => {
  it('has all of them reviewed at once, exactly as prepared, and forgets the selection', async () => {
    useNodes.setState({ selected: new Set(KEYS) });
    const reply = prepared();
    const asked = await start(reply);
    expect(asked).toHaveBeenCalledExactlyOnceWith({
      draftId: reply.draft?.draftId,
      stated: reply.draft?.stated,
    });
    expect(useStart.getState()).toMatchObject({ signed: 1, prepared: { refused: [{ key: nodeKey(7) }] } });
    expect(useNodes.getState().selected.size).toBe(0);
  });

  it('asks nothing of the signer when none may be started, and keeps the reasons', async () => {
    const asked = await start({ ...preparedStarts, draft: null });
    expect(asked).not.toHaveBeenCalled();
    expect(useStart.getState()).toMatchObject({ signed: null, prepared: { draft: null } });
    expect(useReview.getState().step.kind).toBe('idle');
  });

  it.each([
    ['another node', { key: nodeKey(0) }],
    ['another address', { address: 't1WkW8kV6pBhxJz5wE1f6ZZZx1mLDnMfvn1' }],
    ['another amount', { value: '1250000000000' }],
    ['another identity key', { nodePublicKey: `03${'cd'.repeat(32)}` }],
    ['keys that may start it too', { newDelegates: [delegate] }],
  ])('refuses a backend that prepared %s (T-06)', async (_, change) => {
    const asked = await start(prepared(change));
    expect(asked).not.toHaveBeenCalled();
    expect(useReview.getState().step).toMatchObject({ kind: 'stopped', error: { code: 'approval.mismatch' } });
  });

  it('takes the same node once only', () => {
    const { draft } = prepared();
    if (draft === null) throw new Error('no draft');
    const twice = { ...draft.stated, starts: [...draft.stated.starts, ...draft.stated.starts] };
    expect(statesWhatWasChosen(twice, KEYS, null)).toBe(false);
  });

  it('reads one to four distinct compressed keys', () => {
    expect(readDelegates(` ${delegate.toUpperCase()}\n\n`)).toEqual([delegate]);
    expect(readDelegates(`${delegate} ${delegate}`)).toBeUndefined();
    expect(readDelegates('')).toBeUndefined();
    expect(readDelegates('04'.padEnd(66, 'a'))).toBeUndefined();
    expect(readDelegates([1, 2, 3, 4, 5].map((n) => `02${String(n).repeat(64)}`).join('\n'))).toBeUndefined();
  });
});
