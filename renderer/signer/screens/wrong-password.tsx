import { Button, Stack, t } from '../../ui/index.ts';
import { useNow } from '../fields/use-now.ts';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import { FingerprintCard } from './fingerprint-card.tsx';
import { secondsUntil, WaitNotice } from './wait-notice.tsx';

type WrongPasswordProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'wrong-password' }> };

/** A known name with other keys: never an empty wallet, always said as what it is. */
export function WrongPasswordScreen({ screen, accounts, clock }: WrongPasswordProps) {
  const secondsLeft = secondsUntil(screen.waitUntilMs, useNow(clock, screen.waitUntilMs > 0));
  return (
    <Question
      focusKey="wrong-password"
      title={t('mismatch.title')}
      text={t('mismatch.text')}
      actions={
        <>
          <Button variant="quiet" onClick={() => void accounts.showPreview()}>
            {t('mismatch.addAnyway')}
          </Button>
          <Button
            variant="primary"
            size="large"
            disabled={secondsLeft > 0}
            onClick={() => accounts.showUnlock(screen.account)}
          >
            {t('mismatch.again')}
          </Button>
        </>
      }
    >
      <WaitNotice secondsLeft={secondsLeft} error={null} />
      <Stack gap={12}>
        <FingerprintCard heading={t('mismatch.expected')} account={screen.account} />
        <FingerprintCard heading={t('mismatch.found')} account={screen.found} />
      </Stack>
    </Question>
  );
}
