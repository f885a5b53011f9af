import { useRef } from 'react';
import { Banner, Button, Card, t } from '../../ui/index.ts';
import { issueWords } from '../fields/issue-words.ts';
import { SecretField } from '../fields/secret-field.tsx';
import { useFirstFocus } from '../fields/use-first-focus.ts';
import { Points } from '../frame/points.tsx';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import { WaitNotice } from './wait-notice.tsx';

type QuickUnlockProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'quick-unlock' }> };

/** What a PIN protects against and what not, before it is chosen. */
export function QuickUnlockScreen({ screen, accounts, quick }: QuickUnlockProps) {
  const { account, isPossible, isOn, error } = screen;
  return (
    <Question
      focusKey={isOn ? 'quick-on' : 'quick-off'}
      title={t(isOn ? 'quick.titleOn' : 'quick.title')}
      text={t('quick.text')}
      actions={
        <>
          <Button variant="quiet" onClick={() => void accounts.returnToOpen()}>
            {t(isOn ? 'common.close' : 'common.cancel')}
          </Button>
          {isOn && <Button onClick={() => void quick.turnOff(account.accountId)}>{t('quick.turnOff')}</Button>}
          {isPossible && !isOn && (
            <Button variant="primary" size="large" onClick={() => quick.turnOn(account.accountId)}>
              {t('quick.turnOn')}
            </Button>
          )}
        </>
      }
    >
      <WaitNotice secondsLeft={0} error={error} />
      {!isPossible && (
        <Banner tone="warning" title={t('quick.impossible')}>
          {t('quick.impossibleText')}
        </Banner>
      )}
      <Card title={t('quick.guards')}>
        <Points>
          <li>{t('quick.guards.person')}</li>
          <li>{t('quick.guards.disk')}</li>
        </Points>
      </Card>
      <Card title={t('quick.not')}>
        <Points>
          <li>{t('quick.not.malware')}</li>
          <li>{t('quick.not.system')}</li>
          <li>{t('quick.not.memory')}</li>
        </Points>
      </Card>
    </Question>
  );
}

type QuickPinProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'quick-pin' }> };

export function QuickPinScreen({ screen, accounts, quick }: QuickPinProps) {
  const pin = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  useFirstFocus(pin);
  const submit = () => {
    if (pin.current !== null && again.current !== null) void quick.setPin(pin.current, again.current);
  };
  return (
    <Question
      focusKey="quick-pin"
      title={t('quick.pinTitle')}
      text={t('quick.pinText')}
      onSubmit={submit}
      actions={
        <>
          <Button variant="quiet" onClick={() => void accounts.returnToOpen()}>
            {t('common.cancel')}
          </Button>
          <Button variant="primary" size="large" type="submit">
            {t('quick.pinSubmit')}
          </Button>
        </>
      }
    >
      <SecretField label={t('quick.pin')} name="pin" inputRef={pin} error={issueWords(screen.issue, 'pin')} />
      <SecretField
        label={t('quick.pinAgain')}
        name="pinAgain"
        inputRef={again}
        error={issueWords(screen.issue, 'pinAgain')}
      />
    </Question>
  );
}
