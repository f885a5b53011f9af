import { isWalletError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount, RequestOf } from '../../../wallet-core/ipc/index.ts';
import type { Clock, Logger, Random } from '../../../wallet-core/ports/index.ts';
import { fromHex, SecretBytes } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import type { Database } from '../store/database.ts';
import { openCipher, type RowCipher } from '../store/row-cipher.ts';
import { createStorageKeyCipher } from '../store/storage-key-cipher.ts';
import { privateTable } from '../store/table.ts';
import type { AccountContext } from './account-context.ts';
import type { AccountSession } from './account-session.ts';
import type { DeviceService } from './device.ts';
import type { LockedWatch } from './locked-watch.ts';
import type { Throttle } from './throttle.ts';

type OpenRequest = RequestOf<'backend.open'>;

const proof = z.strictObject({ accountId: z.string() });
const PROOF_ROW = 'proof';

export interface SessionManager {
  isOpen(): boolean;
  /** The open account's services. Throws `session.locked`. */
  current(): AccountSession;
  /** Opens an account, closing the one that was open. Throws `vault.wrong-key` when its rows were sealed with another key. */
  open(request: OpenRequest): void;
  /** Drops the storage key and everything that is known about the account. */
  close(): void;
}

export interface SessionManagerOptions {
  readonly database: Database;
  readonly device: DeviceService;
  readonly throttle: Throttle;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly createSession: (context: AccountContext) => AccountSession;
  readonly watch: LockedWatch;
  readonly followWhileLocked: () => boolean;
}

interface Opened {
  readonly session: AccountSession;
  readonly cipher: RowCipher;
  readonly end: AbortController;
}

export function createSessionManager(options: SessionManagerOptions): SessionManager {
  const { database, device, throttle, clock, random, logger } = options;
  let opened: Opened | undefined;

  /** A row sealed at the first opening: only the same key opens it, and a profile without a key cannot pose as one with. */
  function assertKey(context: AccountContext): void {
    const rows = context.table('proof', proof);
    const { accountId } = context.account;
    let found: z.infer<typeof proof> | undefined;
    try {
      [found] = rows.list().map(({ value }) => value);
    } catch (thrown) {
      const isOtherKey =
        isWalletError(thrown) && ['vault.tampered', 'vault.bad-format', 'store.corrupt'].includes(thrown.code);
      throw isOtherKey ? new WalletError('vault.wrong-key') : thrown;
    }
    if (found === undefined) database.write([rows.put(PROOF_ROW, { accountId })]);
    else if (found.accountId !== accountId) throw new WalletError('vault.wrong-key');
  }

  function openWith({ account, publicKeys }: OpenRequest, noted: KnownAccount, cipher: RowCipher): Opened {
    const end = new AbortController();
    const context: AccountContext = {
      account: noted,
      keys: publicKeys,
      database,
      table: (name, schema) => privateTable(database, name, account.accountId, cipher, schema),
      clock,
      random,
      logger,
      signal: end.signal,
    };
    assertKey(context);
    return { session: options.createSession(context), cipher, end };
  }

  function close(): void {
    const closing = opened;
    opened = undefined;
    if (closing === undefined) return;
    if (options.followWhileLocked()) options.watch.begin(closing.session.openPayments());
    closing.end.abort(new WalletError('session.locked'));
    closing.cipher.erase();
    logger.log('info', 'session.closed');
  }

  return {
    isOpen: () => opened !== undefined,
    current: () => {
      if (opened === undefined) throw new WalletError('session.locked');
      return opened.session;
    },
    open: (request) => {
      close();
      const { account, storageKey, remember } = request;
      const cipher =
        storageKey === null ? openCipher : createStorageKeyCipher(new SecretBytes(fromHex(storageKey)), random);
      try {
        const noted = { ...account, lastOpenedAtMs: clock.now() };
        opened = openWith(request, noted, cipher);
        if (remember) device.remember(account);
      } catch (thrown) {
        close();
        cipher.erase();
        throw thrown;
      }
      options.watch.end();
      // Nothing is proven by opening an account without secrets: it clears no name.
      if (storageKey !== null) throttle.succeed(account.username ?? account.accountId);
      opened.session.run();
      logger.log('info', 'session.opened');
    },
    close,
  };
}
