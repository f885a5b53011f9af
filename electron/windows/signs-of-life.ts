import type { InputEvent } from 'electron';

/**
 * Input that only a person at the pointer or the keyboard makes. Scrolling and boundary events that a page can bring
 * about by itself are not among them; of a scroll the wheel or the finger behind it counts.
 */
const signs: ReadonlySet<InputEvent['type']> = new Set([
  'mouseDown',
  'mouseUp',
  'mouseMove',
  'mouseWheel',
  'rawKeyDown',
  'keyDown',
  'keyUp',
  'touchStart',
  'touchMove',
  'touchEnd',
  'pointerDown',
  'pointerUp',
  'pointerMove',
] satisfies InputEvent['type'][]);

/** Does this input on its way into a window show that somebody is there? What is not known does not. */
export function isSignOfLife(type: InputEvent['type']): boolean {
  return signs.has(type);
}
