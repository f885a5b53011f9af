import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from '../controls/icon-button.tsx';
import { t } from '../language/index.ts';
import { Heading } from '../layout/text.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** The title is clear from the content and is only read out; there is no header. */
  readonly bare?: boolean;
  readonly wide?: boolean;
  readonly footer?: ReactNode;
  readonly children?: ReactNode;
}

/**
 * A question in front of everything else. The native element keeps focus inside, makes the rest inert and gives focus
 * back; Escape and a press beside it close. What carries `data-first-focus` gets focus first.
 */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? <OpenDialog role="dialog" {...rest} /> : null;
}

interface AlertDialogProps extends Omit<DialogProps, 'bare' | 'wide' | 'footer'> {
  /** The safe way out stands first and has focus. */
  readonly footer: ReactNode;
}

/** A decision that must be taken: a press beside it does nothing, Escape takes the safe way. */
export function AlertDialog({ open, ...rest }: AlertDialogProps) {
  return open ? <OpenDialog role="alertdialog" {...rest} /> : null;
}

function OpenDialog({
  role,
  onClose,
  title,
  bare = false,
  wide = false,
  footer,
  children,
}: Omit<DialogProps, 'open'> & { readonly role: 'dialog' | 'alertdialog' }) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    const before = document.activeElement;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={ref}
      role={role}
      className={styles.dialog}
      data-wide={wide ? '' : undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (role === 'dialog' && event.target === ref.current) onClose();
      }}
    >
      <div className={styles.panel}>
        <header className={styles.header} data-bare={bare ? '' : undefined}>
          <Heading level={2} id={id}>
            {title}
          </Heading>
          {role === 'dialog' && !bare && (
            <IconButton icon={X} size="small" label={t('common.close')} onClick={onClose} />
          )}
        </header>
        <div className={styles.body} data-bare={bare ? '' : undefined}>
          {children}
        </div>
        {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
      </div>
    </dialog>
  );
}
