import type { AccountPublicKeys } from '../../../wallet-core/chain-contract/index.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import type { Clock, Logger, Random } from '../../../wallet-core/ports/index.ts';
import type { SecretBytes } from '../../../wallet-core/primitives/index.ts';
import type { z } from '../../../wallet-core/primitives/zod.ts';
import type { Database } from '../store/database.ts';
import type { Table } from '../store/table.ts';
import type { PrivateTable } from '../store/tables.ts';

/** What a service of an open account is given. All of it becomes useless when the account is closed. */
export interface AccountContext {
  readonly account: KnownAccount;
  readonly keys: AccountPublicKeys;
  /** Opens backup files of the account; `null` when it has none. */
  readonly backupKey: SecretBytes | null;
  readonly database: Database;
  table<T>(name: PrivateTable, schema: z.ZodType<T>): Table<T>;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Aborted, with `session.locked` as its reason, when the account is closed. */
  readonly signal: AbortSignal;
}
