import { Button, Text, t } from '../../../ui/index.ts';
import { Question } from '../../frame/question.tsx';
import styles from './factor.module.css';
import type { FactorProps } from './factor-props.ts';

export function PublishedScreen({ view, parts }: FactorProps<'published'>) {
  const { desk } = parts.factors;
  return (
    <Question
      focusKey="factor-published"
      title={t('factor.published.title')}
      text={t(`factor.published.${view.kind}`)}
      actions={
        <Button variant="primary" size="large" onClick={() => desk.close()}>
          {t('common.close')}
        </Button>
      }
    >
      <div>
        <Text size={12} tone="muted">
          {t('factor.published.txid')}
        </Text>
        <p className={styles.raw} data-testid="txid">
          {view.txid}
        </p>
      </div>
    </Question>
  );
}
