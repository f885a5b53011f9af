import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact, ContactName } from '../contacts/index.ts';
import { isWalletError } from '../errors/index.ts';
import type { Random } from '../ports/index.ts';
import { type AccountId, type AddressText, fromHex, SecretBytes, toHex, unsafeBrand } from '../primitives/index.ts';
import {
  type BackupContent,
  deriveBackupKey,
  formatBackup,
  maxBackupFileBytes,
  mergeBackup,
  openBackup,
  parseBackup,
  readBackupAccount,
  sealBackup,
} from './backup.ts';

const vaultKey = (byte = 42): SecretBytes => new SecretBytes(new Uint8Array(32).fill(byte));
const key = (): SecretBytes => deriveBackupKey(vaultKey());
const accountId = unsafeBrand<AccountId>('00112233445566aa');
const expectedKey = '987432eb9d2128becfc477baf750595b20c4eff2ab00579dd2ddefe37c5ccd67';
const otherId = unsafeBrand<AccountId>('00112233445566ab');
const random: Random = { bytes: (length) => new Uint8Array(length).map((_, at) => at * 7) };

function codeOf(use: () => unknown): string {
  try {
    use();
    return 'no error';
  } catch (error) {
    return isWalletError(error) ? error.code : String(error);
  }
}

const empty: BackupContent = {
  madeAtMs: 0,
  labels: [],
  contacts: [],
  frozen: [],
  journals: [],
  settings: null,
  receiveIndexes: [],
};

const times = fc.nat(100);
const contact: fc.Arbitrary<Contact> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    name: fc.constantFrom('Ada', 'ADA', 'Bob', 'Carl'),
    address: fc.constantFrom('t1x', 't1y', 't1z'),
  })
  .map(({ id, name, address }) => ({
    id,
    name: unsafeBrand<ContactName>(name),
    addresses: [{ chain: 'flux' as const, address: unsafeBrand<AddressText>(address) }],
    createdAtMs: 1,
  }));

function distinct<T>(items: fc.Arbitrary<T>, nameOf: (item: T) => unknown): fc.Arbitrary<T[]> {
  return fc.uniqueArray(items, { selector: nameOf, maxLength: 6 });
}

const contents: fc.Arbitrary<BackupContent> = fc.record({
  madeAtMs: times,
  labels: distinct(
    fc.record({
      key: fc.constantFrom('k1', 'k2', 'k3', 'k4'),
      text: fc.constantFrom('rent', 'food', 'gift'),
      changedAtMs: fc.option(times),
    }),
    ({ key: name }) => name,
  ),
  contacts: fc.array(contact, { maxLength: 3 }).map((list) => {
    // As `saveContact` would have it: names, ids and addresses once each.
    const seen = new Set<string>();
    return list.filter(({ id, name, addresses }) => {
      const names = [id, name.toLowerCase(), addresses[0]?.address ?? ''];
      if (names.some((item) => seen.has(item))) return false;
      for (const item of names) seen.add(item);
      return true;
    });
  }),
  frozen: distinct(
    fc.constantFrom('0', '1', '2').map((vout) => `${'ab'.repeat(32)}:${vout}`),
    String,
  ),
  journals: distinct(
    fc.record({
      journal: fc.constantFrom('sends', 'claims'),
      id: fc.constantFrom('1', '2', '3'),
      updatedAtMs: times,
      text: fc.constantFrom('{"n":1}', '{"n":2}'),
    }),
    ({ journal, id }) => `${journal}/${id}`,
  ),
  settings: fc.option(fc.record({ changedAtMs: times, text: fc.constantFrom('{"theme":"dark"}', '{}') })),
  receiveIndexes: distinct(
    fc.record({ chain: fc.constantFrom('flux', 'bitcoin'), index: fc.nat(20) }),
    ({ chain }) => chain,
  ),
});

