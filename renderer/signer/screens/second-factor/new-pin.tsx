import { useRef } from 'react';
import { Button, t } from '../../../ui/index.ts';
import { SecretField } from '../../fields/secret-field.tsx';
import { useFirstFocus } from '../../fields/use-first-focus.ts';
import { Question } from '../../frame/question.tsx';
import type { FactorProps } from './factor-props.ts';
import { factorIssue } from './issue-words.ts';

export function NewPinScreen({ view, parts }: FactorProps<'new-pin'>) {
  const { desk } = parts.factors;
  const pin = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  useFirstFocus(pin);
  return (
    <Question
      focusKey="factor-pin"
      title={t('factor.pin.title')}
      text={t('factor.pin.text')}
      onSubmit={() => {
        if (pin.current !== null && again.current !== null) desk.setPin(pin.current, again.current);
      }}
      actions={
        <>
          <Button variant="quiet" onClick={() => void desk.back()}>
            {t('factor.back')}
          </Button>
          <Button variant="primary" size="large" type="submit">
            {t('factor.continue')}
          </Button>
        </>
      }
    >
      <SecretField label={t('factor.pin.new')} name="pin" inputRef={pin} error={factorIssue(view.issue, 'pin')} />
      <SecretField
        label={t('factor.pin.again')}
        name="pinAgain"
        inputRef={again}
        error={factorIssue(view.issue, 'pinAgain')}
      />
    </Question>
  );
}
