import { beforeEach, describe, expect, it } from 'vitest';
import { WalletError } from '../../wallet-core/errors/index.ts';
import { createSession, type LockReason, type Session } from './session.ts';
import { createManualClock, type ManualClock, settle } from './testing/manual-clock.ts';
import { createRecordingLogger } from './testing/recording-logger.ts';
import { accountId, openRequest } from './testing/samples.ts';

/** What happened, in order. Tests hold a step back by giving it a promise. */
let log: string[];
let epochs: number[];
let clock: ManualClock;
let session: Session;
let held: Record<string, Promise<void>>;
let isApprovalPending: boolean;

function step(name: string): Promise<void> {
  log.push(name);
  return held[name] ?? Promise.resolve();
}

beforeEach(() => {
  log = [];
  epochs = [];
  held = {};
  isApprovalPending = false;
  clock = createManualClock();
  session = createSession({
    signer: {
      open: () => step('signer.open'),
      end: () => step('signer.end'),
      hide: () => void log.push('signer.hide'),
    },
    app: {
      open: () => step('app.open'),
      hide: () => void log.push('app.hide'),
      send: (name, payload) => void log.push(`app ${name} ${'reason' in payload ? payload.reason : ''}`),
      destroy: () => void log.push('app.destroy'),
    },
    backend: {
      call: async (name) => {
        await step(name);
        return {} as never;
      },
      restart: () => void log.push('backend.restart'),
      stop: () => step('backend.stop'),
    },
    approvals: {
      lock: () => void log.push('approvals.lock'),
      isPending: () => isApprovalPending,
      cancelOpen: () => {
        log.push('approvals.cancel');
        epochs.push(session.epoch());
      },
    },
    settled: () => step('settled'),
    clock,
    logger: createRecordingLogger(),
    onOpened: () => void log.push('opened'),
    onLocked: () => void log.push('locked'),
    onFatal: () => void log.push('fatal'),
  });
});

async function openSession(): Promise<void> {
  await session.open(openRequest);
  log = [];
}

const lockSteps = (reason: LockReason): string[] => [
  'signer.end',
  'approvals.lock',
  `app session.locked ${reason}`,
  'app.hide',
  'locked',
  'settled',
  'backend.close',
  'signer.open',
];

describe('opening', () => {
  it('starts with the signer alone', async () => {
    await session.start();
    expect(log).toEqual(['signer.open']);
    expect(session.isOpen()).toBe(false);
  });

  it('tells the backend, shows the app window, hides the signer, in this order', async () => {
    await session.open(openRequest);
    expect(log).toEqual(['backend.open', 'app.open', 'signer.hide', 'opened']);
    expect(session.isOpen()).toBe(true);
    expect(session.hasAccount(accountId)).toBe(true);
  });

  it('stays locked when the backend refuses', async () => {
    held['backend.open'] = Promise.reject(new WalletError('vault.wrong-key'));
    await expect(session.open(openRequest)).rejects.toMatchObject({ code: 'vault.wrong-key' });
    expect(session.isOpen()).toBe(false);
    expect(log).toEqual(['backend.open']);
    held = {};
    await session.open(openRequest);
    expect(session.isOpen()).toBe(true);
  });

  it('leaves the signer up when the page that was just loaded has asked for an approval already', async () => {
    isApprovalPending = true;
    await session.open(openRequest);
    expect(log).toEqual(['backend.open', 'app.open', 'opened']);
  });

  it('one at a time', async () => {
    const gate = Promise.withResolvers<void>();
    held['backend.open'] = gate.promise;
    const first = session.open(openRequest);
    await expect(session.open(openRequest)).rejects.toMatchObject({ code: 'session.busy' });
    gate.resolve();
    await first;
  });

  it('locks when the app window does not open', async () => {
    held['app.open'] = Promise.reject(new Error('ERR_FAILED'));
    await expect(session.open(openRequest)).rejects.toMatchObject({ code: 'session.locked' });
    await settle();
    expect(log.slice(2)).toEqual(lockSteps('fault'));
    expect(session.isOpen()).toBe(false);
  });
});