describe('E-33: a backup file', () => {
  const text = formatBackup({ ...empty, madeAtMs: 77 });
  const file = sealBackup(key(), accountId, text, random);

  it('opens as sealed, of any content (property)', () => {
    fc.assert(
      fc.property(contents, (content) => {
        const sealed = sealBackup(key(), accountId, formatBackup(content), random);
        expect(readBackupAccount(sealed)).toBe(accountId);
        expect(parseBackup(openBackup(key(), accountId, sealed))).toEqual(content);
      }),
      { numRuns: 200 },
    );
  });

  it('has the layout above the code, and a key of its own', () => {
    expect(toHex(file.subarray(0, 13))).toBe(`504c584201${accountId}`);
    expect(file.length).toBe(13 + 24 + 4_096 + 16);
    // HKDF-SHA-512 of 32 bytes of 42 with an empty salt, by OpenSSL.
    expect(toHex(key().unsafeReveal())).toBe(expectedKey);
    expect(toHex(deriveBackupKey(vaultKey(43)).unsafeReveal())).not.toBe(expectedKey);
  });

  it('is of one of few sizes: content does not show in its length', () => {
    const longer = formatBackup({ ...empty, labels: [{ key: 'k', text: 'savings', changedAtMs: null }] });
    expect(sealBackup(key(), accountId, longer, random).length).toBe(file.length);
  });

  it('refuses every flipped bit of header, nonce and tag, and some of the rest', () => {
    const places = [...Array(60).keys(), ...Array.from({ length: 60 }, (_, at) => file.length - 1 - at)];
    for (const at of places) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = file.slice();
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(codeOf(() => openBackup(key(), accountId, changed))).toMatch(/^vault\./);
      }
    }
  });

  it('refuses truncation, additions and noise (property)', () => {
    for (const length of [0, 4, 5, 13, 37, 53, file.length - 1]) {
      expect(codeOf(() => openBackup(key(), accountId, file.slice(0, length)))).toBe('vault.bad-format');
    }
    expect(codeOf(() => openBackup(key(), accountId, Uint8Array.of(...file, 0)))).toBe('vault.bad-format');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        expect(codeOf(() => openBackup(key(), accountId, noise))).toBe('vault.bad-format');
        expect(codeOf(() => openBackup(key(), accountId, Uint8Array.of(0x50, 0x4c, 0x58, 0x42, 1, ...noise)))).toMatch(
          /^vault\./,
        );
      }),
    );
  });

  it('says when it is of another account, another key or a later release', () => {
    expect(codeOf(() => openBackup(key(), otherId, file))).toBe('vault.wrong-key');
    const renamed = file.slice();
    renamed.set(fromHex(otherId), 5);
    expect(codeOf(() => openBackup(key(), otherId, renamed))).toBe('vault.tampered');
    expect(codeOf(() => openBackup(deriveBackupKey(vaultKey(43)), accountId, file))).toBe('vault.tampered');
    expect(codeOf(() => readBackupAccount(file.with(4, 2)))).toBe('vault.newer-version');
    expect(codeOf(() => readBackupAccount(file.with(4, 0)))).toBe('vault.bad-format');
  });

  it('is bounded, when made and when read', () => {
    expect(codeOf(() => sealBackup(key(), accountId, ' '.repeat(67_108_865), random))).toBe('input.too-long');
    const huge = new Uint8Array(maxBackupFileBytes + 4_096);
    huge.set(file.subarray(0, 13));
    expect(codeOf(() => readBackupAccount(huge))).toBe('vault.bad-format');
  });

  it('holds nothing in clear but its account', () => {
    const planted = formatBackup({ ...empty, labels: [{ key: 'k', text: 'planted-secret', changedAtMs: null }] });
    const sealed = sealBackup(key(), accountId, planted, random);
    expect(String.fromCharCode(...sealed)).not.toContain('planted');
  });
});

