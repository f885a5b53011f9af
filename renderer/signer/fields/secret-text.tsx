import { useEffect, useRef } from 'react';
import type { SecretDraft } from '../session/secret-draft.ts';
import styles from './secret-text.module.css';

interface SecretTextProps {
  readonly draft: SecretDraft;
  readonly which: 'password' | 'passphrase';
  readonly visible: boolean;
  /** Changes when the draft made another secret. */
  readonly version: number;
  readonly label: string;
}

/** A generated secret on screen: written into the element by the draft, unknown to React. */
export function SecretText({ draft, which, visible, version, label }: SecretTextProps) {
  const element = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    const target = element.current;
    // `version` is why: another secret has to be drawn.
    if (target !== null && version >= 0) draft.show(which, target, visible);
    return () => {
      if (target !== null) target.textContent = '';
    };
  }, [draft, which, visible, version]);
  return <output ref={element} className={styles.secret} aria-label={label} data-secret={which} />;
}
