import type { EvmCodec } from '../../../chains/_families/evm/codec.ts';
import type { EvmExplainer } from '../../../chains/_families/evm/explain.ts';
import { avalancheCodec } from '../../../chains/avalanche/codec.ts';
import { avalancheExplainer } from '../../../chains/avalanche/explain.ts';
import { avalancheSigner } from '../../../chains/avalanche/sign.ts';
import { baseCodec } from '../../../chains/base/codec.ts';
import { baseExplainer } from '../../../chains/base/explain.ts';
import { baseSigner } from '../../../chains/base/sign.ts';
import { bscCodec } from '../../../chains/bsc/codec.ts';
import { bscExplainer } from '../../../chains/bsc/explain.ts';
import { bscSigner } from '../../../chains/bsc/sign.ts';
import { ethereumCodec } from '../../../chains/ethereum/codec.ts';
import { ethereumExplainer } from '../../../chains/ethereum/explain.ts';
import { ethereumSigner } from '../../../chains/ethereum/sign.ts';
import { polygonCodec } from '../../../chains/polygon/codec.ts';
import { polygonExplainer } from '../../../chains/polygon/explain.ts';
import { polygonSigner } from '../../../chains/polygon/sign.ts';
import type { AccountModel, ChainId, ChainSigner } from '../../../wallet-core/chain-contract/index.ts';

export interface AccountChainParts {
  readonly codec: EvmCodec;
  readonly explainer: EvmExplainer;
  readonly signer: ChainSigner<AccountModel>;
}

const parts: Readonly<Partial<Record<ChainId, AccountChainParts>>> = {
  ethereum: { codec: ethereumCodec, explainer: ethereumExplainer, signer: ethereumSigner },
  bsc: { codec: bscCodec, explainer: bscExplainer, signer: bscSigner },
  polygon: { codec: polygonCodec, explainer: polygonExplainer, signer: polygonSigner },
  avalanche: { codec: avalancheCodec, explainer: avalancheExplainer, signer: avalancheSigner },
  base: { codec: baseCodec, explainer: baseExplainer, signer: baseSigner },
};

/** What this window signs with on a chain with accounts; `undefined` for any other chain. */
export function accountChainParts(chain: ChainId): AccountChainParts | undefined {
  return parts[chain];
}
