import { type ReactNode, useEffect, useRef } from 'react';
import { Heading, t } from '../../ui/index.ts';
import { useRoute } from '../routes/router.ts';
import styles from './screen.module.css';

interface ScreenProps {
  readonly title: string;
  /** At the end of the title's line. */
  readonly actions?: ReactNode;
  /** Beside the content; below it where there is no room. */
  readonly side?: ReactNode;
  /** `fill`: the content scrolls inside, for lists of any length. */
  readonly layout?: 'page' | 'fill';
  readonly children?: ReactNode;
}

/** One screen: when one goes to it, its heading gets focus, so that keyboard and screen reader start there. */
export function Screen({ title, actions, side, layout = 'page', children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
    if (useRoute.getState().moved) heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div className={styles.screen} data-layout={layout}>
      <header className={styles.header}>
        <Heading level={1} tabIndex={-1} ref={heading}>
          {title}
        </Heading>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.columns} data-side={side === undefined ? undefined : ''}>
        <div className={styles.content}>{children}</div>
        {side}
      </div>
    </div>
  );
}
