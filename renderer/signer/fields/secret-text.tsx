import { useEffect, useRef } from 'react';
import styles from './secret-text.module.css';

type SecretName = 'password' | 'passphrase' | 'export' | 'words' | 'conf' | 'list';

/** Who holds the secret and writes it into the element. */
interface SecretSource<Name> {
  show(which: Name, element: HTMLElement, visible: boolean): void;
}

interface SecretTextProps<Name> {
  readonly draft: SecretSource<Name>;
  readonly which: Name;
  readonly visible: boolean;
  /** Changes when the draft made another secret. */
  readonly version: number;
  readonly label: string;
}

/** A generated secret on screen: written into the element by the draft, unknown to React. */
export function SecretText<Name extends SecretName>({ draft, which, visible, version, label }: SecretTextProps<Name>) {
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
