import { useRef } from 'react';
import { passwordFrom } from '../../../wallet-core/policy/index.ts';
import { amountWords, Banner, Button, t } from '../../ui/index.ts';
import { issueWords } from '../fields/issue-words.ts';
import { SecretField } from '../fields/secret-field.tsx';
import { useFirstFocus } from '../fields/use-first-focus.ts';
import { useNow } from '../fields/use-now.ts';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import { takeCredentials } from '../session/secret-input.ts';
import type { SignerParts } from '../start.ts';
import { SecretFields } from './credentials-form.tsx';
import { secondsUntil, WaitNotice } from './wait-notice.tsx';

type ProveProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'prove' }> };

/** The password of the open account once more: an unlocked screen is not enough for what follows. */
export function ProveScreen({ screen, accounts, approvals, accountApprovals, proofs, clock }: ProveProps) {
  const { purpose, account, issue, error, waitUntilMs, notice } = screen;
  const password = useRef<HTMLInputElement>(null);
  const passphrase = useRef<HTMLInputElement>(null);
  useFirstFocus(password);
  const secondsLeft = secondsUntil(waitUntilMs, useNow(clock, waitUntilMs > 0));
  const isWrong = error?.code === 'account.wrong-credentials';
  const submit = () => {
    if (password.current === null || secondsLeft > 0) return;
    if (account.kind === 'imported') void proofs.proveDevicePassword(password.current);
    else void proofs.proveCredentials(takeCredentials(account.username ?? '', password.current, passphrase.current));
  };
  const back = () => {
    if (purpose === 'payment') {
      // Only the desk that asked has anything to take back.
      approvals.cancelProof();
      accountApprovals.cancelProof();
    } else void accounts.returnToOpen();
  };
  return (
    <Question
      focusKey={purpose}
      title={t(`prove.title.${purpose}`)}
      text={t(`prove.text.${purpose}`, { amount: amountWords(passwordFrom.flux, 8, 'FLUX') })}
      onSubmit={submit}
      actions={
        <>
          <Button variant="quiet" onClick={back}>
            {t(purpose === 'payment' ? 'prove.backToReview' : 'common.cancel')}
          </Button>
          <Button variant="primary" size="large" type="submit" disabled={secondsLeft > 0}>
            {t(purpose === 'payment' ? 'approve.approve' : 'prove.submit')}
          </Button>
        </>
      }
    >
      {notice === 'timed-out' && (
        <Banner tone="info" title={t('prove.timedOut')} live>
          {t('prove.timedOutText')}
        </Banner>
      )}
      {isWrong && (
        <Banner tone="danger" title={t('prove.wrong')} live>
          {t(purpose === 'payment' ? 'prove.wrongTextPayment' : 'prove.wrongText')}
        </Banner>
      )}
      <WaitNotice secondsLeft={secondsLeft} error={isWrong ? null : error} />
      {account.kind === 'imported' ? (
        <SecretField
          label={t('unlock.devicePassword')}
          name="password"
          inputRef={password}
          error={issueWords(issue, 'devicePassword')}
        />
      ) : (
        <SecretFields refs={{ password, passphrase }} issue={issue} />
      )}
    </Question>
  );
}
