import { useEffect } from 'react';
import { Button, EmptyState, ErrorState, Stack, t } from '../../../ui/index.ts';
import { goTo } from '../../routes/router.ts';
import { Screen } from '../../shell/screen.tsx';
import { canSend, useSnapshots } from '../../state/index.ts';
import { isAccountValidation } from './account-draft.ts';
import { AccountForm } from './account-form.tsx';
import { AccountSummary } from './account-summary.tsx';
import { ComposeForm } from './compose-form.tsx';
import { findingsOf } from './findings.ts';
import { GuardDialog } from './guard-dialog.tsx';
import { InSigner } from './in-signer.tsx';
import { followForm, isJudged } from './live-validation.ts';
import styles from './send.module.css';
import { SendProgress } from './send-progress.tsx';
import { advance, useSend } from './send-store.ts';
import { Summary } from './summary.tsx';

/** Pay somebody: compose, review in the signer window, follow. */
export function SendScreen() {
  const step = useSend((state) => state.step);
  const able = useSnapshots((state) => state.account === null || canSend(state));
  if (!able) {
    return (
      <Screen title={t('send.title')}>
        <EmptyState
          title={t('shell.kind.watch')}
          actions={
            <Button onClick={() => goTo('portfolio')}>{t('commands.go', { screen: t('route.portfolio') })}</Button>
          }
        />
      </Screen>
    );
  }
  if (step.kind === 'compose') return <Compose />;
  return (
    <Screen title={t('send.title')}>
      {(step.kind === 'preparing' || step.kind === 'signing') && <InSigner step={step} />}
      {step.kind === 'sent' && <SendProgress sendId={step.sendId} txid={step.txid} />}
      {step.kind === 'stopped' && (
        <div className={styles.narrow}>
          <Stack gap={16}>
            <ErrorState
              code={step.error.code}
              actions={
                <Button variant="primary" onClick={() => advance({ kind: 'edit' })}>
                  {t('stopped.edit')}
                </Button>
              }
            />
          </Stack>
        </div>
      )}
    </Screen>
  );
}

function Compose() {
  const form = useSend((state) => state.form);
  const judged = useSend((state) => state.judged);
  const current = useSend(isJudged);
  useEffect(followForm, []);
  const validation = judged?.validation ?? null;
  const findings = findingsOf(form, current ? validation : null);
  const fresh = current || judged === null;
  const busy = !current && judged !== null;
  const { account } = form;
  const ofAccount = validation !== null && isAccountValidation(validation) ? validation : null;
  const ofFlux = validation !== null && !isAccountValidation(validation) ? validation : null;
  return (
    <Screen
      title={account === null ? t('send.title') : t('account.title', { symbol: account.money.symbol })}
      side={
        account === null ? (
          <Summary validation={ofFlux} current={fresh} />
        ) : (
          <AccountSummary account={account} validation={ofAccount} current={fresh} />
        )
      }
    >
      {account === null ? (
        <ComposeForm findings={findings} current={current} busy={busy} />
      ) : (
        <AccountForm account={account} findings={findings} current={current} busy={busy} />
      )}
      <GuardDialog />
    </Screen>
  );
}
