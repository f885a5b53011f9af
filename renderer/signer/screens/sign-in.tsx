import { useRef } from 'react';
import { Button, t } from '../../ui/index.ts';
import { issueWords } from '../fields/issue-words.ts';
import { PlainField } from '../fields/plain-field.tsx';
import { useFirstFocus } from '../fields/use-first-focus.ts';
import { useNow } from '../fields/use-now.ts';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import { takeCredentials } from '../session/secret-input.ts';
import type { SignerParts } from '../start.ts';
import { SecretFields } from './credentials-form.tsx';
import { secondsUntil, WaitNotice } from './wait-notice.tsx';

type SignInProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'sign-in' }> };

export function SignInScreen({ screen, accounts, clock }: SignInProps) {
  const { issue, error, waitUntilMs } = screen;
  const username = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const passphrase = useRef<HTMLInputElement>(null);
  useFirstFocus(username);
  const secondsLeft = secondsUntil(waitUntilMs, useNow(clock, waitUntilMs > 0));

  const submit = () => {
    if (username.current === null || password.current === null || secondsLeft > 0) return;
    void accounts.signIn(takeCredentials(username.current.value, password.current, passphrase.current));
  };

  return (
    <Question
      focusKey="sign-in"
      title={t('signIn.title')}
      text={t('signIn.text')}
      onSubmit={submit}
      actions={
        <>
          <Button variant="quiet" onClick={() => accounts.showWelcome()}>
            {t('common.back')}
          </Button>
          <Button variant="primary" size="large" type="submit" disabled={secondsLeft > 0}>
            {t('signIn.submit')}
          </Button>
        </>
      }
    >
      <WaitNotice secondsLeft={secondsLeft} error={error} />
      <PlainField
        label={t('signIn.username')}
        name="username"
        inputRef={username}
        error={issueWords(issue, 'username')}
      />
      <SecretFields refs={{ password, passphrase }} issue={issue} />
    </Question>
  );
}
