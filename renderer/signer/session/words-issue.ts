import { parseSingleKey } from '../../../wallet-core/keyring/index.ts';
import { adviseOnMnemonic } from '../../../wallet-core/seed/index.ts';
import type { FieldIssue } from './screen.ts';

/** The places worth a look first; more would say nothing. */
const MAX_PLACES = 4;

/**
 * What is probably wrong with typed words: places, never the words themselves, which stay in their field (E-25). Says so
 * too when it is no sentence at all but one private key.
 */
export function wordsIssue(text: string, reason: string): FieldIssue {
  const advice = adviseOnMnemonic(text);
  switch (advice.kind) {
    case 'unknown-words': {
      const positions = advice.places.map(({ position }) => position + 1);
      if (positions.length > MAX_PLACES && isSingleKey(text)) return { field: 'words', reason: 'single-key' };
      return { field: 'words', reason: 'unknown-word', positions: positions.slice(0, MAX_PLACES) };
    }
    case 'checksum': {
      const [swap] = advice.swaps;
      if (advice.places.length === 0 && swap !== undefined) {
        return { field: 'words', reason: 'swapped', positions: [swap + 1, swap + 2] };
      }
      const positions = advice.places.map(({ position }) => position + 1).slice(0, MAX_PLACES);
      return { field: 'words', reason: 'checksum', positions };
    }
    default:
      return { field: 'words', reason: isSingleKey(text) ? 'single-key' : reason };
  }
}

function isSingleKey(text: string): boolean {
  const key = parseSingleKey(text);
  if (!key.ok) return key.reason === 'encrypted' || key.reason === 'extended-key';
  key.value.privateKey.erase();
  return true;
}
