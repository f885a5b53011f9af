import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './tooltip.module.css';

interface TooltipProps {
  readonly text: string;
  readonly side?: 'top' | 'bottom';
  /** A function gets the id for the target's `aria-describedby`; plain children are named by the text already. */
  readonly children: ReactNode | ((describedBy: string) => ReactNode);
}

/** Words that appear beside their target on hover and focus; Escape hides them (WCAG 1.4.13). CSS anchors and shows them. */
export function Tooltip({ text, side = 'top', children }: TooltipProps) {
  const id = useId();
  const target = useRef<HTMLSpanElement>(null);
  const describes = typeof children === 'function';

  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    const hide = (event: KeyboardEvent) => {
      if (event.key === 'Escape') element.dataset.dismissed = '';
    };
    const allow = () => {
      delete element.dataset.dismissed;
    };
    const shown = () => document.addEventListener('keydown', hide);
    const gone = () => {
      document.removeEventListener('keydown', hide);
      allow();
    };
    element.addEventListener('pointerenter', shown);
    element.addEventListener('focusin', shown);
    element.addEventListener('pointerleave', gone);
    element.addEventListener('focusout', gone);
    return () => {
      gone();
      element.removeEventListener('pointerenter', shown);
      element.removeEventListener('focusin', shown);
      element.removeEventListener('pointerleave', gone);
      element.removeEventListener('focusout', gone);
    };
  }, []);

  return (
    <span ref={target} className={styles.target}>
      {describes ? children(id) : children}
      <span className={styles.tip} data-side={side} id={id} role="tooltip" aria-hidden={describes ? undefined : true}>
        {text}
      </span>
    </span>
  );
}
