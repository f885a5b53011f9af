/** Pieces of FluxOS' and the daemon's schemas. Several numbers arrive as text; amounts are read from their text only. */
import { parseAmount } from '../../../wallet-core/amounts/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { fluxConfig } from '../config.ts';

export const count = z.int().min(0).max(10_000_000);
export const height = z
  .int()
  .min(0)
  .max(fluxConfig.maxExpiryHeight - 1);
export const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
export const publicKeyHex = z.string().regex(/^(?:0[23][0-9a-f]{64}|04[0-9a-f]{128})$/);
export const addressText = z.string().regex(/^t[13][1-9A-HJ-NP-Za-km-z]{33}$/);
/** Host, or host and port; empty when the node does not know. */
export const nodeIp = z.string().regex(/^[\w.:[\]-]{0,80}$/);
export const version = z.string().regex(/^[\w.+-]{0,40}$/);
/** A stranger's sentence, cut. */
export const words = z.string().transform((text) => text.slice(0, 500));

/** A whole number, or the same in digits. */
export const wholeOrText = (max: number) =>
  z
    .union([
      z.int(),
      z
        .string()
        .regex(/^\d{1,11}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(0).max(max));

/** Coins as text (`1000.00`), to sat. */
export const coinsText = z
  .string()
  .max(40)
  .transform((text, context) => {
    const parsed = parseAmount(text, fluxConfig.decimals);
    if (parsed.ok && parsed.value <= fluxConfig.maxMoney) return parsed.value;
    context.addIssue('amount');
    return z.NEVER;
  });

export const tier = z.enum(['CUMULUS', 'NIMBUS', 'STRATUS']).transform((text): 'cumulus' | 'nimbus' | 'stratus' => {
  if (text === 'CUMULUS') return 'cumulus';
  return text === 'NIMBUS' ? 'nimbus' : 'stratus';
});

/** A measured figure, as number or text; `null` for what is missing or makes no sense: one bad figure spoils no report. */
export const measured = z
  .unknown()
  .optional()
  .transform((value) => {
    const number = typeof value === 'string' && /^[\d.]{1,20}$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) && number >= 0 && number < 1e10 ? number : null;
  });
