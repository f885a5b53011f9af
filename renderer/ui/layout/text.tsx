import type { ComponentProps, ReactNode } from 'react';
import { classes } from '../classes.ts';
import styles from './text.module.css';

export type TextSize = 12 | 13 | 14 | 16 | 20 | 28 | 40;
export type TextTone = 'plain' | 'muted' | 'faint' | 'accent' | 'positive' | 'warning' | 'danger';

interface TextProps {
  readonly as?: 'p' | 'span' | 'div' | 'dt' | 'dd' | 'strong' | 'label' | 'legend';
  readonly size?: TextSize;
  readonly tone?: TextTone;
  readonly weight?: 'regular' | 'medium' | 'strong';
  readonly mono?: boolean;
  readonly truncate?: boolean;
  readonly id?: string;
  readonly title?: string;
  readonly children?: ReactNode;
}

/** Running text in one size of the scale and one tone. */
export function Text({ as: Tag = 'p', size, tone, weight, mono, truncate, ...rest }: TextProps) {
  return (
    <Tag
      className={classes(styles.text, mono && styles.mono, truncate && styles.truncate)}
      data-size={size}
      data-tone={tone}
      data-weight={weight}
      {...rest}
    />
  );
}

interface HeadingProps extends Pick<ComponentProps<'h1'>, 'id' | 'tabIndex' | 'ref' | 'children'> {
  readonly level: 1 | 2 | 3;
  readonly size?: TextSize;
}

/** A heading whose level is its place in the outline and whose size is its looks. */
export function Heading({ level, size = level === 1 ? 20 : level === 2 ? 16 : 14, ...rest }: HeadingProps) {
  const Tag = level === 1 ? 'h1' : level === 2 ? 'h2' : 'h3';
  return <Tag className={styles.heading} data-size={size} {...rest} />;
}

/** For screen readers only. */
export function VisuallyHidden({
  as: Tag = 'span',
  ...rest
}: {
  as?: 'span' | 'div';
  id?: string;
  children?: ReactNode;
}) {
  return <Tag className={styles.hidden} {...rest} />;
}
