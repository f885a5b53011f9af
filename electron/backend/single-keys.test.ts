/** Single keys over the local network: an imported one as part of the account, a paper one emptied into it. */
import { expect, test } from 'vitest';
import { fluxCodec } from '../../chains/flux/codec.ts';
import { fluxSigner } from '../../chains/flux/sign.ts';
import { importedPath, type KeyAccess } from '../../wallet-core/chain-contract/index.ts';
import { isWalletError } from '../../wallet-core/errors/index.ts';
import { fromWireUnsigned, type ReplyOf } from '../../wallet-core/ipc/index.ts';
import { PaperKey } from '../../wallet-core/keyring/index.ts';
import { SecretBytes, toHex } from '../../wallet-core/primitives/index.ts';
import { FLUX, type Harness, type Running, STRANGER, startHarness } from './testing/harness.ts';
import type { TestAccount } from './testing/test-account.ts';

const paperKey = (byte = 0x31, compressed = true) =>
  new PaperKey({ privateKey: new SecretBytes(new Uint8Array(32).fill(byte)), compressed }, fluxCodec.formatAddress);
const addressesOf = (paper: PaperKey) => paper.addresses.map(({ address }) => address);
const idOf = (account: TestAccount) => account.open.account.accountId;

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (thrown) {
    return isWalletError(thrown) ? thrown.code : `not coded: ${String(thrown)}`;
  }
  return 'no error';
}

async function opened(): Promise<Harness & { readonly wallet: Running }> {
  const harness = await startHarness();
  const wallet = harness.start();
  await wallet.open();
  await wallet.refresh();
  return { ...harness, wallet };
}

type Prepared = ReplyOf<'sweep.prepare'>;

function prepare(wallet: Running, account: TestAccount, paper: PaperKey): Promise<Prepared> {
  const request = { accountId: idOf(account), addresses: addressesOf(paper), feePerByte: '1' };
  return wallet.main.call('backend.sweep-prepare', request);
}

async function sign({ draftId, unsigned: wire }: Prepared['batches'][number], keys: KeyAccess) {
  const unsigned = fromWireUnsigned(wire);
  const signed = fluxCodec.combine(unsigned, await fluxSigner.sign(unsigned, keys));
  return { draftId, signed: toHex(signed.bytes), txid: signed.txid };
}

test('what both forms of a paper key hold comes to the account, and counts as received', async () => {
  const { devnet, wallet, account } = await opened();
  const paper = paperKey();
  const [compressed = '', uncompressed = ''] = addressesOf(paper);
  devnet.fund(compressed, [2n * FLUX, 3n * FLUX]);
  devnet.fund(uncompressed, [4n * FLUX]);
  const found = await prepare(wallet, account, paper);
  expect(found).toMatchObject({ collateralCount: 0, notReady: 0, leftForLater: 0 });
  expect(found.batches).toHaveLength(1);
  const [batch] = found.batches;
  if (batch === undefined) throw new TypeError('nothing to sweep');
  const review = fluxCodec.decode(fromWireUnsigned(batch.unsigned));
  expect(review.outputs).toEqual([
    { kind: 'address', vout: 0, address: await wallet.receiveAddress(), amount: 9n * FLUX - review.fee },
  ]);
  const { txid } = await wallet.main.call('draft.commit', await sign(batch, paper));
  await wallet.reaches(batch.draftId, 'pending');
  const arrived = (9n * FLUX - review.fee).toString();
  const before = await wallet.app.call('activity.page', {
    filter: { search: '', kinds: [], includeSuspicious: true },
    offset: 0,
    limit: 10,
  });
  expect(before.items).toMatchObject([{ txid, kind: 'received', net: arrived, fee: null }]);
  devnet.mine(1);
  await wallet.refresh();
  expect(await wallet.place()).toMatchObject({ balance: { spendable: arrived } });
  const after = await prepare(wallet, account, paper);
  expect(after).toMatchObject({ batches: [], notReady: 0 });
});

