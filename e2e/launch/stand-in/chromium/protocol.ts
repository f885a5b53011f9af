/** The DevTools protocol's types, as Playwright carries them. Types only: nothing of Playwright runs in the stand-in. */
export type { Protocol } from '../../../../node_modules/playwright-core/types/protocol.d.ts';
