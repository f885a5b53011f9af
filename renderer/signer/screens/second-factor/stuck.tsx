import { Button, describeError, Text, t } from '../../../ui/index.ts';
import { Question } from '../../frame/question.tsx';
import { type FactorProps, turnBack } from './factor-props.ts';

/** What this device keeps of the factor cannot be read: nothing passes. */
export function StuckScreen({ screen, view, parts }: FactorProps<'stuck'>) {
  const words = describeError(view.error.code);
  const again = () => void (screen.of === 'gate' ? parts.factors.gate.lookAgain() : parts.factors.desk.lookAgain());
  return (
    <Question
      focusKey="factor-stuck"
      title={t('factor.stuck')}
      text={`${words.title}. ${words.meaning}`}
      actions={
        <>
          <Button variant="quiet" onClick={() => turnBack(screen, parts)}>
            {t('factor.back')}
          </Button>
          <Button variant="primary" size="large" onClick={again}>
            {t('factor.lookAgain')}
          </Button>
        </>
      }
    >
      <Text>
        {t('common.nextStep')}: {words.next}
      </Text>
    </Question>
  );
}
