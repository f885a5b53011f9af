import { Button, Card, t } from '../../../ui/index.ts';
import { Points } from '../../frame/points.tsx';
import { Question } from '../../frame/question.tsx';
import styles from './factor.module.css';
import type { FactorProps } from './factor-props.ts';

/** What giving the factor up means, before the password is asked for. */
export function LostScreen({ parts }: FactorProps<'lost'>) {
  const { desk } = parts.factors;
  return (
    <Question
      focusKey="factor-lost"
      title={t('factor.lostTitle')}
      text={t('factor.lostText')}
      actions={
        <>
          <Button variant="quiet" onClick={() => void desk.back()}>
            {t('factor.back')}
          </Button>
          <Button variant="primary" size="large" onClick={() => desk.requestDisable()}>
            {t('factor.lost.submit')}
          </Button>
        </>
      }
    >
      <Card>
        <Points>
          <li>{t('factor.lost.day')}</li>
          <li>{t('factor.lost.shown')}</li>
          <li>{t('factor.lost.cancel')}</li>
        </Points>
      </Card>
      <p className={styles.text}>{t('factor.cost')}</p>
    </Question>
  );
}
