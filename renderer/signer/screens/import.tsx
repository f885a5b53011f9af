import { useRef, useState } from 'react';
import { Button, Checkbox, Field, t } from '../../ui/index.ts';
import { issueWords } from '../fields/issue-words.ts';
import { SecretField } from '../fields/secret-field.tsx';
import { useFirstFocus } from '../fields/use-first-focus.ts';
import styles from '../fields/words-field.module.css';
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
  const [count, setCount] = useState(0);
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
      <Field label={t('import.words')} aside={t('import.wordsHint', { count })} error={issueWords(issue, 'words')}>
        {(control) => (
          <textarea
            {...control}
            ref={words}
            name="words"
            rows={4}
            className={styles.words}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={1_000}
            onInput={(event) => setCount(event.currentTarget.value.trim().split(/\s+/).filter(Boolean).length)}
          />
        )}
      </Field>
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
