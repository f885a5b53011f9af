import { useState } from 'react';
import { AlertDialog, Banner, Button, Card, Checkbox, Stack, Text, t } from '../../ui/index.ts';
import { Points } from '../frame/points.tsx';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';

type RemoveProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'remove' }> };

/** What is lost and what is not, before anything is deleted. */
export function RemoveScreen({ screen, accounts, device }: RemoveProps) {
  const { account, hasImported } = screen;
  const [hasSecret, setHasSecret] = useState(false);
  const [wiping, setWiping] = useState(false);
  const needsSecret = account.kind !== 'watch';
  return (
    <Question
      focusKey="remove"
      title={t('remove.title', { label: account.label })}
      text={t('remove.text')}
      actions={
        <>
          <Button variant="primary" size="large" onClick={() => void accounts.returnToOpen()}>
            {t('common.cancel')}
          </Button>
          <Button
            variant="danger"
            size="large"
            disabled={needsSecret && !hasSecret}
            onClick={() => void accounts.forget(account)}
          >
            {t('remove.submit')}
          </Button>
        </>
      }
    >
      <Card title={t('remove.lost')}>
        <Points>
          <li>{t('remove.lost.profile')}</li>
          {account.kind !== 'watch' && <li>{t('remove.lost.keys')}</li>}
          {account.kind === 'imported' && <li>{t('remove.lost.words')}</li>}
        </Points>
      </Card>
      <Card title={t('remove.kept')}>
        <Points>
          <li>{t('remove.kept.coins')}</li>
          {account.kind !== 'watch' && <li>{t(`remove.kept.${account.kind}`)}</li>}
          <li>{t('remove.kept.backup')}</li>
        </Points>
      </Card>
      {needsSecret && (
        <Checkbox
          label={t(account.kind === 'imported' ? 'remove.haveWords' : 'remove.havePassword')}
          checked={hasSecret}
          onChecked={setHasSecret}
        />
      )}
      <Stack gap={8}>
        <Text tone="muted">{t('wipe.text')}</Text>
        <div>
          <Button variant="quiet" onClick={() => setWiping(true)}>
            {t('wipe.open')}
          </Button>
        </div>
      </Stack>
      <AlertDialog
        open={wiping}
        onClose={() => setWiping(false)}
        title={t('wipe.title')}
        footer={
          <>
            <Button data-first-focus="" onClick={() => setWiping(false)}>
              {t('common.cancel')}
            </Button>
            <Button
              variant="danger"
              onClick={() => {
                setWiping(false);
                void device.wipe();
              }}
            >
              {t('wipe.submit')}
            </Button>
          </>
        }
      >
        <Stack gap={12}>
          <Text>{t('wipe.lost')}</Text>
          <Text>{t('wipe.kept')}</Text>
          {hasImported && <Banner tone="danger" title={t('wipe.imported')} />}
        </Stack>
      </AlertDialog>
    </Question>
  );
}
