import { secp256k1 } from '@noble/curves/secp256k1.js';
import fc from 'fast-check';
import type { AddressRef } from '../../wallet-core/chain-contract/index.ts';
import { describeConformance, type Network } from '../../wallet-core/chain-contract/testing/conformance.ts';
import { isCollateralValue } from '../../wallet-core/nodes/index.ts';
import type { HttpReply } from '../../wallet-core/ports/index.ts';
import { fromHex, type TxId, toHex } from '../../wallet-core/primitives/index.ts';
import { formatDestination } from './address.ts';
import { fluxBuilder } from './build.ts';
import { fluxCodec } from './codec.ts';
import { createFluxReader, type FluxServerEntry } from './network/index.ts';
import { NOW_MS, tip, XPUB } from './network/testing/samples.ts';
import { fluxSigner } from './sign.ts';
import {
  coinOf,
  contextOf,
  createTestKeys,
  draftOf,
  ownAddress,
  strangerT1,
  strangerT3,
} from './testing/wallet-fixture.ts';
import { transactionId } from './transaction.ts';

const GENESIS = 'aa'.repeat(32);
const keys = createTestKeys();
const addresses: readonly AddressRef[] = [ownAddress(0, 0), ownAddress(0, 1), ownAddress(1, 0)];
const coins = [coinOf(0, 150_000_000n, { owner: ownAddress(0, 0), height: tip.height - 11, confirmations: 12 })];
const payable = { draft: draftOf(), context: contextOf([coinOf(0, 200_000_000n), coinOf(1, 7_777_777n)]) };

const { unsigned } = fluxBuilder.build(payable.draft, payable.context);
const signed = fluxCodec.combine(unsigned, await fluxSigner.sign(unsigned, keys));

const text = (body: string, status = 200): HttpReply => ({ status, contentType: 'application/json', text: body });

interface World {
  readonly genesis: string;
  readonly testnet: boolean;
  readonly accepted: Set<TxId>;
}

/** Both kinds of server over the same small world: one address with one coin. */
const networks: Readonly<Record<FluxServerEntry['kind'], (world: World) => Network>> = {
  insight:
    ({ genesis, testnet, accepted }) =>
    ({ url, body = '' }) => {
      const { pathname, search } = new URL(url);
      const utxos = coins.map((coin) => ({
        address: coin.owner.address,
        txid: coin.outpoint.txid,
        vout: coin.outpoint.vout,
        scriptPubKey: toHex(coin.scriptPubKey),
        amount: Number(coin.value) / 1e8,
        satoshis: Number(coin.value),
        height: coin.height,
        confirmations: coin.confirmations,
      }));
      if (search === '?q=getBestBlockHash') return text(JSON.stringify({ bestblockhash: tip.hash }));
      if (search === '?q=getInfo') return text(JSON.stringify({ info: { testnet } }));
      if (pathname === '/api/block-index/0') return text(JSON.stringify({ blockHash: genesis }));
      if (pathname.startsWith('/api/block/')) return text(JSON.stringify({ ...tip, time: tip.timeMs / 1000 }));
      if (pathname === '/api/addrs/utxo') return text(JSON.stringify(utxos));
      if (pathname === '/api/addrs/txs') return text(JSON.stringify({ totalItems: 0, from: 0, to: 0, items: [] }));
      if (pathname === '/api/tx/send') {
        const txid = transactionId(fromHex(body.replace('rawtx=', '')));
        if (accepted.has(txid)) return text('18: txn-already-in-mempool. Code:-26', 400);
        accepted.add(txid);
        return text(JSON.stringify({ txid }));
      }
      return text('Not found', 404);
    },
  blockbook:
    ({ genesis, testnet, accepted }) =>
    ({ url, body = '' }) => {
      const { pathname } = new URL(url);
      const chain = testnet ? 'test' : 'main';
      const utxosOf = (address: string) =>
        coins
          .filter((coin) => coin.owner.address === address)
          .map(({ outpoint, value, height, confirmations }) => ({
            ...outpoint,
            value: value.toString(),
            height,
            confirmations,
          }));
      const [, , , route = '', argument = ''] = pathname.split('/');
      if (route === '') return text(JSON.stringify({ blockbook: { bestHeight: tip.height }, backend: { chain } }));
      if (route === 'block-index') return text(JSON.stringify({ blockHash: argument === '0' ? genesis : tip.hash }));
      if (route === 'block') return text(JSON.stringify({ ...tip, time: tip.timeMs / 1000 }));
      if (route === 'utxo') return text(JSON.stringify(utxosOf(argument)));
      if (route === 'address') {
        return text(JSON.stringify({ page: 1, totalPages: 1, address: argument, txs: 0, unconfirmedTxs: 0 }));
      }
      if (route === 'sendtx') {
        const txid = transactionId(fromHex(body));
        if (accepted.has(txid)) return text('{"error":"-27: transaction already in block chain"}', 400);
        accepted.add(txid);
        return text(JSON.stringify({ result: txid }));
      }
      return text(`{"error":"Transaction '${argument}' not found"}`, 400);
    },
};

