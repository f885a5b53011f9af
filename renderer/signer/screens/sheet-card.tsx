import type { ReactNode } from 'react';
import { AddressText, Card, Facts, Identicon, pictureName, Text, t } from '../../ui/index.ts';
import { RECOVERY_SCRIPT_SHA256 } from './recovery-script.ts';
import styles from './sheet.module.css';

interface SheetCardProps {
  readonly account: {
    readonly accountId: string;
    readonly kind: 'password' | 'imported' | 'watch';
    readonly username: string | null;
    readonly fingerprint: readonly string[] | null;
  };
  readonly firstAddress: string;
  /** What stands in the place of the secrets: themselves on screen, a line to write on elsewhere. */
  readonly password: ReactNode;
  readonly passphrase: ReactNode;
}

/** A line on paper to write on. */
export function WriteLine() {
  return (
    <span className={styles.line}>
      <Text as="span" tone="muted" size={13}>
        {t('sheet.byHand')}
      </Text>
    </span>
  );
}

/** Everything somebody needs to come back, on one sheet of paper: with this app, or without it. */
export function SheetCard({ account, firstAddress, password, passphrase }: SheetCardProps) {
  const isImported = account.kind === 'imported';
  const secrets = isImported
    ? [{ id: 'words', term: t('sheet.words'), value: <WriteLine /> }]
    : [
        { id: 'username', term: t('sheet.username'), value: <Text mono>{account.username}</Text> },
        { id: 'password', term: t('sheet.password'), value: password },
        { id: 'passphrase', term: t('sheet.passphrase'), value: passphrase },
      ];
  return (
    <div className={styles.sheet}>
      <Card title={t('sheet.heading')} aside={<Identicon name={pictureName(account)} size={48} />}>
        <Facts
          layout="down"
          facts={[
            ...secrets,
            { id: 'version', term: t('sheet.version'), value: isImported ? t('sheet.version.bip39') : 'v1' },
            {
              id: 'fingerprint',
              term: t('sheet.fingerprint'),
              value: (
                <Text size={16} weight="strong" id="sheet-fingerprint">
                  {account.fingerprint?.join(' ')}
                </Text>
              ),
            },
            { id: 'first', term: t('sheet.firstAddress'), value: <AddressText address={firstAddress} /> },
          ]}
        />
      </Card>
      <Card title={t('sheet.recovery')}>
        <ol className={styles.steps}>
          <li>{t(isImported ? 'sheet.recovery.words' : 'sheet.recovery.app')}</li>
          <li>{t('sheet.recovery.compare')}</li>
          {!isImported && <li>{t('sheet.recovery.script')}</li>}
          <li>{t('sheet.recovery.never')}</li>
        </ol>
        {!isImported && (
          <p className={styles.hash}>
            {t('sheet.recovery.hash')} {RECOVERY_SCRIPT_SHA256}
          </p>
        )}
      </Card>
    </div>
  );
}
