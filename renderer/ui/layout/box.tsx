import type { ComponentProps, ReactNode } from 'react';
import { classes } from '../classes.ts';
import styles from './box.module.css';

export type Space = 0 | 4 | 8 | 12 | 16 | 24 | 32 | 48;

interface BoxProps extends Omit<ComponentProps<'div'>, 'style' | 'className'> {
  readonly gap?: Space;
  readonly align?: 'start' | 'center' | 'end' | 'baseline' | 'stretch';
  readonly justify?: 'start' | 'between' | 'end' | 'center';
  readonly grow?: boolean;
  readonly wrap?: boolean;
  readonly children?: ReactNode;
}

function Box({ gap, align, justify, grow, wrap, kind, ...rest }: BoxProps & { readonly kind: string | undefined }) {
  return (
    <div
      className={classes(kind, grow && styles.grow, wrap && styles.wrap)}
      data-gap={gap}
      data-align={align}
      data-justify={justify}
      {...rest}
    />
  );
}

/** Children below each other. */
export function Stack(props: BoxProps) {
  return <Box kind={styles.stack} {...props} />;
}

/** Children beside each other. */
export function Row(props: BoxProps) {
  return <Box kind={styles.row} {...props} />;
}
