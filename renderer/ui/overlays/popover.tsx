import { type ReactNode, useId, useRef } from 'react';
import { classes } from '../classes.ts';
import styles from './popover.module.css';

interface PopoverProps {
  /** What stands on the button; name it with `label` when it has no words. */
  readonly trigger: ReactNode;
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
      <button type="button" className={styles.trigger} popoverTarget={id} aria-label={label} aria-haspopup="dialog">
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={classes(styles.panel)}
        data-align={align}
      >
        {typeof children === 'function' ? children(close) : children}
      </div>
    </>
  );
}
