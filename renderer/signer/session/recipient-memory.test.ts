import { beforeEach, describe, expect, it } from 'vitest';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { fromHex, SecretBytes, toHex, utf8 } from '../../../wallet-core/primitives/index.ts';
import { sealBlob } from '../../../wallet-core/vault/index.ts';
import { FakeMain } from '../testing/desk-fixture.ts';
import { makeKeyring } from '../testing/payment-fixture.ts';
import { describeKeyring } from './candidate.ts';
import { RecipientMemory } from './recipient-memory.ts';
import type { OpenAccount } from './session.ts';

const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };

function accountOf(fill: number): OpenAccount {
  const keyring = makeKeyring(fill);
  const described = describeKeyring(keyring);
  const key = () => new SecretBytes(new Uint8Array(32).fill(fill));
  const fingerprint = ['write', 'push', 'receive'] as const;
  return {
    known: {
      accountId: described.accountId,
      kind: 'password',
      label: 'ada',
      username: 'ada',
      fingerprint: [...fingerprint],
      createdAtMs: 0,
      lastOpenedAtMs: null,
    },
    candidate: {
      ...described,
      kind: 'password',
      username: 'ada',
      fingerprint,
      keys: { keyring, vaultKey: key(), sealKey: key(), policyKey: key(), d2faKey: key(), backupKey: null },
    },
  };
}

const ada = accountOf(5);
const bob = accountOf(6);
const place = { accountId: ada.known.accountId, name: 'recipients' };
const KEY = `${place.accountId} recipients`;

let main: FakeMain;
let memory: RecipientMemory;

beforeEach(() => {
  main = new FakeMain();
  memory = new RecipientMemory(main.port, random);
});

describe('T-04: recipients paid before', () => {
  it('are kept in order, each once, the newest last', async () => {
    expect(await memory.read(ada)).toEqual([]);
    await memory.remember(ada, ['t1a', 't1b']);
    await memory.remember(ada, ['t1c', 't1a', 't1c']);
    expect(await memory.read(ada)).toEqual(['t1b', 't1c', 't1a']);
  });

  it('cannot be read or forged by whoever keeps them', async () => {
    await memory.remember(ada, ['t1secret']);
    const blob = main.blobs.get(KEY) ?? '';
    expect(blob).not.toContain(toHex(utf8('t1secret')));
    for (const at of [0, 5, 10, blob.length / 2, blob.length - 2]) {
      const even = at - (at % 2);
      const flipped = (Number.parseInt(blob.slice(even, even + 2), 16) ^ 1).toString(16).padStart(2, '0');
      main.blobs.set(KEY, blob.slice(0, even) + flipped + blob.slice(even + 2));
      expect(await memory.read(ada)).toEqual([]);
    }
    main.blobs.set(KEY, '');
    expect(await memory.read(ada)).toEqual([]);
  });

  it('of one account say nothing about another, wherever their blob is put', async () => {
    await memory.remember(ada, ['t1a']);
    const blob = main.blobs.get(KEY) ?? '';
    main.blobs.set(`${bob.known.accountId} recipients`, blob);
    expect(await memory.read(bob)).toEqual([]);
  });

  it('that cannot be asked for just now count as none, and are not overwritten', async () => {
    await memory.remember(ada, ['t1a']);
    const before = main.blobs.get(KEY);
    main.failures.set('blob.read', new WalletError('ipc.peer-gone'));
    expect(await memory.read(ada)).toEqual([]);
    await expect(memory.remember(ada, ['t1b'])).rejects.toMatchObject({ code: 'ipc.peer-gone' });
    expect(main.blobs.get(KEY)).toBe(before);
    main.failures.clear();
    expect(await memory.read(ada)).toEqual(['t1a']);
  });

  it('of a later version are left alone; broken ones begin anew', async () => {
    await memory.remember(ada, ['t1a']);
    const later = fromHex(main.blobs.get(KEY) ?? '');
    later[4] = 2;
    main.blobs.set(KEY, toHex(later));
    await expect(memory.remember(ada, ['t1b'])).rejects.toMatchObject({ code: 'vault.newer-version' });
    expect(await memory.read(ada)).toEqual([]);
    for (const content of ['{', '{"version":2,"paid":[]}', '{"version":1,"paid":[7]}', '[]']) {
      main.blobs.set(KEY, toHex(sealBlob(ada.candidate.keys.sealKey, place, utf8(content), random)));
      expect(await memory.read(ada)).toEqual([]);
      await memory.remember(ada, ['t1b']);
      expect(await memory.read(ada)).toEqual(['t1b']);
    }
  });

  it('beyond 1,200 the oldest are forgotten, and the blob still fits', async () => {
    const addresses = Array.from({ length: 1_300 }, (_, at) => `t1${at.toString().padStart(62, 'x')}`);
    await memory.remember(ada, addresses);
    expect(await memory.read(ada)).toEqual(addresses.slice(100));
    await memory.remember(ada, ['t1new']);
    expect(await memory.read(ada)).toEqual([...addresses.slice(101), 't1new']);
  });
});
