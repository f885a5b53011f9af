import type { ReactNode } from 'react';
import styles from './facts.module.css';

export interface Fact {
  readonly id: string;
  readonly term: ReactNode;
  readonly value: ReactNode;
  /** A line above it and its value stronger: for totals. */
  readonly strong?: boolean;
}

/** Terms and their values as a list of definitions. `across`: term and value on one line, values at the end. */
export function Facts({
  facts,
  layout = 'across',
}: {
  readonly facts: readonly Fact[];
  readonly layout?: 'across' | 'down';
}) {
  return (
    <dl className={styles.facts} data-layout={layout}>
      {facts.map((fact) => (
        <div key={fact.id} className={styles.fact} data-strong={fact.strong === true ? '' : undefined}>
          <dt className={styles.term}>{fact.term}</dt>
          <dd className={styles.value}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
