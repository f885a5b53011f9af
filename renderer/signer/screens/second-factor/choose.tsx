import { useState } from 'react';
import { Button, Checkbox, t } from '../../../ui/index.ts';
import { Question } from '../../frame/question.tsx';
import type { FactorChoice } from '../../session/second-factor/factor-screen.ts';
import styles from './factor.module.css';
import type { FactorProps } from './factor-props.ts';

const actions = ['send', 'sign', 'export'] as const;

export function ChooseScreen({ view, parts }: FactorProps<'choose'>) {
  const { desk } = parts.factors;
  const [choice, setChoice] = useState<FactorChoice>(view.choice);
  const { issue } = view;
  const isAsked = (action: (typeof actions)[number]) => choice.asks.includes(action);
  const toggle = (action: (typeof actions)[number], on: boolean) =>
    setChoice({ ...choice, asks: actions.filter((one) => (one === action ? on : isAsked(one))) });
  return (
    <Question
      focusKey="factor-choose"
      title={t(view.isChange ? 'factor.choose.titleChange' : 'factor.choose.title')}
      text={t(view.isChange ? 'factor.choose.textChange' : 'factor.choose.text')}
      onSubmit={() => desk.choose(choice)}
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
      <fieldset className={styles.choices}>
        <legend>{t('factor.choose.factors')}</legend>
        <Checkbox
          label={t('factor.choose.totp')}
          hint={t('factor.choose.totpHint')}
          checked={choice.totp}
          onChecked={(totp) => setChoice({ ...choice, totp })}
        />
        <Checkbox
          label={t('factor.choose.pin')}
          hint={t('factor.choose.pinHint')}
          checked={choice.pin}
          onChecked={(pin) => setChoice({ ...choice, pin })}
        />
        {issue?.reason === 'none' && (
          <p role="alert" className={styles.issue}>
            {t('factor.choose.none')}
          </p>
        )}
      </fieldset>
      <fieldset className={styles.choices}>
        <legend>{t('factor.choose.asks')}</legend>
        {actions.map((action) => (
          <Checkbox
            key={action}
            label={t(`factor.choose.${action}`)}
            checked={isAsked(action)}
            onChecked={(on) => toggle(action, on)}
          />
        ))}
        {issue?.reason === 'empty' && (
          <p role="alert" className={styles.issue}>
            {t('factor.choose.noAction')}
          </p>
        )}
      </fieldset>
    </Question>
  );
}
