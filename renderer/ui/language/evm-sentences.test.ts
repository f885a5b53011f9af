import { describe, expect, it } from 'vitest';
import type { ActionSentence } from '../../../chains/_families/evm/explain.ts';
import { evm } from './en/evm.ts';
import { piecesOf } from './message.ts';

/** A sentence of `explain` without words, or words without a sentence, does not compile. */
const filled: Readonly<Record<ActionSentence['id'], readonly string[]>> = {
  'evm.send': ['amount', 'recipient', 'network'],
  'evm.sendFrom': ['amount', 'owner', 'recipient', 'network'],
  'evm.allow': ['spender', 'amount', 'network'],
  'evm.allowUnlimited': ['spender', 'asset', 'network'],
  'evm.revoke': ['spender', 'asset', 'network'],
  'evm.permit': ['spender', 'amount', 'owner', 'network'],
  'evm.permitUnlimited': ['spender', 'asset', 'owner', 'network'],
  'evm.cancel': ['nonce', 'network'],
  'evm.nothing': ['recipient', 'network'],
  'evm.unknownCall': ['target', 'network', 'amount'],
  'evm.newContract': ['network', 'amount'],
};

describe('sentences about EVM transactions', () => {
  it('say everything that explain gives them, addresses and network always', () => {
    for (const [id, text] of Object.entries(evm)) {
      const names = piecesOf(text).flatMap((piece) => (piece.kind === 'name' ? [piece.name] : []));
      expect(new Map(Object.entries(filled)).get(id)?.toSorted(), id).toEqual(names.toSorted());
    }
    expect(Object.keys(evm).toSorted()).toEqual(Object.keys(filled).toSorted());
  });
});
