import { Button, Stack, t } from '../../ui/index.ts';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';

type WelcomeProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'welcome' }> };

/** The first screen of a new device, and the way to another account beside an open one. */
export function WelcomeScreen({ screen, accounts, creates, imports }: WelcomeProps) {
  const { back } = screen;
  return (
    <Question
      title={t(back === null ? 'welcome.title' : 'welcome.addTitle')}
      text={t(back === null ? 'welcome.text' : 'welcome.addText')}
      focusKey="welcome"
      actions={
        back !== null && (
          <Button variant="quiet" onClick={() => void accounts.returnToOpen()}>
            {t('account.backTo', { label: back.label })}
          </Button>
        )
      }
    >
      <Stack gap={12}>
        <Button variant="primary" size="large" wide onClick={() => creates.showCreate()}>
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
