import type { LucideIcon } from 'lucide-react';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';
import { classes } from '../classes.ts';
import styles from './button.module.css';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'style'> {
  readonly variant?: ButtonVariant;
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: LucideIcon | undefined;
  /** Work is going on: keeps focus and width, takes no further click. */
  readonly busy?: boolean;
  /** As wide as its container. */
  readonly wide?: boolean;
}

/** A verb to press. Never `type="submit"` unless asked. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  icon: Icon,
  busy = false,
  wide = false,
  type = 'button',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type={type}
      className={classes(styles.button, wide && styles.wide)}
      data-variant={variant}
      data-size={size}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={press}
      {...rest}
    >
      {busy ? (
        <LoaderCircle className={classes(styles.icon, styles.turning)} aria-hidden />
      ) : (
        Icon !== undefined && <Icon className={styles.icon} aria-hidden />
      )}
      <span className={styles.label}>{children}</span>
    </button>
  );
}
