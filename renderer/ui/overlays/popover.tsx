import { type ReactNode, useId, useRef } from 'react';
import { VisuallyHidden } from '../layout/text.tsx';
import styles from './popover.module.css';

interface PopoverProps {
  /** What stands on the button, in words. */
  readonly trigger: ReactNode;
  /** Read out before the button's words; names the panel. */
  readonly label: string;
  /** Which side of the button the panel lines up with. */
  readonly align?: 'start' | 'end';
  /** Gets a function that closes the panel. */
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** A button with a panel that opens beside it: the native popover closes on Escape and on a press elsewhere. */
export function Popover({ trigger, label, align = 'start', children }: PopoverProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const close = () => panel.current?.hidePopover();
  return (
    <>
      <button type="button" className={styles.trigger} popoverTarget={id} aria-haspopup="dialog">
        <VisuallyHidden>{label}: </VisuallyHidden>
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles.panel}
        data-align={align}
      >
        {typeof children === 'function' ? children(close) : children}
      </div>
    </>
  );
}
