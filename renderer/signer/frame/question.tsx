import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { Heading, Text } from '../../ui/index.ts';
import styles from './frame.module.css';

interface QuestionProps {
  readonly title: ReactNode;
  readonly text?: ReactNode;
  /** Buttons at the foot, the way forward last. */
  readonly actions?: ReactNode;
  /** Makes it a form: Enter in a field does what its submit button does. */
  readonly onSubmit?: () => void;
  /** Changes when the screen becomes another question: the heading then takes the focus. */
  readonly focusKey: string;
  readonly children?: ReactNode;
}

/** One question: heading, explanation, fields, answers. The heading takes the focus so that it is read out first. */
export function Question({ title, text, actions, onSubmit, focusKey, children }: QuestionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focusKey !== '' && heading.current?.closest('form')?.contains(document.activeElement) !== true)
      heading.current?.focus();
  }, [focusKey]);
  const body = (
    <>
      <div className={styles.body}>
        <div className={styles.head}>
          <Heading level={1} ref={heading} tabIndex={-1}>
            {title}
          </Heading>
          {text !== undefined && <Text tone="muted">{text}</Text>}
        </div>
        {children}
      </div>
      {Boolean(actions) && <footer className={styles.foot}>{actions}</footer>}
    </>
  );
  if (onSubmit === undefined) return <div className={styles.question}>{body}</div>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={styles.question} onSubmit={submit} autoComplete="off">
      {body}
    </form>
  );
}
