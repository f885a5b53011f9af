import { Button, Stack, t } from '../../ui/index.ts';
import { Question } from '../frame/question.tsx';
import type { SignerParts } from '../start.ts';

export function WelcomeScreen({ accounts, imports }: SignerParts) {
  return (
    <Question title={t('welcome.title')} text={t('welcome.text')} focusKey="welcome">
      <Stack gap={12}>
        <Button variant="primary" size="large" wide onClick={() => accounts.showCreate()}>
          {t('welcome.create')}
        </Button>
        <Button size="large" wide onClick={() => accounts.showSignIn()}>
          {t('welcome.signIn')}
        </Button>
        <Button variant="quiet" size="large" wide onClick={() => imports.showImport()}>
          {t('welcome.import')}
        </Button>
        <Button variant="quiet" size="large" wide onClick={() => imports.showWatch()}>
          {t('welcome.watch')}
        </Button>
      </Stack>
    </Question>
  );
}
