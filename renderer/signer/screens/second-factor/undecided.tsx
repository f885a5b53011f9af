import { useRef } from 'react';
import { Banner, Button, Card, describeFactor, Text, t } from '../../../ui/index.ts';
import { PlainField } from '../../fields/plain-field.tsx';
import { useEscape } from '../../fields/use-escape.ts';
import { Question } from '../../frame/question.tsx';
import { type FactorProps, turnBack } from './factor-props.ts';
import { factorIssue } from './issue-words.ts';
import { StandingFacts } from './standing.tsx';

/** It cannot be told whether a factor is set: never taken for off, and never a dead end but for a newer version's. */
export function UndecidedScreen({ screen, view, parts }: FactorProps<'undecided'>) {
  const { standing, mayConsent, purpose, issue } = view;
  const { gate } = parts.factors;
  const phrase = useRef<HTMLInputElement>(null);
  const back = () => turnBack(screen, parts);
  useEscape(back);
  return (
    <Question
      focusKey="factor-undecided"
      title={t(standing.kind === 'newer-version' ? 'factor.undecided.stop' : 'factor.undecided.title')}
      text={describeFactor(standing).text}
      onSubmit={() => {
        if (phrase.current !== null) void gate.consent(phrase.current, t('factor.undecided.phrase'));
      }}
      actions={
        <>
          <Button variant="quiet" onClick={back}>
            {t('factor.back')}
          </Button>
          {mayConsent && <Button type="submit">{t('factor.undecided.submit')}</Button>}
          <Button variant="primary" size="large" onClick={() => void gate.lookAgain()}>
            {t('factor.lookAgain')}
          </Button>
        </>
      }
    >
      <Card>
        <StandingFacts standing={standing} />
      </Card>
      {mayConsent && (
        <>
          <Banner tone="warning">{t('factor.undecided.what')}</Banner>
          <PlainField
            label={t('factor.undecided.type', { phrase: t('factor.undecided.phrase') })}
            name="phrase"
            inputRef={phrase}
            error={issue?.reason === 'wrong' ? t('factor.undecided.wrong') : factorIssue(issue, 'phrase')}
          />
        </>
      )}
      {!mayConsent && purpose === 'change' && standing.kind !== 'newer-version' && (
        <Text tone="muted">{t('factor.undecided.change')}</Text>
      )}
    </Question>
  );
}
