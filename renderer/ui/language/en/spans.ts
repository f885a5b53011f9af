import type { Messages } from '../message.ts';

/** How long things take. */
export const spans = {
  'span.now': 'a moment',
  'span.moment': 'a minute',
  'span.minutes': '{count}\u00a0min',
  'span.hours': '{count}\u00a0h',
  'span.days': { one: '{count}\u00a0day', other: '{count}\u00a0days' },
  'span.blocks': { one: '{count}\u00a0block', other: '{count}\u00a0blocks' },
} as const satisfies Messages;
