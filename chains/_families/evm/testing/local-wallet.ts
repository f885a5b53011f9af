/** A wallet of one key over the local chains, for tests: the same steps the app takes, without its processes. */
import { randomBytes } from 'node:crypto';
import { HDKey } from '@scure/bip32';
import type { EvmChainName, EvmDevnet, RunningChain } from '../../../../e2e/devnet/evm/index.ts';
import type {
  AccountContext,
  AccountDraft,
  AddressRef,
  KeyAccess,
  Signed,
  StatedAccountPayment,
  Validation,
} from '../../../../wallet-core/chain-contract/index.ts';
import { nobleEngine } from '../../../../wallet-core/keyring/noble-engine.ts';
import { type AddressText, type DerivationPath, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { avalancheCodec } from '../../../avalanche/codec.ts';
import { baseCodec } from '../../../base/codec.ts';
import { bscCodec } from '../../../bsc/codec.ts';
import { ethereumCodec } from '../../../ethereum/codec.ts';
import { polygonCodec } from '../../../polygon/codec.ts';
import { formatAddress } from '../address.ts';
import { createEvmBuilder } from '../build/build.ts';
import type { EvmCodec } from '../codec.ts';
import { createEvmExplainer } from '../explain.ts';
import { createEvmReader, type EvmIndexEntry, type EvmReader } from '../network/index.ts';
import { createEvmSigner } from '../sign.ts';
import { localHttp } from './local-http.ts';

export const codecs: Readonly<Record<EvmChainName, EvmCodec>> = {
  ethereum: ethereumCodec,
  bsc: bscCodec,
  polygon: polygonCodec,
  avalanche: avalancheCodec,
  base: baseCodec,
};

export interface ReaderChoice {
  readonly index?: 'etherscan' | 'blockscout' | 'none';
  /** How many of the two servers it knows. */
  readonly servers?: 1 | 2;
  readonly tokens?: readonly AddressText[];
}

export interface Prepared {
  readonly context: AccountContext;
  readonly validation: Validation;
}

export interface Sent {
  readonly signed: Signed;
  readonly stated: StatedAccountPayment;
}

export interface LocalWallet {
  readonly codec: EvmCodec;
  readonly me: AddressRef;
  readonly xpub: string;
  readonly local: RunningChain;
  reader(choice?: ReaderChoice): EvmReader;
  prepare(draft: AccountDraft, reader?: EvmReader): Promise<Prepared>;
  /** Context, build, review against what was stated, sign, combine; nothing is sent. */
  sign(draft: AccountDraft, reader?: EvmReader): Promise<Sent>;
  send(draft: AccountDraft, reader?: EvmReader): Promise<Sent>;
}

const clock = { now: () => Date.now(), sleep: async () => {} };

export function createLocalWallet(devnet: EvmDevnet, name: EvmChainName): LocalWallet {
  const local = devnet.chain(name);
  const codec = codecs[name];
  const root = HDKey.fromMasterSeed(randomBytes(64));
  const path = unsafeBrand<DerivationPath>("m/44'/60'/0'/0/0");
  const privateKey = root.derive(path).privateKey ?? new Uint8Array();
  const keys: KeyAccess = {
    publicKey: () => nobleEngine.publicKey(privateKey),
    signEcdsa: (_path, digest) => nobleEngine.sign(digest, privateKey),
    signEcdsaRecoverable: (_path, digest) => nobleEngine.signRecoverable(digest, privateKey),
  };
  const me: AddressRef = { address: formatAddress(keys.publicKey(path)), role: 'receive', index: 0, path };
  const builder = createEvmBuilder(codec);
  const signer = createEvmSigner(codec);
  const explainer = createEvmExplainer(codec.config);

  function reader({ index = 'etherscan', servers = 2, tokens = [] }: ReaderChoice = {}): EvmReader {
    const indexes: readonly EvmIndexEntry[] =
      index === 'none' ? [] : [{ kind: index, url: local.explorer[index], apiKey: null }];
    const urls = local.servers.slice(0, servers).map(({ url }) => ({ url }));
    return createEvmReader(codec, { http: localHttp, clock, servers: urls, indexes, tokens: () => tokens });
  }

  async function sign(draft: AccountDraft, over = reader()): Promise<Sent> {
    const { value: context } = await over.context(draft, me);
    const { unsigned, stated } = builder.build(draft, context);
    const explained = explainer.explain(unsigned, codec.decode(unsigned), {
      addressOf: () => me.address,
      tokens: [],
      mode: 'simple',
    });
    const objections = [...explained.refusals, ...explainer.differences(stated, explained)];
    if (objections.length > 0) throw new Error(`the signer refuses: ${objections.join()}`);
    return { signed: codec.combine(unsigned, await signer.sign(unsigned, keys)), stated };
  }

  return {
    codec,
    me,
    xpub: root.derive("m/44'/60'/0'").publicExtendedKey,
    local,
    reader,
    prepare: async (draft, over = reader()) => {
      const { value: context } = await over.context(draft, me);
      return { context, validation: builder.validate(draft, context) };
    },
    sign,
    send: async (draft, over = reader()) => {
      const sent = await sign(draft, over);
      await over.broadcast(sent.signed);
      await local.chain.settled(sent.signed.txid);
      return sent;
    },
  };
}
