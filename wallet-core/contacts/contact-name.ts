import { accept, type Brand, findTextFlaw, type Result, refuse, unsafeBrand } from '../primitives/index.ts';

/** A name that shows what it is: trimmed, composed (NFC), 1 to 64 characters, nothing hidden in it (T-01). */
export type ContactName = Brand<string, 'ContactName'>;

export const MAX_CONTACT_NAME_LENGTH = 64;

export type ContactNameRefusal = 'empty' | 'too-long' | 'hidden-characters';

/** Refuses control, bidi and zero-width characters, joiners included; runs of blanks become one. */
export function parseContactName(text: string): Result<ContactName, ContactNameRefusal> {
  if (text.length > 4 * MAX_CONTACT_NAME_LENGTH) return refuse('too-long');
  if (findTextFlaw(text) !== undefined) return refuse('hidden-characters');
  const name = text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  if (name === '') return refuse('empty');
  if ([...name].length > MAX_CONTACT_NAME_LENGTH) return refuse('too-long');
  return accept(unsafeBrand<ContactName>(name));
}

/** Names that people would read as the same have the same key: compatibility forms and case folded. */
export function contactNameKey(name: ContactName): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}
