import { useRef, useState } from 'react';
import { Banner, Button, Checkbox, Stack, Text, t } from '../../ui/index.ts';
import { issueWords } from '../fields/issue-words.ts';
import { SecretField } from '../fields/secret-field.tsx';
import { useFirstFocus } from '../fields/use-first-focus.ts';
import { useNow } from '../fields/use-now.ts';
import { WordsField } from '../fields/words-field.tsx';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import { takeCredentials } from '../session/secret-input.ts';
import type { SignerParts } from '../start.ts';
import { SecretFields } from './credentials-form.tsx';
import { secondsUntil, WaitNotice } from './wait-notice.tsx';

type CheckUpProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'check-up' }> };

export function CheckUpScreen(props: CheckUpProps) {
  return props.screen.state === 'passed' ? <Passed {...props} /> : <Ask {...props} />;
}

function Passed({ screen, checkUps }: CheckUpProps) {
  return (
    <Question
      focusKey="passed"
      title={t('checkUp.passed')}
      text={t('checkUp.passedText')}
      actions={
        <Button variant="primary" size="large" onClick={() => void checkUps.finish()}>
          {t(screen.beforeOpening ? 'checkUp.open' : 'common.close')}
        </Button>
      }
    />
  );
}

/** Typed from the sheet, not from memory of this computer: the paper is what is being checked. */
function Ask({ screen, checkUps, clock }: CheckUpProps) {
  const { account, state, beforeOpening, issue, error, waitUntilMs } = screen;
  const password = useRef<HTMLInputElement>(null);
  const passphrase = useRef<HTMLInputElement>(null);
  const words = useRef<HTMLTextAreaElement>(null);
  const [hasPassphrase, setHasPassphrase] = useState(false);
  const isImported = account.kind === 'imported';
  useFirstFocus(isImported ? words : password);
  const secondsLeft = secondsUntil(waitUntilMs, useNow(clock, waitUntilMs > 0));
  const submit = () => {
    if (secondsLeft > 0) return;
    if (words.current !== null) void checkUps.checkWords(words.current, passphrase.current);
    else if (password.current !== null)
      void checkUps.checkCredentials(takeCredentials(account.username ?? '', password.current, passphrase.current));
  };
  return (
    <Question
      focusKey="check-up"
      title={t('checkUp.title')}
      text={t(isImported ? 'checkUp.textImported' : 'checkUp.text')}
      onSubmit={submit}
      actions={
        <>
          <Button variant="quiet" onClick={() => void checkUps.postpone()}>
            {t(beforeOpening ? 'checkUp.later' : 'common.cancel')}
          </Button>
          <Button variant="primary" size="large" type="submit" disabled={secondsLeft > 0}>
            {t('checkUp.submit')}
          </Button>
        </>
      }
    >
      <WaitNotice secondsLeft={secondsLeft} error={error} />
      {state === 'failed' && (
        <Banner tone="danger" title={t('checkUp.failed')} live>
          <Stack gap={8}>
            <Text>{t(isImported ? 'checkUp.failedImported' : 'checkUp.failedText')}</Text>
            <Text>{t('checkUp.failedAdvice')}</Text>
          </Stack>
        </Banner>
      )}
      {isImported ? (
        <>
          <WordsField inputRef={words} label={t('import.words')} error={issueWords(issue, 'words')} />
          <Checkbox label={t('import.hasPassphrase')} checked={hasPassphrase} onChecked={setHasPassphrase} />
          {hasPassphrase && (
            <SecretField
              label={t('import.passphrase')}
              name="wordsPassphrase"
              inputRef={passphrase}
              error={issueWords(issue, 'wordsPassphrase')}
            />
          )}
        </>
      ) : (
        <SecretFields refs={{ password, passphrase }} issue={issue} />
      )}
    </Question>
  );
}