describe('another account', () => {
  const otherId = 'f'.repeat(16);
  const other = { ...openRequest, account: { ...openRequest.account, accountId: otherId } };
  const switchSteps = [
    'approvals.cancel',
    'settled',
    'backend.open',
    'app session.locked account-switch',
    'locked',
    'app.open',
    'signer.hide',
    'opened',
  ];

  it('takes the place of the first one: approvals cancelled, page reset, then loaded afresh', async () => {
    await openSession();
    const epoch = session.epoch();
    await session.open(other);
    expect(log).toEqual(switchSteps);
    expect(epochs).toEqual([epoch + 1]);
    expect(session.hasAccount(otherId)).toBe(true);
    expect(session.hasAccount(accountId)).toBe(false);
    expect(session.account()?.accountId).toBe(otherId);
  });

  it('counts as open nowhere while it opens, and the first stays open when it does not', async () => {
    await openSession();
    const gate = Promise.withResolvers<void>();
    held['backend.open'] = gate.promise;
    const opening = session.open(other);
    const refused = expect(opening).rejects.toMatchObject({ code: 'vault.wrong-key' });
    await settle();
    expect([session.isOpen(), session.hasAccount(accountId), session.hasAccount(otherId)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(session.account()?.accountId).toBe(accountId);
    gate.reject(new WalletError('vault.wrong-key'));
    await refused;
    expect(session.isOpen()).toBe(true);
    expect(session.hasAccount(accountId)).toBe(true);
    expect(log).not.toContain('app.open');
    expect(log).not.toContain('locked');
  });

  it('locks when nobody can say which of the two the backend has open', async () => {
    await openSession();
    held['backend.open'] = Promise.reject(new WalletError('ipc.peer-gone'));
    await expect(session.open(other)).rejects.toMatchObject({ code: 'ipc.peer-gone' });
    await settle();
    expect(log).toContain('app session.locked fault');
    expect(session.account()).toBe(null);
  });

  it('waits for what is being written for the first one', async () => {
    await openSession();
    const gate = Promise.withResolvers<void>();
    held.settled = gate.promise;
    const opening = session.open(other);
    await settle();
    expect(log).not.toContain('backend.open');
    gate.resolve();
    await opening;
    expect(log).toEqual(switchSteps);
  });

  it('a lock in between wins, before and after the backend was asked', async () => {
    await openSession();
    const gate = Promise.withResolvers<void>();
    held.settled = gate.promise;
    const refused = expect(session.open(other)).rejects.toMatchObject({ code: 'session.locked' });
    await settle();
    const locking = session.lock('suspend');
    gate.resolve();
    await refused;
    await locking;
    expect(log).not.toContain('backend.open');
    expect(session.isOpen()).toBe(false);

    held = {};
    await openSession();
    const second = Promise.withResolvers<void>();
    held['backend.open'] = second.promise;
    const late = expect(session.open(other)).rejects.toMatchObject({ code: 'session.locked' });
    await settle();
    const again = session.lock('idle');
    second.resolve();
    await late;
    await again;
    expect(log.indexOf('backend.open')).toBeLessThan(log.indexOf('backend.close'));
    expect(session.account()).toBe(null);
  });

  it('what the signer says is unlocked is forgotten with it', async () => {
    await openSession();
    session.setUnlocked([accountId, otherId]);
    expect([...session.unlocked()]).toEqual([accountId, otherId]);
    await session.open(other);
    expect(session.unlocked().size).toBe(2);
    await session.lock('person');
    expect(session.unlocked().size).toBe(0);
  });
});

describe('wiping', () => {
  it('happens when the signer is dead and the backend closed, before a fresh signer is up', async () => {
    await openSession();
    await session.lockAnd(() => step('wipe'));
    const steps = lockSteps('person');
    expect(log).toEqual([...steps.slice(0, -1), 'wipe', 'signer.open']);
  });

  it('waits for a lock that is under way, and does nothing after the end', async () => {
    await openSession();
    const gate = Promise.withResolvers<void>();
    held['backend.close'] = gate.promise;
    const locking = session.lock('idle');
    const wiping = session.lockAnd(() => step('wipe'));
    await settle();
    expect(log).not.toContain('wipe');
    gate.resolve();
    await Promise.all([locking, wiping]);
    expect(log.filter((line) => line === 'wipe')).toHaveLength(1);
    await session.quit();
    log = [];
    await session.lockAnd(() => step('wipe'));
    expect(log).toEqual([]);
  });
});

describe('E-27: locking', () => {
  it('kills the signer first, and shows a fresh one last', async () => {
    await openSession();
    await session.lock('suspend');
    expect(log).toEqual(lockSteps('suspend'));
    expect(session.isOpen()).toBe(false);
    expect(session.hasAccount(accountId)).toBe(false);
  });

  it('counts as locked from the first moment', async () => {
    await openSession();
    const gate = Promise.withResolvers<void>();
    held['signer.end'] = gate.promise;
    const epoch = session.epoch();
    const locking = session.lock('person');
    expect(session.isOpen()).toBe(false);
    expect(session.epoch()).toBe(epoch + 1);
    await expect(session.open(openRequest)).rejects.toMatchObject({ code: 'session.locked' });
    await settle();
    expect(log).not.toContain('backend.close');
    gate.resolve();
    await locking;
    expect(log).toEqual(lockSteps('person'));
  });

  it('ten reasons at once are one lock', async () => {
    await openSession();
    const reasons: LockReason[] = ['person', 'idle', 'suspend', 'lock-screen', 'user-switch', 'fault'];
    await Promise.all(reasons.map((reason) => session.lock(reason)));
    expect(log).toEqual(lockSteps('person'));
  });

  it('while locked renews the signer all the same: somebody may have typed half a password', async () => {
    await session.start();
    log = [];
    await session.lock('lock-screen');
    expect(log).toEqual(lockSteps('lock-screen'));
  });

  it('a lock during opening closes what was opened, after it was opened', async () => {
    const gate = Promise.withResolvers<void>();
    held['backend.open'] = gate.promise;
    const opening = session.open(openRequest);
    const refused = expect(opening).rejects.toMatchObject({ code: 'session.locked' });
    const locking = session.lock('suspend');
    await settle();
    expect(log).not.toContain('backend.close');
    gate.resolve();
    await refused;
    await locking;
    expect(log).toEqual(['backend.open', ...lockSteps('suspend')]);
    expect(session.isOpen()).toBe(false);
  });

  it('a lock while the app window loads does not end with an open session', async () => {
    const gate = Promise.withResolvers<void>();
    held['app.open'] = gate.promise;
    const refused = expect(session.open(openRequest)).rejects.toMatchObject({ code: 'session.locked' });
    await settle();
    await session.lock('idle');
    gate.resolve();
    await refused;
    expect(session.isOpen()).toBe(false);
    expect(log).not.toContain('opened');
  });

  it('waits for a commit on its way to the journal, but not for ever', async () => {
    await openSession();
    held.settled = new Promise(() => undefined);
    const locking = session.lock('idle');
    await clock.advance(4_999);
    expect(log).not.toContain('backend.close');
    await clock.advance(1);
    await locking;
    expect(log.slice(-2)).toEqual(['backend.close', 'signer.open']);
  });

  it('takes the backend down when it does not close: a process that is gone holds no storage key', async () => {
    await openSession();
    held['backend.close'] = Promise.reject(new WalletError('ipc.peer-gone'));
    await session.lock('idle');
    expect(log.slice(-3)).toEqual(['backend.close', 'backend.restart', 'signer.open']);
  });

  it('ends the app when the signer survives', async () => {
    await openSession();
    held['signer.end'] = Promise.reject(new WalletError('internal'));
    await session.lock('idle');
    expect(log).toContain('fatal');
    expect(log).not.toContain('signer.open');
    expect(session.isOpen()).toBe(false);
  });

  it('ends the app, visibly, when no fresh signer comes up', async () => {
    await openSession();
    held['signer.open'] = Promise.reject(new Error('ERR_FAILED'));
    await session.lock('idle');
    expect(log.at(-1)).toBe('fatal');
  });

  it('can be unlocked and locked again and again', async () => {
    for (let round = 0; round < 3; round++) {
      await session.open(openRequest);
      expect(session.isOpen()).toBe(true);
      log = [];
      await session.lock('person');
      expect(log).toEqual(lockSteps('person'));
    }
  });
});

describe('quitting', () => {
  it('locks without a new signer, then stops the backend, then lets the app window go', async () => {
    await openSession();
    await session.quit();
    expect(log).toEqual([...lockSteps('quit').slice(0, -1), 'backend.stop', 'app.destroy']);
  });

  it('is idempotent, and nothing locks or opens afterwards', async () => {
    await openSession();
    await Promise.all([session.quit(), session.quit()]);
    log = [];
    await session.lock('idle');
    await expect(session.open(openRequest)).rejects.toMatchObject({ code: 'session.locked' });
    expect(log).toEqual([]);
  });

  it('during a lock ends the signer that the lock may have opened', async () => {
    await openSession();
    const gate = Promise.withResolvers<void>();
    held['backend.close'] = gate.promise;
    const locking = session.lock('idle');
    await settle();
    const quitting = session.quit();
    gate.resolve();
    await locking;
    await quitting;
    expect(log).not.toContain('signer.open');
    expect(log.filter((line) => line === 'signer.end')).toHaveLength(2);
    expect(log.slice(-2)).toEqual(['backend.stop', 'app.destroy']);
  });
});
