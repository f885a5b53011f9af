import type { LucideIcon } from 'lucide-react';
import { OctagonAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { describeError, t } from '../language/index.ts';
import { Heading, Text } from '../layout/text.tsx';
import { PlanesMark } from '../marks/planes-mark.tsx';
import styles from './states.module.css';

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly icon?: LucideIcon;
  /** Where its title stands in the outline of the page. */
  readonly level?: 1 | 2;
}

/** First use, or nothing found: says what to do. */
export function EmptyState({ title, children, actions, icon: Icon, level = 2 }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      {Icon === undefined ? <PlanesMark /> : <Icon className={styles.icon} aria-hidden />}
      <Heading level={level} size={16}>
        {title}
      </Heading>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

interface ErrorStateProps {
  /** An error or issue code; its words come from the language files. */
  readonly code: string;
  readonly actions?: ReactNode;
  /** `inline`: beside other content; `page`: in place of it. */
  readonly shape?: 'inline' | 'page';
}

/** What happened, what it means for the money, what to do: always these three, in this order. */
export function ErrorState({ code, actions, shape = 'page' }: ErrorStateProps) {
  const words = describeError(code);
  return (
    <div className={styles.error} data-shape={shape} role="alert" data-code={code}>
      <OctagonAlert className={styles.errorIcon} aria-hidden />
      <div className={styles.errorBody}>
        <Heading level={2} size={14}>
          {words.title}
        </Heading>
        <Text>{words.meaning}</Text>
        <Text tone="muted">
          <span className={styles.next}>{t('common.nextStep')}: </span>
          {words.next}
        </Text>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
