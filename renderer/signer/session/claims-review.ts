import { ethereumCodec } from '../../../chains/ethereum/codec.ts';
import { fluxCodec } from '../../../chains/flux/codec.ts';
import type { ChainId, KeyAccess } from '../../../wallet-core/chain-contract/index.ts';
import { chainOfFusion, isSameAddress, parseClaimPhrase } from '../../../wallet-core/fusion/index.ts';
import type { WireStatedClaims } from '../../../wallet-core/ipc/index.ts';
import { type DerivationPath, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { evmPath, matchScheme } from '../../../wallet-core/seed/index.ts';

/** Why claims were not signed, for the words on screen. */
export type ClaimsRefusal = 'claims-phrase' | 'claims-own-key' | 'claims-receiver' | 'claims-sum' | 'claims-twice';

/** One claim as it is shown. Amounts are the service's word; key, chain, address and phrase are judged here. */
export interface ReviewedClaim {
  readonly claimId: string;
  readonly kind: 'mining' | 'snapshot' | 'native';
  readonly address: string;
  readonly path: DerivationPath;
  readonly chain: ChainId;
  readonly receiver: string;
  /** The receiving address is of this account: no phishing site put it there. */
  readonly isOwnReceiver: boolean;
  readonly amount: bigint;
  readonly fee: bigint;
  readonly received: bigint;
  readonly phrase: string;
}

export interface ClaimsReview {
  readonly service: string;
  readonly claims: readonly ReviewedClaim[];
}

export type ClaimsOutcome =
  | { readonly kind: 'review'; readonly review: ClaimsReview }
  | { readonly kind: 'refused'; readonly reasons: readonly ClaimsRefusal[] };

const evmChains: ReadonlySet<ChainId> = new Set(['ethereum', 'bsc', 'polygon', 'avalanche', 'base']);

/** The address in its chain's canonical form; `undefined` where it is none, or the chain is not known here: that means no. */
function parseReceiver(chain: ChainId, text: string): string | undefined {
  const codec = chain === 'flux' ? fluxCodec : evmChains.has(chain) ? ethereumCodec : undefined;
  const parsed = codec?.parseAddress(text);
  return parsed?.ok === true ? parsed.value : undefined;
}

function isOwn(chain: ChainId, receiver: string, rewardAddress: string, keys: KeyAccess): boolean {
  if (chain === 'flux') return receiver === rewardAddress;
  return isSameAddress(receiver, ethereumCodec.formatAddress(keys.publicKey(evmPath(0))));
}

/**
 * Claims through Fusion, judged from what will be signed: phrases that are fresh and nothing else (T-13), keys that own
 * the reward addresses, receiving addresses that are addresses, sums that are sums. Anything else refuses all of them.
 */
export function reviewClaims(stated: WireStatedClaims, keys: KeyAccess, nowMs: number): ClaimsOutcome {
  const refuse = (reason: ClaimsRefusal): ClaimsOutcome => ({ kind: 'refused', reasons: [reason] });
  const phrases = new Set(stated.claims.map(({ phrase }) => phrase));
  const ids = new Set(stated.claims.map(({ claimId }) => claimId));
  if (phrases.size !== stated.claims.length || ids.size !== stated.claims.length) return refuse('claims-twice');
  const claims: ReviewedClaim[] = [];
  for (const one of stated.claims) {
    if (!parseClaimPhrase(one.phrase, nowMs).ok) return refuse('claims-phrase');
    const path = unsafeBrand<DerivationPath>(one.path);
    const isFlux = matchScheme(one.path)?.kind === 'flux';
    if (!isFlux || fluxCodec.formatAddress(keys.publicKey(path)) !== one.address) return refuse('claims-own-key');
    const chain = chainOfFusion(one.chain);
    const receiver = parseReceiver(chain, one.claimingAddress);
    if (receiver === undefined || (one.claim === 'native' && receiver !== one.address))
      return refuse('claims-receiver');
    const [amount, fee, received] = [BigInt(one.amount), BigInt(one.fee), BigInt(one.received)];
    if (received <= 0n || amount !== fee + received) return refuse('claims-sum');
    const isOwnReceiver = isOwn(chain, receiver, one.address, keys);
    const { claimId, claim: kind, address, phrase } = one;
    claims.push({ claimId, kind, address, path, chain, receiver, isOwnReceiver, amount, fee, received, phrase });
  }
  return { kind: 'review', review: { service: stated.service, claims } };
}
