/** JSON values as the servers send them; undefined members vanish in the text, as they do in the real ones. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
export type JsonObject = { readonly [key: string]: Json | undefined };

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isJsonList = (value: unknown): value is readonly Json[] => Array.isArray(value);

/** Coins as a JSON number, with the very division the explorers do; satoshi below 2^53 stay exact before it. */
export const asCoins = (sat: bigint): number => Number(sat) / 1e8;

/** Satoshi as a JSON number, as Insight sends them. */
export const asSat = (sat: bigint): number => Number(sat);
