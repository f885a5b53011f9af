import { beforeEach, describe, expect, it } from 'vitest';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { noReach, type PlaceOnBranch } from '../../../wallet-core/policy/address-reach.ts';
import { fromHex, SecretBytes, toHex, utf8 } from '../../../wallet-core/primitives/index.ts';
import { sealBlob } from '../../../wallet-core/vault/index.ts';
import { FakeMain } from '../testing/desk-fixture.ts';
import { makeKeyring } from '../testing/payment-fixture.ts';
import { describeKeyring } from './candidate.ts';
import { ReachMemory } from './reach-memory.ts';
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
const place = { accountId: ada.known.accountId, name: 'reach' };
const KEY = `${place.accountId} reach`;
const at = (index: number): PlaceOnBranch[] => [{ branch: 'change', index }];

/** Written once by the first version that kept a reach; every later one opens it. */
const VERSION_1 =
  '504c58560101070707070707070707070707070707070707070707070707e971e3a0df174a322530de5b2b186aad52e0b1a81bd2759a34141de823b7fdce3ae2009afeebdbe2657fc0328de04a5e17c1b3cdb72b4284b93cf812b668';

let main: FakeMain;
let memory: ReachMemory;

beforeEach(() => {
  main = new FakeMain();
  memory = new ReachMemory(main.port, random);
});

describe('T-06: how far change has gone', () => {
  it('is kept a step at a time, or whole when it was accepted', async () => {
    await memory.remember(ada, at(0), false);
    await memory.remember(ada, at(9), false);
    expect(await memory.read(ada)).toEqual({ receive: -1, change: 1 });
    await memory.remember(ada, at(500), true);
    expect(await memory.read(ada)).toEqual({ receive: -1, change: 500 });
    await memory.remember(ada, at(7), false);
    expect(await memory.read(ada)).toEqual({ receive: -1, change: 500 });
    expect(main.requests('blob.write')).toHaveLength(3);
  });

  it('E-36: a profile from before it was kept knows nothing; one of version 1 opens', async () => {
    expect(await memory.read(ada)).toEqual(noReach);
    main.blobs.set(KEY, VERSION_1);
    expect(await memory.read(ada)).toEqual({ receive: 3, change: 41 });
    await memory.remember(ada, at(42), false);
    expect(await memory.read(ada)).toEqual({ receive: 3, change: 42 });
  });

  it('cannot be raised by whoever keeps it, nor taken from another account', async () => {
    await memory.remember(ada, at(0), false);
    const blob = main.blobs.get(KEY) ?? '';
    main.blobs.set(KEY.replace(place.accountId, bob.known.accountId), blob);
    expect(await memory.read(bob)).toEqual(noReach);
    for (let from = 0; from < blob.length; from += 2) {
      const flipped = (Number.parseInt(blob.slice(from, from + 2), 16) ^ 1).toString(16).padStart(2, '0');
      main.blobs.set(KEY, blob.slice(0, from) + flipped + blob.slice(from + 2));
      expect(await memory.read(ada)).toEqual(noReach);
    }
  });

  it('that cannot be asked for counts as unknown; what a later version wrote is left alone', async () => {
    await memory.remember(ada, at(0), false);
    main.failures.set('blob.read', new WalletError('ipc.peer-gone'));
    expect(await memory.read(ada)).toEqual(noReach);
    await expect(memory.remember(ada, at(1), false)).rejects.toMatchObject({ code: 'ipc.peer-gone' });
    main.failures.clear();
    const later = fromHex(main.blobs.get(KEY) ?? '');
    later[4] = 2;
    for (const blob of [
      toHex(later),
      toHex(sealBlob(ada.candidate.keys.sealKey, place, utf8('{"version":2,"data":{}}'), random)),
    ]) {
      main.blobs.set(KEY, blob);
      expect(await memory.read(ada)).toEqual(noReach);
      await expect(memory.remember(ada, at(1), false)).rejects.toMatchObject({ code: 'vault.newer-version' });
      expect(main.blobs.get(KEY)).toBe(blob);
    }
  });
});