describe('E-36: the content', () => {
  it('of version 1 opens as first released', () => {
    const text =
      '{"version":1,"data":{"madeAtMs":5,"labels":[{"key":"transaction:flux:ab","text":"rent","changedAtMs":null}],' +
      '"contacts":"{\\"version\\":1,\\"contacts\\":[{\\"id\\":\\"a\\",\\"name\\":\\"Ada\\",\\"addresses\\":[{\\"chain\\":\\"flux\\",\\"address\\":\\"t1x\\"}],\\"createdAtMs\\":1}]}",' +
      `"frozen":["${'ab'.repeat(32)}:0"],"journals":[{"journal":"sends","id":"1","updatedAtMs":7,"text":"{}"}],` +
      '"settings":{"changedAtMs":8,"text":"{}"},"receiveIndexes":[{"chain":"flux","index":3}]}}';
    const content = parseBackup(`${text}      `);
    expect(content).toMatchObject({ madeAtMs: 5, contacts: [{ name: 'Ada' }], journals: [{ id: '1' }] });
    expect(formatBackup(content)).toBe(text);
  });

  const good = formatBackup(empty);

  it.each([
    ['', 'vault.bad-format'],
    ['{"version":2,"data":{}}', 'vault.newer-version'],
    [good.replace('"labels":[]', '"labels":[{"key":"k","text":"a\\u202eb","changedAtMs":null}]'), 'vault.bad-format'],
    [good.replace('"labels":[]', '"labels":[{"key":"k","text":"","changedAtMs":null}]'), 'vault.bad-format'],
    [good.replace('"labels":[]', '"labels":[{"key":"k k","text":"x","changedAtMs":null}]'), 'vault.bad-format'],
    [good.replace('"frozen":[]', '"frozen":["ab:0"]'), 'vault.bad-format'],
    [
      good.replace('"journals":[]', '"journals":[{"journal":"../x","id":"1","updatedAtMs":7,"text":"{}"}]'),
      'vault.bad-format',
    ],
    [good.replace('"madeAtMs":0', '"madeAtMs":0,"more":1'), 'vault.bad-format'],
    [good.replace('{\\"version\\":1', '{\\"version\\":2'), 'store.newer-version'],
    [good.replace('\\"contacts\\":[]', '\\"contacts\\":[1]'), 'store.corrupt'],
  ])('is refused whole: %s', (text, code) => {
    expect(codeOf(() => parseBackup(text))).toBe(code);
  });

  it('gives content or a coded error for any text (property)', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((data) => `{"version":1,"data":${data}}`),
        ),
        (text) => {
          expect(codeOf(() => parseBackup(text))).toMatch(/^(no error|vault\.|store\.)/);
        },
      ),
    );
  });
});

