import type { ReactNode } from 'react';
import styles from './frame.module.css';

/** A few sentences, each for itself. */
export function Points({ children }: { readonly children: ReactNode }) {
  return <ul className={styles.points}>{children}</ul>;
}
