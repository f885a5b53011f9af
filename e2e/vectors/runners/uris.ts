import { isDeepStrictEqual } from 'node:util';
import { parseAddress as parseEvmAddress } from '../../../chains/_families/evm/address.ts';
import { parseBitcoinAddress } from '../../../chains/bitcoin/address.ts';
import { parseAddress } from '../../../chains/flux/address.ts';
import { evmChainIds } from '../../../wallet-core/assets/index.ts';
import { type AddressCodecs, type Link, type LinkRefusal, parseLink } from '../../../wallet-core/links/index.ts';
import type { Result } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { type CaseResult, failed, passed, skipped } from './types.ts';

const caseSchema = z.object({
  id: z.string(),
  uri: z.string(),
  level: z.enum(['must', 'should']).optional(),
  expected: z.discriminatedUnion('ok', [
    z.looseObject({ ok: z.literal(true), kind: z.string(), chain: z.string().optional() }),
    z.object({ ok: z.literal(false), reason: z.string() }),
  ]),
});
const fileSchema = z.object({ kind: z.literal('uris'), cases: z.array(caseSchema) });

/** Chains whose addresses this build can judge; links to others count as skipped. */
const builtCodecs: AddressCodecs = {
  flux: { parseAddress },
  bitcoin: { parseAddress: parseBitcoinAddress },
  ethereum: { parseAddress: parseEvmAddress },
  bsc: { parseAddress: parseEvmAddress },
  polygon: { parseAddress: parseEvmAddress },
  avalanche: { parseAddress: parseEvmAddress },
  base: { parseAddress: parseEvmAddress },
};

/** A parsed link in the words of the vectors: absent means none; EIP-681 links also name the chain by its number. */
function describeLink(link: Link, uri: string): Record<string, unknown> {
  const shared = {
    kind: link.kind,
    ...(link.icon === null ? {} : { icon: link.icon }),
    ...(link.callback === null
      ? {}
      : { callback: link.callback.url, callbackHost: link.callback.host, callbackSecure: link.callback.secure }),
  };
  switch (link.kind) {
    case 'pay':
      return {
        ...shared,
        chain: link.chain,
        ...(/^ethereum:/i.test(uri) ? { chainId: String(evmChainIds[link.chain]) } : {}),
        asset: link.asset,
        address: link.address,
        amountUnits: link.amount === null ? null : link.amount.toString(),
        ...(link.message === null ? {} : { message: link.message }),
        ...(link.label === null ? {} : { label: link.label }),
      };
    case 'sign':
      return {
        ...shared,
        ...(link.message === null ? {} : { message: link.message }),
        ...(link.messageUrl === null ? {} : { messageUrl: link.messageUrl }),
      };
    case 'getaddress':
      return { ...shared, chain: link.chain, asset: link.asset, callbackType: link.callbackType };
  }
}

function describeResult(result: Result<Link, LinkRefusal>, uri: string): string {
  return JSON.stringify(result.ok ? describeLink(result.value, uri) : result);
}

/** A good link names its chain, so a refusal of a chain that is built is a failure and not a skip. */
function isBuilt(chain: string | undefined, codecs: AddressCodecs): boolean {
  return chain !== undefined && Object.keys(codecs).includes(chain);
}

function judgeCase(vector: z.infer<typeof caseSchema>, codecs: AddressCodecs): CaseResult {
  const { expected } = vector;
  const result = parseLink(vector.uri, codecs);
  const needsOtherChain = !result.ok && result.reason === 'not-supported';
  if (!expected.ok) {
    if (needsOtherChain) return skipped(vector.id);
    return result.ok
      ? failed(vector.id, `a refusal (${expected.reason})`, describeResult(result, vector.uri))
      : passed(vector.id);
  }
  if (needsOtherChain && !isBuilt(expected.chain, codecs)) return skipped(vector.id);
  const { ok: _ok, ...fields } = expected;
  return result.ok && isDeepStrictEqual(describeLink(result.value, vector.uri), fields)
    ? passed(vector.id)
    : failed(vector.id, JSON.stringify(fields), describeResult(result, vector.uri));
}

/** The cases of `uris.json` with the given address checks. */
export function judgeUris(file: unknown, codecs: AddressCodecs): readonly CaseResult[] {
  return fileSchema.parse(file).cases.map((vector) => judgeCase(vector, codecs));
}

/** `uris.json`: links against `wallet-core/links`, for the chains whose address codec is built. */
export function run(file: unknown): readonly CaseResult[] {
  return judgeUris(file, builtCodecs);
}