describe('mergeBackup', () => {
  it('adds what is missing, takes what is newer, keeps what is newer here or of unknown age', () => {
    const here: BackupContent = {
      ...empty,
      labels: [
        { key: 'old', text: 'rent', changedAtMs: 5 },
        { key: 'new', text: 'rent', changedAtMs: 9 },
        { key: 'ageless', text: 'rent', changedAtMs: null },
      ],
      journals: [
        { journal: 'sends', id: '1', updatedAtMs: 5, text: '{"state":"pending"}' },
        { journal: 'sends', id: '2', updatedAtMs: 9, text: '{"state":"final"}' },
      ],
      settings: { changedAtMs: 1, text: '{"theme":"dark"}' },
      receiveIndexes: [{ chain: 'flux', index: 4 }],
    };
    const backup: BackupContent = {
      ...empty,
      labels: ['old', 'new', 'ageless', 'fresh'].map((name) => ({ key: name, text: 'food', changedAtMs: 7 })),
      journals: ['1', '2', '3'].map((id) => ({ journal: 'sends', id, updatedAtMs: 7, text: '{"state":"confirmed"}' })),
      settings: { changedAtMs: 50, text: '{"theme":"light"}' },
      receiveIndexes: [
        { chain: 'flux', index: 2 },
        { chain: 'bitcoin', index: 1 },
      ],
    };
    const { content, report } = mergeBackup(here, backup);
    expect(content.labels.map(({ text }) => text)).toEqual(['food', 'rent', 'rent', 'food']);
    expect(content.journals.map(({ text }) => text)).toEqual(
      ['confirmed', 'final', 'confirmed'].map((state) => `{"state":"${state}"}`),
    );
    expect(content.settings).toEqual(here.settings);
    expect(content.receiveIndexes).toEqual([
      { chain: 'flux', index: 4 },
      { chain: 'bitcoin', index: 1 },
    ]);
    expect(report).toMatchObject({
      labels: { added: 1, updated: 1, kept: 2, same: 0 },
      journals: { added: 1, updated: 1, kept: 1, same: 0 },
      settings: 'kept',
    });
    expect(mergeBackup({ ...here, settings: null }, backup).report.settings).toBe('taken');
  });

  it('never changes a contact here, and takes none whose name or address is taken', () => {
    const of = (id: string, name: string, address: string): Contact => ({
      id,
      name: unsafeBrand<ContactName>(name),
      addresses: [{ chain: 'flux', address: unsafeBrand<AddressText>(address) }],
      createdAtMs: 1,
    });
    const here = { ...empty, contacts: [of('a', 'Ada', 't1x')] };
    const backup = {
      ...empty,
      contacts: [
        of('a', 'Ada', 't1evil'),
        of('b', 'ada', 't1evil'),
        of('c', 'Mallory', 't1x'),
        of('d', 'Bob', 't1y'),
        of('e', 'Ada', 't1x'),
      ],
    };
    const { content, report } = mergeBackup(here, backup);
    expect(content.contacts.map(({ name }) => name)).toEqual(['Ada', 'Bob']);
    expect(content.contacts[0]).toEqual(here.contacts[0]);
    expect(report.contacts).toEqual({ added: 1, updated: 0, kept: 3, same: 1 });
  });

  it('loses nothing newer, invents nothing, and changes nothing a second time (property)', () => {
    fc.assert(
      fc.property(contents, contents, (here, backup) => {
        const { content, report } = mergeBackup(here, backup);
        for (const label of here.labels) {
          const now = content.labels.find((item) => item.key === label.key);
          const other = backup.labels.find((item) => item.key === label.key);
          const isOlder =
            label.changedAtMs !== null && other !== undefined && (other.changedAtMs ?? -1) > label.changedAtMs;
          expect(now).toEqual(isOlder && other?.text !== label.text ? other : label);
        }
        for (const entry of here.journals) {
          const now = content.journals.find(({ journal, id }) => journal === entry.journal && id === entry.id);
          expect(now?.updatedAtMs).toBeGreaterThanOrEqual(entry.updatedAtMs);
          if (now?.updatedAtMs === entry.updatedAtMs) expect(now).toEqual(entry);
        }
        expect(content.contacts.slice(0, here.contacts.length)).toEqual(here.contacts);
        expect(new Set(content.frozen)).toEqual(new Set([...here.frozen, ...backup.frozen]));
        if (here.settings !== null) expect(content.settings).toEqual(here.settings);
        for (const { chain, index } of here.receiveIndexes) {
          expect(content.receiveIndexes.find((item) => item.chain === chain)?.index).toBeGreaterThanOrEqual(index);
        }
        for (const { key: name } of backup.labels) expect(content.labels.some((item) => item.key === name)).toBe(true);
        for (const item of content.labels) expect([...here.labels, ...backup.labels]).toContainEqual(item);
        for (const item of content.journals) expect([...here.journals, ...backup.journals]).toContainEqual(item);
        const { added, updated, kept, same } = report.labels;
        expect(added + updated + kept + same).toBe(backup.labels.length);

        expect(mergeBackup(content, backup).content).toEqual(content);
        expect(mergeBackup(here, empty).content).toEqual(here);
        expect(parseBackup(formatBackup(content))).toEqual(content);
      }),
      { numRuns: 1_000 },
    );
  });
});
