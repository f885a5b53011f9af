import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { PreparedStarts, WireStatedStarts } from '../../../../wallet-core/ipc/index.ts';
import { call } from '../../api/index.ts';
import { createStore } from '../../state/view-store.ts';
import { review } from '../review/review-store.ts';
import { useNodes } from './nodes-store.ts';

export interface StartState {
  /** Who else may start them: left as it is, replaced by `delegateText`, or taken back. */
  readonly delegates: 'keep' | 'change' | 'none';
  readonly delegateText: string;
  /** What came out of the last preparing: shown with its refusals. */
  readonly prepared: PreparedStarts | null;
  /** How many were signed. */
  readonly signed: number | null;
}

export const useStart = createStore<StartState>('start', {
  delegates: 'keep',
  delegateText: '',
  prepared: null,
  signed: null,
});

const COMPRESSED = /^0[23][0-9a-f]{64}$/;

/** One to four compressed keys, one a line; `undefined` for anything else. */
export function readDelegates(text: string): readonly string[] | undefined {
  const keys = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const right = keys.length >= 1 && keys.length <= 4 && keys.every((key) => COMPRESSED.test(key));
  return right && new Set(keys).size === keys.length ? keys : undefined;
}

/** What `newDelegates` is to be; `undefined` while the keys cannot be read. */
export function delegatesOf({ delegates, delegateText }: StartState): string[] | null | undefined {
  if (delegates === 'keep') return null;
  if (delegates === 'none') return [];
  const keys = readDelegates(delegateText);
  return keys === undefined ? undefined : [...keys];
}

/**
 * Are these the nodes the person chose, each as the screen showed it (T-06)? The signer compares the same statement
 * with the bytes; a backend that prepared another node is found out here.
 */
export function statesWhatWasChosen(
  stated: WireStatedStarts,
  keys: readonly string[],
  newDelegates: readonly string[] | null,
): boolean {
  const nodes = useNodes.getState().view?.nodes ?? [];
  const distinct = new Set(stated.starts.map(({ key }) => key));
  return (
    distinct.size === stated.starts.length &&
    stated.starts.every((start) => {
      const node = nodes.find(({ key }) => key === start.key);
      return (
        keys.includes(start.key) &&
        node !== undefined &&
        node.address === start.address &&
        node.value === start.value &&
        (node.identity === null || node.identity.publicKey === start.nodePublicKey) &&
        JSON.stringify(start.newDelegates) === JSON.stringify(newDelegates)
      );
    })
  );
}

/** Prepares the starts and has them reviewed in the signer, all in one. Those that may not be started now are left out and said. */
export async function startNodes(keys: readonly string[]): Promise<void> {
  const newDelegates = delegatesOf(useStart.getState());
  if (newDelegates === undefined) return;
  const done = await review(
    'starts',
    async () => {
      const prepared = await call('nodes.prepare-start', { keys: [...keys], newDelegates });
      useStart.setState({ prepared });
      if (prepared.draft === null) return null;
      if (!statesWhatWasChosen(prepared.draft.stated, keys, newDelegates)) throw new WalletError('approval.mismatch');
      return prepared.draft;
    },
    ({ draftId, stated }) => call('approval.node-start', { draftId, stated }),
  );
  if (done === null) return;
  useStart.setState({ signed: done.starts.length, delegates: 'keep', delegateText: '' });
  useNodes.setState({ selected: new Set() });
}
