import { findTextFlaw } from '../../../wallet-core/primitives/index.ts';

/** UTF-16 units; what the contract takes. */
const MAX_UNITS = 64;

/** An account's name on this device: without characters that hide or turn others (T-01), cut to size; may be empty. */
export function toAccountLabel(text: string): string {
  let label = '';
  for (const character of text.normalize('NFC').trim()) {
    if (findTextFlaw(character) !== undefined) continue;
    if (label.length + character.length > MAX_UNITS) break;
    label += character;
  }
  return label.trim();
}
