import { type ReactNode, useId } from 'react';
import { classes } from '../classes.ts';
import styles from './card.module.css';
import { Heading } from './text.tsx';

interface CardProps {
  readonly title?: string;
  /** Beside the title, at the end of its line. */
  readonly aside?: ReactNode;
  /** `flush`: content runs to the edges (tables, lists). */
  readonly padding?: 'normal' | 'roomy' | 'flush';
  readonly tone?: 'plain' | 'sunken';
  readonly children?: ReactNode;
}

/** A surface with a thin border; a region named by its title when it has one. */
export function Card({ title, aside, padding = 'normal', tone = 'plain', children }: CardProps) {
  const id = useId();
  const body = (
    <>
      {title !== undefined && (
        <header className={styles.header}>
          <Heading level={2} size={14} id={id}>
            {title}
          </Heading>
          {aside !== undefined && <div className={styles.aside}>{aside}</div>}
        </header>
      )}
      <div className={styles.body}>{children}</div>
    </>
  );
  const className = classes(styles.card, tone === 'sunken' && styles.sunken);
  return title === undefined ? (
    <div className={className} data-padding={padding}>
      {body}
    </div>
  ) : (
    <section className={className} data-padding={padding} aria-labelledby={id}>
      {body}
    </section>
  );
}
