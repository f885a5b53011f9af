import { Check, LoaderCircle, Lock, LockOpen, Plus } from 'lucide-react';
import { useEffect } from 'react';
import { Button, describeError, Identicon, LoadingLabel, pictureName, Stack, Text, t } from '../../../ui/index.ts';
import { useSnapshots } from '../../state/index.ts';
import styles from './accounts.module.css';
import { type ListedAccount, readAccounts, showInSigner, switchTo, useAccounts } from './accounts-store.ts';

/** The accounts of this device, to switch between, and the way to another one. */
export function AccountList({ onDone }: { readonly onDone: () => void }) {
  const list = useAccounts((state) => state.list);
  const error = useAccounts((state) => state.error);
  const openId = useSnapshots((state) => state.account?.accountId ?? null);
  useEffect(() => void readAccounts(), []);
  return (
    <Stack gap={8}>
      <Text size={12} tone="muted">
        {t('accounts.title')}
      </Text>
      {list === null && error === null && <LoadingLabel />}
      {error !== null && <Text tone="danger">{describeError(error.code).title}</Text>}
      {list !== null && (
        <ul className={styles.list}>
          {list.map((listed) => (
            <Entry
              key={listed.account.accountId}
              listed={listed}
              isOpen={listed.account.accountId === openId}
              onDone={onDone}
            />
          ))}
        </ul>
      )}
      <Button
        variant="quiet"
        icon={Plus}
        onClick={() => {
          onDone();
          void showInSigner('add-account');
        }}
      >
        {t('accounts.add')}
      </Button>
    </Stack>
  );
}

interface EntryProps {
  readonly listed: ListedAccount;
  readonly isOpen: boolean;
  readonly onDone: () => void;
}

function Entry({ listed: { account, unlocked }, isOpen, onDone }: EntryProps) {
  const isSwitching = useAccounts((state) => state.switchingTo === account.accountId);
  const isBusy = useAccounts((state) => state.switchingTo !== null);
  const state = isOpen ? 'open' : account.kind === 'watch' ? 'watch' : unlocked ? 'unlocked' : 'locked';
  const Icon = isSwitching ? LoaderCircle : isOpen ? Check : state === 'locked' ? Lock : LockOpen;
  return (
    <li>
      <button
        type="button"
        className={styles.entry}
        aria-current={isOpen ? 'true' : undefined}
        aria-disabled={isBusy || undefined}
        onClick={() => {
          if (isBusy) return;
          if (!isOpen) void switchTo(account.accountId);
          onDone();
        }}
      >
        <Identicon name={pictureName(account)} size={32} decorative />
        <span className={styles.who}>
          <span className={styles.label}>{account.label}</span>
          <span className={styles.words}>{account.fingerprint?.join(' ') ?? t('shell.watchOnly')}</span>
        </span>
        <span className={styles.state}>
          <Icon size={14} aria-hidden />
          {t(`accounts.state.${state}`)}
        </span>
      </button>
    </li>
  );
}
