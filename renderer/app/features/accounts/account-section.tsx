import { ExternalLink } from 'lucide-react';
import type { KnownAccount, RequestOf } from '../../../../wallet-core/ipc/index.ts';
import { Button, Card, Stack, Text, t } from '../../../ui/index.ts';
import styles from './account-section.module.css';
import { showInSigner } from './accounts-store.ts';
import { RenameForm } from './rename-form.tsx';

type Door = Extract<
  RequestOf<'signer.show'>['screen'],
  'sheet' | 'check-up' | 'quick-unlock' | 'keys' | 'export' | 'remove'
>;

const doors: readonly Door[] = ['sheet', 'check-up', 'quick-unlock', 'keys', 'export', 'remove'];

/** What can be done with the open account itself. Each opens in the signer: this window never sees a secret. */
export function AccountSection({ account }: { readonly account: KnownAccount }) {
  const offered = doors.filter((door) => account.kind !== 'watch' || door === 'remove');
  return (
    <Card title={t('accounts.section')}>
      <Stack gap={24}>
        <RenameForm key={account.accountId} label={account.label} />
        <ul className={styles.doors}>
          {offered.map((door) => (
            <li key={door} className={styles.door}>
              <div className={styles.words}>
                <Text weight="medium" id={`door-${door}`}>
                  {t(`accounts.${door}`)}
                </Text>
                <Text tone="muted" size={13}>
                  {t(`accounts.${door}Text`)}
                </Text>
              </div>
              <Button
                icon={ExternalLink}
                variant={door === 'remove' ? 'danger' : 'secondary'}
                aria-describedby={`door-${door}`}
                onClick={() => void showInSigner(door)}
              >
                {t(`accounts.${door}Open`)}
              </Button>
            </li>
          ))}
        </ul>
      </Stack>
    </Card>
  );
}
