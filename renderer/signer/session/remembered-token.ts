import { shapes } from '../../../wallet-core/ipc/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';

/** What a token was called when the person first approved something with it. */
export const rememberedToken = z.strictObject({
  chain: shapes.chainId,
  contract: shapes.addressText,
  symbol: z.string().max(12),
  decimals: z.int().min(0).max(36),
});

export type RememberedToken = z.infer<typeof rememberedToken>;
