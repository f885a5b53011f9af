/** The part of the contract about prices. */
import { z } from '../primitives/zod.ts';
import { channel, event, nothing } from './channel.ts';
import { pricesView } from './price-view.ts';

export const priceChannels = {
  // ── app → backend
  /** What is known now; never waits for a server. */
  'prices.read': channel(['app'], 'backend', nothing, pricesView),
} as const;

export const priceEvents = {
  /** Prices, their currency or whether they are shown at all changed. */
  'state.prices': event('backend', 'app', z.strictObject({ version: z.int() })),
} as const;
