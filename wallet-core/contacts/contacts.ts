import { type ChainId, chainIds } from '../chain-contract/index.ts';
import { WalletError } from '../errors/index.ts';
import { type AddressText, accept, type Result, refuse, unsafeBrand } from '../primitives/index.ts';
import { z } from '../primitives/zod.ts';
import { type ContactName, contactNameKey, parseContactName } from './contact-name.ts';

export interface ContactAddress {
  readonly chain: ChainId;
  /** Checked by its chain's codec before it comes here. */
  readonly address: AddressText;
}

export interface Contact {
  readonly id: string;
  readonly name: ContactName;
  readonly addresses: readonly ContactAddress[];
  readonly createdAtMs: number;
}

export const MAX_CONTACTS = 10_000;
const MAX_ADDRESSES_PER_CONTACT = 50;

export type ContactRefusal = 'name-taken' | 'address-taken' | 'too-many';

function findByAddress(contacts: readonly Contact[], { chain, address }: ContactAddress): Contact | undefined {
  return contacts.find((contact) =>
    contact.addresses.some((entry) => entry.chain === chain && entry.address === address),
  );
}

/**
 * The list with `contact` added, or put in the place of the one with its id. Refuses a name that reads like another's
 * and an address that already has a name: with two names, neither could be trusted on a review.
 */
export function saveContact(
  contacts: readonly Contact[],
  contact: Contact,
): Result<readonly Contact[], ContactRefusal> {
  const others = contacts.filter((entry) => entry.id !== contact.id);
  if (others.length >= MAX_CONTACTS || contact.addresses.length > MAX_ADDRESSES_PER_CONTACT) return refuse('too-many');
  const key = contactNameKey(contact.name);
  if (others.some((entry) => contactNameKey(entry.name) === key)) return refuse('name-taken');
  if (contact.addresses.some((address) => findByAddress(others, address) !== undefined)) return refuse('address-taken');
  const isNew = others.length === contacts.length;
  return accept(isNew ? [...contacts, contact] : contacts.map((entry) => (entry.id === contact.id ? contact : entry)));
}

export function removeContact(contacts: readonly Contact[], id: string): readonly Contact[] {
  return contacts.filter((contact) => contact.id !== id);
}

/** The name of exactly this address on this chain; `null` when it has none. Case is never folded here. */
export function nameOfAddress(contacts: readonly Contact[], chain: ChainId, address: string): ContactName | null {
  const found = contacts.find((contact) =>
    contact.addresses.some((entry) => entry.chain === chain && entry.address === address),
  );
  return found?.name ?? null;
}

/**
 * Contacts with an address that `address` resembles without being it (T-02). The judgement is `policy`'s and comes in,
 * so that contacts, history and the signer judge alike.
 */
export function findLookAlikes(
  contacts: readonly Contact[],
  chain: ChainId,
  address: string,
  isLookAlike: (candidate: string, known: string) => boolean,
): readonly { readonly contact: Contact; readonly known: AddressText }[] {
  return contacts.flatMap((contact) =>
    contact.addresses
      .filter((entry) => entry.chain === chain && entry.address !== address && isLookAlike(address, entry.address))
      .map((entry) => ({ contact, known: entry.address })),
  );
}

const storedName = z.string().transform((text, context) => {
  const name = parseContactName(text);
  if (name.ok && name.value === text) return name.value;
  context.addIssue({ code: 'custom', message: 'not a contact name' });
  return z.NEVER;
});

/** Version 1 of the stored form. */
const storedContacts = z.strictObject({
  version: z.literal(1),
  contacts: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[0-9a-z-]{1,64}$/),
        name: storedName,
        addresses: z
          .array(
            z.strictObject({
              chain: z.enum(chainIds),
              address: z
                .string()
                .min(1)
                .max(128)
                .transform((text) => unsafeBrand<AddressText>(text)),
            }),
          )
          .max(MAX_ADDRESSES_PER_CONTACT),
        createdAtMs: z.int().min(0).max(8.64e15),
      }),
    )
    .max(MAX_CONTACTS),
});

export function formatContacts(contacts: readonly Contact[]): string {
  return JSON.stringify({ version: 1, contacts });
}

/** The stored list, whole or not at all. Throws `store.corrupt`, or `store.newer-version` for a later format. */
export function parseContacts(text: string): readonly Contact[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new WalletError('store.corrupt', { what: 'contacts' }, { cause });
  }
  const newer = z.object({ version: z.int().min(2) }).safeParse(value);
  if (newer.success) throw new WalletError('store.newer-version', { what: 'contacts' });
  const parsed = storedContacts.safeParse(value);
  if (!parsed.success) throw new WalletError('store.corrupt', { what: 'contacts' }, { cause: parsed.error });
  return parsed.data.contacts;
}
