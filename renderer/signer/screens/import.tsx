import { useRef, useState } from 'react';
import { Button, Checkbox, t } from '../../ui/index.ts';
import { issueWords } from '../fields/issue-words.ts';
import { SecretField } from '../fields/secret-field.tsx';
import { useFirstFocus } from '../fields/use-first-focus.ts';
import { WordsField } from '../fields/words-field.tsx';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import { WaitNotice } from './wait-notice.tsx';

type ImportProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'import' }> };

/** 12, 18 or 24 words from elsewhere, sealed on this computer under a password of their own. */
export function ImportScreen({ screen, accounts, imports }: ImportProps) {
  const { issue, error } = screen;
  const words = useRef<HTMLTextAreaElement>(null);
  const passphrase = useRef<HTMLInputElement>(null);
  const devicePassword = useRef<HTMLInputElement>(null);
  const [hasPassphrase, setHasPassphrase] = useState(false);
  useFirstFocus(words);
  const submit = () => {
    if (words.current === null || devicePassword.current === null) return;
    void imports.importWords(words.current, passphrase.current, devicePassword.current);
  };
  return (
    <Question
      focusKey="import"
      title={t('import.title')}
      text={t('import.text')}
      onSubmit={submit}
      actions={
        <>
          <Button variant="quiet" onClick={() => accounts.showWelcome()}>
            {t('common.back')}
          </Button>
          <Button variant="primary" size="large" type="submit">
            {t('import.submit')}
          </Button>
        </>
      }
    >
      <WaitNotice secondsLeft={0} error={error} />
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
      <SecretField
        label={t('import.devicePassword')}
        hint={t('import.devicePasswordHint')}
        name="devicePassword"
        inputRef={devicePassword}
        error={issueWords(issue, 'devicePassword')}
      />
    </Question>
  );
}