test('the app window can neither ask for a sweep nor have its bytes signed as a payment', async () => {
  const { devnet, wallet, account } = await opened();
  const paper = paperKey();
  devnet.fund(addressesOf(paper)[0] ?? '', [FLUX]);
  const { batches } = await prepare(wallet, account, paper);
  const draftId = batches[0]?.draftId ?? '';
  expect(await codeOf(wallet.main.call('draft.take', { draftId }))).toBe('approval.unknown');
});

test('unconfirmed coins stay and are said, an own address and another account are refused', async () => {
  const { devnet, wallet, account } = await opened();
  const fresh = paperKey(0x33);
  devnet.fund(addressesOf(fresh)[0] ?? '', [FLUX], { confirm: false });
  expect(await prepare(wallet, account, fresh)).toMatchObject({ batches: [], notReady: 1 });
  const own = await wallet.receiveAddress();
  const ask = (addresses: string[], accountId = idOf(account)) =>
    codeOf(wallet.main.call('backend.sweep-prepare', { accountId, addresses, feePerByte: '1' }));
  expect(await ask([own])).toBe('account.exists');
  expect(await ask([STRANGER], '0'.repeat(16))).toBe('session.locked');
  expect(await ask(['t1nothing'])).toBe('chain.bad-address');
});

test('collateral is moved too, and counted; dust that cannot pay for its way is no plan', async () => {
  const { devnet, wallet, account } = await opened();
  const paper = paperKey();
  devnet.fund(addressesOf(paper)[0] ?? '', [1_000n * FLUX, 7n * FLUX]);
  const found = await prepare(wallet, account, paper);
  expect(found.collateralCount).toBe(1);
  expect(found.batches[0]?.unsigned.inputs).toHaveLength(2);
  const poor = paperKey(0x32);
  devnet.fund(addressesOf(poor)[0] ?? '', [60n]);
  expect(await codeOf(prepare(wallet, account, poor))).toBe('chain.insufficient-funds');
});

test('an imported key’s coins are the account’s, are spent with its key, and change goes to the account', async () => {
  const harness = await startHarness();
  const { devnet, account } = harness;
  const paper = paperKey(0x41);
  const [address = ''] = addressesOf(paper);
  devnet.fund(address, [6n * FLUX]);
  const path = importedPath(7);
  const watched = [{ chain: 'flux' as const, address, path }];
  const wallet = harness.start();
  await wallet.open({
    ...account,
    open: { ...account.open, publicKeys: { ...account.open.publicKeys, watched } },
  });
  await wallet.refresh();
  expect(await wallet.place()).toMatchObject({ balance: { spendable: (6n * FLUX).toString() } });
  const { coins } = await wallet.app.call('coins.read', { chain: 'flux' });
  expect(coins).toMatchObject([{ address, role: 'imported', state: 'spendable' }]);
  expect((await wallet.app.call('receive.read', { chain: 'flux' })).current).toMatchObject({ role: 'receive' });
  const { draftId } = await wallet.prepare();
  const { unsigned } = await wallet.main.call('draft.take', { draftId });
  if (!('inputs' in unsigned)) throw new TypeError('not of outputs');
  expect(unsigned.inputs.map((input) => input.path)).toEqual([path]);
  expect(unsigned.change[0]?.path).toMatch(/^m\/44'\/19167'\/0'\/1\//);
  const keys: KeyAccess = {
    publicKey: () => paper.publicKey(importedPath(0)),
    signEcdsa: (_path, digest) => paper.signEcdsa(importedPath(0), digest),
    signEcdsaRecoverable: (_path, digest) => paper.signEcdsaRecoverable(importedPath(0), digest),
  };
  const signed = await sign({ draftId, unsigned, validUntilMs: 1 }, keys);
  await wallet.main.call('draft.commit', signed);
  await wallet.reaches(draftId, 'pending');
  devnet.mine(1);
  await wallet.refresh();
  const left = 3n * FLUX - BigInt((await wallet.entry(draftId)).fee);
  expect(await wallet.place()).toMatchObject({ balance: { spendable: left.toString() } });
});
