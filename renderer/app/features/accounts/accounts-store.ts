import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { ReplyOf, RequestOf } from '../../../../wallet-core/ipc/index.ts';
import { announce, describeError, t, toast } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { useSnapshots } from '../../state/index.ts';
import { createStore } from '../../state/view-store.ts';

export type ListedAccount = ReplyOf<'accounts.list'>['accounts'][number];

export interface AccountsState {
  /** The accounts of this device; `null` until they were read. */
  readonly list: readonly ListedAccount[] | null;
  readonly error: WireError | null;
  /** The account that is being switched to. */
  readonly switchingTo: string | null;
  readonly renaming: boolean;
}

export const useAccounts = createStore<AccountsState>('accounts', {
  list: null,
  error: null,
  switchingTo: null,
  renaming: false,
});

/** After a lock or a switch there is nobody left to tell. */
function complain(thrown: unknown): void {
  const { code } = toWireError(thrown);
  if (code !== 'session.locked') toast('danger', describeError(code).title);
}

export async function readAccounts(): Promise<void> {
  try {
    const { accounts } = await call('accounts.list', {});
    useAccounts.setState({ list: accounts, error: null });
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked') useAccounts.setState({ error });
  }
}

/** Another account in this window. This page ends with it and comes back empty; a payment under review is cancelled. */
export async function switchTo(accountId: string): Promise<void> {
  if (accountId === useSnapshots.getState().account?.accountId) return;
  useAccounts.setState({ switchingTo: accountId });
  try {
    await call('session.switch', { accountId });
  } catch (thrown) {
    complain(thrown);
  } finally {
    if (useAccounts.getState().switchingTo === accountId) useAccounts.setState({ switchingTo: null });
  }
}

/** A name of this device only. True when it is kept. */
export async function renameAccount(label: string): Promise<boolean> {
  const { account } = useSnapshots.getState();
  const text = label.trim();
  if (account === null || text === '') return false;
  try {
    const renamed = await call('account.rename', { accountId: account.accountId, label: text });
    useSnapshots.setState({ account: renamed });
    announce(t('accounts.renamed', { label: renamed.label }));
    await readAccounts();
    return true;
  } catch (thrown) {
    complain(thrown);
    return false;
  }
}

/** One of the signer's own screens, in its own window: nothing secret crosses. */
export async function showInSigner(screen: RequestOf<'signer.show'>['screen']): Promise<void> {
  try {
    await call('signer.show', { screen });
  } catch (thrown) {
    complain(thrown);
  }
}
