import { FileDown, FileUp } from 'lucide-react';
import { Banner, Button, Card, describeError, Row, Stack, Text, t } from '../../../ui/index.ts';
import { type BackupResult, restoreBackup, saveBackup, useBackup } from './backup-store.ts';

/** What only this device knows, in one sealed file. Coins need none: the account brings them back. */
export function BackupSection() {
  const busy = useBackup((state) => state.busy);
  const result = useBackup((state) => state.result);
  return (
    <Card title={t('backup.title')}>
      <Stack gap={16}>
        <Text>{t('backup.text')}</Text>
        <Text tone="muted">{t('backup.how')}</Text>
        <Row gap={12} wrap>
          <Button
            icon={FileDown}
            busy={busy === 'save'}
            disabled={busy === 'restore'}
            onClick={() => void saveBackup()}
          >
            {t('backup.save')}
          </Button>
          <Button
            icon={FileUp}
            busy={busy === 'restore'}
            disabled={busy === 'save'}
            onClick={() => void restoreBackup()}
          >
            {t('backup.restore')}
          </Button>
        </Row>
        {result !== null && <Outcome result={result} />}
      </Stack>
    </Card>
  );
}

function Outcome({ result }: { readonly result: BackupResult }) {
  switch (result.kind) {
    case 'saved':
      return (
        <Banner tone="positive" title={t('backup.saved')} live>
          {t('backup.savedText')}
        </Banner>
      );
    case 'restored':
      return (
        <Banner tone="positive" title={t('backup.restored')} live>
          {t('backup.added', { count: result.added })} {t('backup.kept', { count: result.kept })}
        </Banner>
      );
    case 'failed': {
      const words = describeError(result.error.code);
      return (
        <Banner tone="danger" title={words.title} live>
          {words.meaning} {words.next}
        </Banner>
      );
    }
  }
}
