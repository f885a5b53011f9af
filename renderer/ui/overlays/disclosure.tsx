import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './disclosure.module.css';

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly open?: boolean;
  readonly onOpen?: (open: boolean) => void;
  readonly children?: ReactNode;
}

/** More of the same, one press away. Native `details`. */
export function Disclosure({ summary, open, onOpen, children }: DisclosureProps) {
  return (
    <details
      className={styles.disclosure}
      open={open}
      onToggle={onOpen === undefined ? undefined : (event) => onOpen(event.currentTarget.open)}
    >
      <summary className={styles.summary}>
        <ChevronRight className={styles.icon} aria-hidden />
        {summary}
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
