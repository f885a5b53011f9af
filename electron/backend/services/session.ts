import { isWalletError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount, RequestOf } from '../../../wallet-core/ipc/index.ts';
import type { Clock, Logger, Random } from '../../../wallet-core/ports/index.ts';
import { fromHex, SecretBytes } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { deriveBackupKey } from '../../../wallet-core/vault/backup.ts';
import type { Database } from '../store/database.ts';
import { openCipher, type RowCipher } from '../store/row-cipher.ts';
import { createStorageKeyCipher } from '../store/storage-key-cipher.ts';
import { privateTable } from '../store/table.ts';
import type { AccountContext } from './account-context.ts';
import type { AccountSession } from './account-session.ts';
import type { DeviceService } from './device.ts';
import type { LockedWatch } from './locked-watch.ts';
import type { NodeWatch } from './nodes/watch-nodes.ts';
import type { Throttle } from './throttle.ts';

type OpenRequest = RequestOf<'backend.open'>;

const proof = z.strictObject({ accountId: z.string() });
const PROOF_ROW = 'proof';

export interface SessionManager {
  isOpen(): boolean;
  /** The open account's services. Throws `session.locked`. */
  current(): AccountSession;
  /**
   * Opens an account, then closes the one that was open. Throws `vault.wrong-key` when its rows were sealed with another
   * key; what was open stays open then.
   */
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
  readonly nodeWatch: NodeWatch;
  readonly followWhileLocked: () => boolean;
  /** Another account than the last one is about to be open: whoever was shown the last one may not ask about this one. */
  readonly onOtherAccount: () => void;
}

interface Opened {
  readonly session: AccountSession;
  readonly cipher: RowCipher;
  readonly backupKey: SecretBytes | null;
  readonly end: AbortController;
}

/** Given by the signer; of a password account it follows from the storage key, which every device finds again. */
function backupKeyOf({ account, storageKey, backupKey }: OpenRequest): SecretBytes | null {
  if (backupKey !== undefined && backupKey !== null) return new SecretBytes(fromHex(backupKey));
  if (account.kind !== 'password' || storageKey === null) return null;
  const secret = new SecretBytes(fromHex(storageKey));
  const derived = deriveBackupKey(secret);
  secret.erase();
  return derived;
}

export function createSessionManager(options: SessionManagerOptions): SessionManager {
  const { database, device, throttle, clock, random, logger } = options;
  let opened: Opened | undefined;
  let lastAccountId: string | undefined;

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

  function openWith(request: OpenRequest, noted: KnownAccount, cipher: RowCipher): Opened {
    const { account, publicKeys } = request;
    const end = new AbortController();
    const backupKey = backupKeyOf(request);
    const context: AccountContext = {
      account: noted,
      keys: publicKeys,
      backupKey,
      database,
      table: (name, schema) => privateTable(database, name, account.accountId, cipher, schema),
      clock,
      random,
      logger,
      signal: end.signal,
    };
    try {
      assertKey(context);
      return { session: options.createSession(context), cipher, backupKey, end };
    } catch (thrown) {
      backupKey?.erase();
      throw thrown;
    }
  }

  function close(): void {
    const closing = opened;
    opened = undefined;
    if (closing === undefined) return;
    if (options.followWhileLocked()) {
      options.watch.begin(closing.session.openPayments());
      options.nodeWatch.begin(closing.session.flux?.nodes.watched() ?? []);
    }
    closing.end.abort(new WalletError('session.locked'));
    closing.cipher.erase();
    closing.backupKey?.erase();
    logger.log('info', 'session.closed');
  }

  return {
    isOpen: () => opened !== undefined,
    current: () => {
      if (opened === undefined) throw new WalletError('session.locked');
      return opened.session;
    },
    open: (request) => {
      const { account, storageKey, remember } = request;
      const cipher =
        storageKey === null ? openCipher : createStorageKeyCipher(new SecretBytes(fromHex(storageKey)), random);
      let next: Opened | undefined;
      try {
        if (remember) device.assertRoom(account.accountId);
        const label = device.labelOf(account.accountId) ?? account.label;
        next = openWith(request, { ...account, label, lastOpenedAtMs: clock.now() }, cipher);
        if (remember) device.remember(account);
        // Nothing is proven by opening an account without secrets: it clears no name.
        if (storageKey !== null) throttle.succeed(account.username ?? account.accountId);
      } catch (thrown) {
        cipher.erase();
        next?.backupKey?.erase();
        throw thrown;
      }
      close();
      if (lastAccountId !== undefined && lastAccountId !== account.accountId) options.onOtherAccount();
      lastAccountId = account.accountId;
      opened = next;
      options.watch.end();
      options.nodeWatch.end();
      next.session.run();
      logger.log('info', 'session.opened');
    },
    close,
  };
}
