import { common } from './common.ts';

/** Every message of the product in English. A new file of messages is one line here. */
export const english = { ...common } as const;
export type EnglishMessages = typeof english;