const recipient = fc.record({
  address: fc
    .tuple(fc.constantFrom('p2pkh' as const, 'p2sh' as const), fc.uint8Array({ minLength: 20, maxLength: 20 }))
    .map(([kind, hash]) => formatDestination({ kind, hash })),
  amount: fc.bigInt({ min: 546n, max: 300_000_000_000n }),
});

const payments = fc.record({
  draft: fc
    .record({
      recipients: fc.uniqueArray(recipient, { minLength: 1, maxLength: 5, selector: (entry) => entry.address }),
      message: fc.option(fc.stringMatching(/^[!-~]{1,80}$/)),
      feePerByte: fc.bigInt({ min: 1n, max: 5n }),
    })
    .map((parts) => draftOf(parts)),
  context: fc
    .array(fc.bigInt({ min: 1n, max: 400_000_000_000n }), { minLength: 1, maxLength: 20 })
    .map((values) => contextOf(values.map((value, number) => coinOf(number, value)))),
});

for (const kind of ['insight', 'blockbook'] as const) {
  const network = networks[kind];
  describeConformance(`flux over ${kind}`, {
    codec: fluxCodec,
    builder: fluxBuilder,
    signer: fluxSigner,
    keys,
    reader: (http, clock) =>
      createFluxReader({
        http,
        clock,
        servers: [{ kind, url: 'https://one.example' }],
        genesisHash: GENESIS,
        isCollateralValue,
      }),
    nowMs: NOW_MS,
    account: { flux: XPUB, bitcoin: null, fluxId: null, watched: [] },
    addresses,
    publicKeys: fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .filter((bytes) => secp256k1.utils.isValidSecretKey(bytes))
      .map((secret) => secp256k1.getPublicKey(secret, true)),
    validAddresses: [strangerT1, strangerT3, ownAddress(0, 0).address],
    invalidAddresses: [
      '',
      ' ',
      ` ${strangerT1}`,
      `${strangerT1.slice(0, -1)}X`,
      'tmCqYNtGf6TP1odVqKEzr6gubxQsmm9vT7y',
      'bc1q8men4rc6pv2cjgfu3lvkvewhpe6n3wmrhhz4ju',
      '0x3464c7635c4d40e51D15d613287a6c9Bd616e34D',
    ],
    payments,
    payable,
    unpayable: contextOf([coinOf(0, 99_999_999n)]),
    withoutGasCoin: null,
    healthyNetwork: (accepted) => network({ genesis: GENESIS, testnet: false, accepted }),
    foreignNetwork: network({ genesis: 'bb'.repeat(32), testnet: false, accepted: new Set() }),
    signed,
    unknownTxId: signed.txid,
  });
}
