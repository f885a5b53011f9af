import { ChevronDown } from 'lucide-react';
import { Facts, Identicon, Popover, pictureName, Row, Skeleton, Stack, Text, t } from '../../ui/index.ts';
import { AccountList } from '../features/accounts/account-list.tsx';
import { useSnapshots } from '../state/index.ts';
import styles from './top-bar.module.css';

/** The account's picture, name and three words, the same ones the signer shows; below, the others of this device. */
export function AccountBadge() {
  const account = useSnapshots((state) => state.account);
  if (account === null) {
    return (
      <span className={styles.account}>
        <Skeleton size="control" width="short" />
      </span>
    );
  }
  const words = account.fingerprint?.join(' ') ?? t('shell.watchOnly');
  return (
    <Popover
      label={t('shell.account')}
      trigger={
        <span className={styles.account}>
          <Identicon name={pictureName(account)} size={32} decorative />
          <span className={styles.accountWords}>
            <span className={styles.label}>{account.label}</span>
            <span className={styles.words}>{words}</span>
          </span>
          <ChevronDown size={14} aria-hidden />
        </span>
      }
    >
      {(close) => (
        <div className={styles.panel}>
          <Row gap={16} align="start">
            <Identicon name={pictureName(account)} size={96} />
            <Stack gap={4}>
              <Text weight="medium">{account.label}</Text>
              <Text tone="muted" size={13}>
                {t(`shell.kind.${account.kind}`)}
              </Text>
            </Stack>
          </Row>
          {account.fingerprint !== null && (
            <Stack gap={4}>
              <Text size={12} tone="muted">
                {t('shell.words')}
              </Text>
              <Text size={20} weight="strong">
                {words}
              </Text>
              <Text size={12} tone="muted">
                {t('shell.accountWordsHint')}
              </Text>
            </Stack>
          )}
          <Facts
            facts={[
              {
                id: 'id',
                term: t('about.accountId'),
                value: (
                  <Text as="span" mono size={13}>
                    {account.accountId}
                  </Text>
                ),
              },
            ]}
          />
          <AccountList onDone={close} />
        </div>
      )}
    </Popover>
  );
}
