import { useRef } from 'react';
import { Button, t } from '../../ui/index.ts';
import { issueWords } from '../fields/issue-words.ts';
import { PlainField } from '../fields/plain-field.tsx';
import { useFirstFocus } from '../fields/use-first-focus.ts';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import { WaitNotice } from './wait-notice.tsx';

type WatchProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'watch' }> };

export function WatchScreen({ screen, accounts, imports }: WatchProps) {
  const { issue, error } = screen;
  const address = useRef<HTMLInputElement>(null);
  const label = useRef<HTMLInputElement>(null);
  useFirstFocus(address);
  const submit = () => {
    if (address.current === null || label.current === null) return;
    void imports.watch(address.current.value.trim().replace(/\s+/g, ' '), label.current.value.trim());
  };
  return (
    <Question
      focusKey="watch"
      title={t('watch.title')}
      text={t('watch.text')}
      onSubmit={submit}
      actions={
        <>
          <Button variant="quiet" onClick={() => accounts.showWelcome()}>
            {t('common.back')}
          </Button>
          <Button variant="primary" size="large" type="submit">
            {t('watch.submit')}
          </Button>
        </>
      }
    >
      <WaitNotice secondsLeft={0} error={error} />
      <PlainField
        label={t('watch.address')}
        hint={t('watch.addressHint')}
        name="address"
        maxLength={8_000}
        inputRef={address}
        error={issueWords(issue, 'address')}
      />
      <PlainField label={t('watch.label')} name="label" inputRef={label} error={issueWords(issue, 'label')} />
    </Question>
  );
}
