import { useRef } from 'react';
import { Banner, Button, factorRequestText, t } from '../../../ui/index.ts';
import { PlainField } from '../../fields/plain-field.tsx';
import { SecretField } from '../../fields/secret-field.tsx';
import { useEscape } from '../../fields/use-escape.ts';
import { useFirstFocus } from '../../fields/use-first-focus.ts';
import { useNow } from '../../fields/use-now.ts';
import { Question } from '../../frame/question.tsx';
import { secondsUntil, WaitNotice } from '../wait-notice.tsx';
import { type FactorProps, turnBack } from './factor-props.ts';
import { clockText, factorIssue } from './issue-words.ts';

/** The question itself. Wrong answers are counted before they are judged, and the wait survives a restart. */
export function AskScreen({ screen, view, parts }: FactorProps<'ask'>) {
  const { needsCode, needsPin, purpose, issue, waitUntilMs } = view;
  const code = useRef<HTMLInputElement>(null);
  const pin = useRef<HTMLInputElement>(null);
  useFirstFocus(needsCode ? code : pin);
  const secondsLeft = secondsUntil(waitUntilMs, useNow(parts.clock, waitUntilMs > 0));
  const back = () => turnBack(screen, parts);
  useEscape(back);
  return (
    <Question
      focusKey={`factor-ask-${purpose}`}
      title={t(`factor.ask.title.${purpose}`)}
      text={t(`factor.ask.text.${needsCode && needsPin ? 'both' : needsCode ? 'totp' : 'pin'}`)}
      onSubmit={() => {
        if (secondsLeft === 0) void parts.factors.gate.answer(code.current, pin.current);
      }}
      actions={
        <>
          <Button variant="quiet" onClick={back}>
            {t('factor.back')}
          </Button>
          <Button variant="primary" size="large" type="submit" disabled={secondsLeft > 0}>
            {t('factor.ask.submit')}
          </Button>
        </>
      }
    >
      {view.requestBlocksLeft !== null && (
        <Banner tone="danger" title={t('factor.request')} live>
          {factorRequestText(view.requestBlocksLeft)}
        </Banner>
      )}
      {view.notice !== null && (
        <Banner tone={view.notice === 'disagree' ? 'danger' : 'warning'} title={t(`factor.ask.${view.notice}`)}>
          {t(`factor.ask.${view.notice}Text`)}
        </Banner>
      )}
      {secondsLeft > 0 ? (
        <Banner tone="warning" title={t('factor.wait', { count: secondsLeft })} />
      ) : (
        <WaitNotice secondsLeft={0} error={view.error} />
      )}
      {needsCode && (
        <PlainField
          label={t('factor.code')}
          name="code"
          inputRef={code}
          {...(issue === null ? { hint: t('factor.codeHint', { time: clockText(view.nowMs) }) } : {})}
          error={
            needsPin && issue?.reason === 'wrong'
              ? t('factor.issue.both', { time: clockText(view.nowMs) })
              : factorIssue(issue, 'code', view.nowMs)
          }
        />
      )}
      {needsPin && (
        <SecretField label={t('factor.ask.pin')} name="pin" inputRef={pin} error={factorIssue(issue, 'pin')} />
      )}
    </Question>
  );
}
