import type { ReactNode } from 'react';
import { Button, Card, ErrorState, Heading, LoadingLabel, Row, Skeleton, Stack, Text, t } from '../../../ui/index.ts';
import styles from './review.module.css';
import { dismissReview, type ReviewStep, withdrawReview } from './review-store.ts';

interface ReviewCardProps {
  readonly step: Exclude<ReviewStep, { kind: 'idle' }>;
  /** What was asked for, in short; the signer reads the bytes. */
  readonly children?: ReactNode;
  /** In place of the plain error, where more is known about it. */
  readonly stopped?: ReactNode;
}

/** While the signer window has the question, and when it ended without an agreement. */
export function ReviewCard({ step, children, stopped }: ReviewCardProps) {
  if (step.kind === 'stopped') {
    return (
      <div className={styles.narrow}>
        {stopped ?? (
          <ErrorState
            code={step.error.code}
            actions={
              <Button variant="primary" onClick={dismissReview}>
                {t('review.back')}
              </Button>
            }
          />
        )}
      </div>
    );
  }
  return (
    <div className={styles.narrow}>
      <Card padding="roomy">
        <Stack gap={24}>
          <Stack gap={8}>
            <Heading level={2}>{step.kind === 'preparing' ? t('review.preparing') : t('review.title')}</Heading>
            <Text tone="muted">
              <span role="status">{t('review.text')}</span>
            </Text>
          </Stack>
          {step.kind === 'preparing' ? (
            <Stack gap={12}>
              <LoadingLabel />
              <Skeleton width="full" />
              <Skeleton width="long" />
            </Stack>
          ) : (
            children
          )}
          <Row justify="end">
            <Button disabled={step.kind === 'preparing'} onClick={() => void withdrawReview()}>
              {t('review.cancel')}
            </Button>
          </Row>
        </Stack>
      </Card>
    </div>
  );
}
