import { type RefObject, useEffect } from 'react';

/** One question at a time: its first field has the focus when the screen appears. */
export function useFirstFocus(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    ref.current?.focus();
  }, [ref]);
}
