import { useRef } from 'react';
import { Banner, Button, t } from '../../ui/index.ts';
import { issueWords } from '../fields/issue-words.ts';
import { PlainField } from '../fields/plain-field.tsx';
import { SecretField } from '../fields/secret-field.tsx';
import { useFirstFocus } from '../fields/use-first-focus.ts';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import { takeCredentials } from '../session/secret-input.ts';
import type { SignerParts } from '../start.ts';
import { WaitNotice } from './wait-notice.tsx';

type ConfirmProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'confirm' }> };

/** Typed again from paper: the proof that the sheet is right. */
export function ConfirmScreen({ screen, accounts, creates }: ConfirmProps) {
  const { failed, issue, error } = screen;
  const username = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const passphrase = useRef<HTMLInputElement>(null);
  useFirstFocus(username);
  const submit = () => {
    if (username.current === null || password.current === null) return;
    void creates.confirm(takeCredentials(username.current.value, password.current, passphrase.current));
  };
  return (
    <Question
      focusKey="confirm"
      title={t('confirm.title')}
      text={t('confirm.text')}
      onSubmit={submit}
      actions={
        <>
          <Button variant="quiet" onClick={() => creates.showSheet()}>
            {t('confirm.back')}
          </Button>
          <Button variant="primary" size="large" type="submit">
            {t('confirm.submit')}
          </Button>
        </>
      }
    >
      <WaitNotice secondsLeft={0} error={error} />
      {failed && (
        <Banner tone="danger" title={t('confirm.failed')} live>
          {t('confirm.failedText')}
        </Banner>
      )}
      <PlainField
        label={t('sheet.username')}
        name="username"
        inputRef={username}
        error={issueWords(issue, 'username')}
      />
      <SecretField
        label={t('sheet.password')}
        name="password"
        inputRef={password}
        error={issueWords(issue, 'password')}
      />
      {accounts.draft.has('passphrase') && (
        <SecretField
          label={t('sheet.passphrase')}
          name="passphrase"
          inputRef={passphrase}
          error={issueWords(issue, 'passphrase')}
        />
      )}
    </Question>
  );
}
