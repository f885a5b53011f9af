import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Tooltip } from '../overlays/tooltip.tsx';
import styles from './icon-button.module.css';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'style' | 'children' | 'aria-label'> {
  readonly icon: LucideIcon;
  /** Its name for screen readers and its tooltip. */
  readonly label: string;
  readonly size?: 'small' | 'medium';
  readonly tooltipSide?: 'top' | 'bottom';
}

/** A button that shows an icon only; always named. */
export function IconButton({
  icon: Icon,
  label,
  size = 'medium',
  type = 'button',
  tooltipSide,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} {...(tooltipSide === undefined ? {} : { side: tooltipSide })}>
      <button type={type} className={styles.button} data-size={size} aria-label={label} {...rest}>
        <Icon className={styles.icon} aria-hidden />
      </button>
    </Tooltip>
  );
}
