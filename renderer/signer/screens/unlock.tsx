import { useRef, useState } from 'react';
import { Banner, Button, Row, SelectField, t } from '../../ui/index.ts';

import { issueWords } from '../fields/issue-words.ts';
import { SecretField } from '../fields/secret-field.tsx';
import { useFirstFocus } from '../fields/use-first-focus.ts';
import { useNow } from '../fields/use-now.ts';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import { takeCredentials } from '../session/secret-input.ts';
import type { SignerParts } from '../start.ts';
import { SecretFields } from './credentials-form.tsx';
import { ForgetAccount } from './forget-account.tsx';
import { secondsUntil, WaitNotice } from './wait-notice.tsx';

type UnlockProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'unlock' }> };

export function UnlockScreen({ screen, accounts, imports, quick, clock }: UnlockProps) {
  const { account, issue, error, waitUntilMs, back, hasPin } = screen;
  const password = useRef<HTMLInputElement>(null);
  const pin = useRef<HTMLInputElement>(null);
  const [withPassword, setWithPassword] = useState(false);
  const usesPin = hasPin && !withPassword;
  const passphrase = useRef<HTMLInputElement>(null);
  const [forgetting, setForgetting] = useState(false);
  useFirstFocus(usesPin ? pin : password);
  const secondsLeft = secondsUntil(waitUntilMs, useNow(clock, waitUntilMs > 0));

  const submit = () => {
    if (secondsLeft > 0) return;
    if (account.kind === 'watch') void imports.openWatched(account);
    else if (pin.current !== null) void quick.unlock(account, pin.current);
    else if (password.current === null) return;
    else if (account.kind === 'imported') void imports.unlock(account, password.current);
    else void accounts.unlock(account, takeCredentials(account.username ?? '', password.current, passphrase.current));
  };

  return (
    <Question
      focusKey={account.accountId}
      title={t(account.kind === 'watch' ? 'unlock.watchTitle' : 'unlock.title', { label: account.label })}
      text={account.kind === 'watch' ? t('unlock.watchText') : undefined}
      onSubmit={submit}
      actions={
        <>
          {back === null ? (
            <Button variant="quiet" onClick={() => accounts.showWelcome()}>
              {t('unlock.other')}
            </Button>
          ) : (
            <Button variant="quiet" onClick={() => void accounts.returnToOpen()}>
              {t('account.backTo', { label: back.label })}
            </Button>
          )}
          <Button variant="primary" size="large" type="submit" disabled={secondsLeft > 0}>
            {t(account.kind === 'watch' ? 'unlock.watchSubmit' : 'unlock.submit')}
          </Button>
        </>
      }
    >
      {back === null && accounts.accounts.length > 1 && (
        <SelectField
          label={t('account.label')}
          value={account.accountId}
          options={accounts.accounts.map((one) => ({ value: one.accountId, label: one.label }))}
          onValue={(accountId) => {
            const chosen = accounts.accounts.find((one) => one.accountId === accountId);
            if (chosen !== undefined) accounts.showUnlock(chosen);
          }}
        />
      )}
      <WaitNotice secondsLeft={secondsLeft} error={error} />
      {usesPin && <SecretField label={t('quick.pin')} name="pin" inputRef={pin} error={issueWords(issue, 'pin')} />}
      {!usesPin && issue?.field === 'pin' && <Banner tone="warning" title={issueWords(issue, 'pin') ?? ''} live />}
      {hasPin && (
        <Row justify="start">
          <Button variant="quiet" size="small" onClick={() => setWithPassword(!withPassword)}>
            {t(withPassword ? 'quick.usePin' : 'quick.usePassword')}
          </Button>
        </Row>
      )}
      {!usesPin && account.kind === 'password' && <SecretFields refs={{ password, passphrase }} issue={issue} />}
      {!usesPin && account.kind === 'imported' && (
        <SecretField
          label={t('unlock.devicePassword')}
          name="password"
          inputRef={password}
          error={issueWords(issue, 'devicePassword')}
        />
      )}
      <Row justify="start">
        <Button variant="quiet" size="small" onClick={() => setForgetting(true)}>
          {t('unlock.forget')}
        </Button>
      </Row>
      <ForgetAccount
        account={account}
        open={forgetting}
        onClose={() => setForgetting(false)}
        onForget={() => void accounts.forget(account)}
      />
    </Question>
  );
}
