import { WalletError } from '../../../wallet-core/errors/index.ts';

type SourceReviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown;

const keepNumberText: SourceReviver = (_key, value, context) => {
  if (typeof value !== 'number') return value;
  if (context.source === undefined) throw new TypeError('engine without source text access');
  return context.source;
};

/**
 * JSON with every number as the text it stood there in (ECMAScript "JSON.parse source text access"): coins such as
 * `0.1` never pass through a float, and numbers sent as strings need no second schema. Throws `server.bad-reply`.
 */
export function parseJsonText(text: string): unknown {
  try {
    return Reflect.apply(JSON.parse, JSON, [text, keepNumberText]);
  } catch (cause) {
    throw new WalletError('server.bad-reply', { detail: 'json' }, { cause });
  }
}
