import { secp256k1 } from '@noble/curves/secp256k1.js';
import fc from 'fast-check';
import type { AccountContext, AccountDraft } from '../../../wallet-core/chain-contract/index.ts';
import { describeAccountConformance } from '../../../wallet-core/chain-contract/testing/account-conformance.ts';
import type { Network } from '../../../wallet-core/chain-contract/testing/pretended-network.ts';
import { type TxId, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { baseBuilder } from '../../base/build.ts';
import { baseCodec } from '../../base/codec.ts';
import { baseSigner } from '../../base/sign.ts';
import { ethereumBuilder } from '../../ethereum/build.ts';
import { ethereumCodec } from '../../ethereum/codec.ts';
import { ethereumSigner } from '../../ethereum/sign.ts';
import { formatAddressBytes } from './address.ts';
import { GWEI } from './config.ts';
import { createEvmReader } from './network/index.ts';
import { answerRequest, createWorld, NODE_NOW_MS } from './testing/pretended-node.ts';
import {
  ACCOUNT_XPUB,
  contextOf,
  createTestKeys,
  ETHER,
  fluxTransferOf,
  ownAddress,
  stranger,
  tokenContextOf,
  transferOf,
} from './testing/wallet-fixture.ts';

const keys = createTestKeys();
const sender = ownAddress(0);

const subjects = [
  { name: 'ethereum', codec: ethereumCodec, builder: ethereumBuilder, signer: ethereumSigner, extraFee: 0n },
  { name: 'base', codec: baseCodec, builder: baseBuilder, signer: baseSigner, extraFee: 7n * GWEI },
] as const;

for (const { name, codec, builder, signer, extraFee } of subjects) {
  const { config } = codec;
  const flux = config.flux.identifier;
  const price = { maxPerGas: 20n * GWEI, tipPerGas: GWEI };
  const gas = { kind: 'custom' as const, price, gasLimit: null };
  const payable = { draft: transferOf(config, { gas }), context: contextOf({ extraFee }) };
  const payableToken = {
    draft: fluxTransferOf(config, { gas }),
    context: tokenContextOf(9_000_000_000n, { extraFee }),
  };
  const { unsigned } = builder.build(payable.draft, payable.context);
  const signed = codec.combine(unsigned, await signer.sign(unsigned, keys));

  function healthy(accepted: Set<TxId>, chainId: number = config.chainId): Network {
    const world = { ...createWorld(config), chainId, accepted: accepted as Set<string> };
    world.coins.set(sender.address, 3n * ETHER);
    world.tokens.set(`${flux} ${sender.address}`, 9_000_000_000n);
    world.nonces.set(sender.address, { mined: 7, next: 7 });
    if (config.dataFeeOracle !== null)
      world.calls.set(`${config.dataFeeOracle} 0x49948e0e`, `0x${'0'.repeat(56)}01000000`);
    return (request) => {
      const before = new Set(accepted);
      const reply = answerRequest(world, config, request);
      for (const txid of before) accepted.add(txid);
      return reply;
    };
  }

  const address = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes): string => formatAddressBytes(bytes));
  const gasChoice = fc.oneof(
    fc
      .constantFrom('economy' as const, 'normal' as const, 'fast' as const)
      .map((preset) => ({ kind: 'preset' as const, preset })),
    fc.bigInt({ min: 1n, max: 200n }).map((gwei) => ({
      kind: 'custom' as const,
      price: { maxPerGas: gwei * GWEI, tipPerGas: null },
      gasLimit: null,
    })),
  );
  const amount = fc.oneof(fc.constant('max' as const), fc.bigInt({ min: 1n, max: 4n * ETHER }));
  const tokenAmount = fc.bigInt({ min: 1n, max: 20_000_000_000n });
  const drafts: fc.Arbitrary<AccountDraft> = fc.oneof(
    fc
      .record({ address, amount, gas: gasChoice })
      .map((parts) => transferOf(config, { recipient: parts, gas: parts.gas })),
    fc
      .record({ address, amount: fc.oneof(fc.constant('max' as const), tokenAmount), gas: gasChoice })
      .map((parts) => fluxTransferOf(config, { recipient: parts, gas: parts.gas })),
    fc
      .record({ spender: address, amount: fc.oneof(fc.constant(0n), tokenAmount), gas: gasChoice })
      .map((parts): AccountDraft => ({ kind: 'allowance', chain: config.chain, asset: flux, decimals: 8, ...parts })),
  );
  const payments = fc
    .record({
      draft: drafts,
      coin: fc.bigInt({ min: 0n, max: 6n * ETHER }),
      token: fc.bigInt({ min: 0n, max: 40_000_000_000n }),
      next: fc.nat(5_000),
    })
    .map(({ draft, coin, token, next }) => {
      const isCoin = draft.kind === 'transfer' && draft.asset === 'native';
      const changes: Partial<AccountContext> = { coinBalance: coin, nonce: { mined: next, next }, extraFee };
      return { draft, context: isCoin ? contextOf(changes) : tokenContextOf(token, changes) };
    });

  describeAccountConformance(name, {
    codec,
    builder,
    signer,
    keys,
    reader: (http, clock) =>
      createEvmReader(codec, {
        http,
        clock,
        servers: [{ url: 'https://one.example/rpc' }],
        indexes: [],
        tokens: () => [],
      }),
    nowMs: NODE_NOW_MS,
    account: { flux: null, bitcoin: null, fluxId: null, evm: ACCOUNT_XPUB, watched: [] },
    addresses: [sender],
    publicKeys: fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .filter((bytes) => secp256k1.utils.isValidSecretKey(bytes))
      .map((secret) => secp256k1.getPublicKey(secret, true)),
    validAddresses: [stranger, stranger.toLowerCase(), sender.address],
    invalidAddresses: [
      '',
      ' ',
      ` ${stranger}`,
      stranger.replace('5aA', '5aa'),
      stranger.slice(2),
      't1UVkKjYDZ75bZ6cxgtT2KiMp1oL9EKHQTJ',
      'alice.eth',
    ],
    payments,
    payable,
    payableToken,
    unpayable: contextOf({ coinBalance: ETHER, extraFee }),
    withoutGasCoin: tokenContextOf(9_000_000_000n, { coinBalance: 1n, extraFee }),
    pending: { original: signed.bytes, context: contextOf({ extraFee, nonce: { mined: 7, next: 8 } }) },
    healthyNetwork: (accepted) => healthy(accepted),
    foreignNetwork: healthy(new Set(), config.chainId + 1),
    signed,
    unknownTxId: unsafeBrand<TxId>(`0x${'12'.repeat(32)}`),
  });
}
