import { describe, expect, it } from 'vitest';
import { createCurrentSettings } from '../current-settings.ts';
import { accountId } from '../testing/samples.ts';
import { createHandlers, type HandlerParts } from './handlers.ts';

const caller = { kind: 'signer' } as const;

function setUp(open: readonly string[]) {
  const asked: string[] = [];
  const parts: HandlerParts = {
    boot: { version: '1', engine: 'none', standIn: true, demo: false, platform: 'linux' },
    backend: {
      call: async (name) => {
        asked.push(name);
        return { blob: null } as never;
      },
    },
    session: {
      open: async () => undefined,
      lock: async () => undefined,
      isOpen: () => open.length > 0,
      hasAccount: (id) => open.includes(id),
      account: () => null,
      unlocked: () => new Set(),
      setUnlocked: () => undefined,
    },
    screens: {
      show: () => undefined,
      showNodeKey: () => undefined,
      activate: () => undefined,
      reveal: () => undefined,
    },
    approvals: {
      request: () => Promise.reject(new Error('unused')),
      requestStarts: () => Promise.reject(new Error('unused')),
      requestIdentity: () => Promise.reject(new Error('unused')),
      requestClaims: () => Promise.reject(new Error('unused')),
      cancel: () => undefined,
      decide: async () => {},
    },
    signer: { print: () => undefined },
    gate: { begin: () => undefined, end: () => undefined, isOpen: () => false },
    settings: createCurrentSettings(),
    connect: () => undefined,
    closeSigner: () => undefined,
    wipeDevice: () => undefined,
  };
  return { handlers: createHandlers(parts), asked };
}

describe('blobs of the signer', () => {
  it.each(['recipients', 'policy', 'd2fa', 'd2fa-attempts'] as const)(
    '%s of an account that is not open is out of reach',
    async (name) => {
      const { handlers, asked } = setUp(['f'.repeat(16)]);
      const locked = expect.objectContaining({ code: 'session.locked' });
      await expect(handlers['blob.read']({ accountId, name }, caller)).rejects.toEqual(locked);
      await expect(handlers['blob.write']({ accountId, name, blob: '00' }, caller)).rejects.toEqual(locked);
      expect(asked).toEqual([]);
      const opened = setUp([accountId]);
      await opened.handlers['blob.read']({ accountId, name }, caller);
      await opened.handlers['blob.write']({ accountId, name, blob: '00' }, caller);
      expect(opened.asked).toEqual(['backend.blob-read', 'backend.blob-write']);
    },
  );

  it.each(['sealed-seed', 'watched', 'quick-unlock', 'checkup', 'keys'] as const)(
    '%s is needed before an account is open',
    async (name) => {
      const { handlers, asked } = setUp([]);
      await handlers['blob.read']({ accountId, name }, caller);
      await handlers['blob.write']({ accountId, name, blob: '00' }, caller);
      expect(asked).toEqual(['backend.blob-read', 'backend.blob-write']);
    },
  );
});
