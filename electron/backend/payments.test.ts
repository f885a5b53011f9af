import { expect, test } from 'vitest';
import { FLUX, STRANGER, startHarness } from './testing/harness.ts';

test('fund, prepare, sign, commit, mine: the payment is pending, then confirmed, then final', async () => {
  const { devnet, start } = await startHarness();
  const wallet = start();
  await wallet.open();
  const address = await wallet.receiveAddress();
  devnet.fund(address, 10n * FLUX);
  await wallet.refresh();
  expect((await wallet.place()).balance?.spendable).toBe((10n * FLUX).toString());

  const prepared = await wallet.prepare({ message: 'lunch' });
  expect(prepared.stated.recipients).toEqual([{ address: STRANGER, amount: (3n * FLUX).toString() }]);
  const taken = await wallet.take(prepared.draftId);
  const { sendId, txid } = await wallet.main.call('draft.commit', { draftId: prepared.draftId, ...taken });
  expect(txid).toBe(taken.txid);
  await wallet.reaches(sendId, 'pending');
  expect(devnet.transaction(txid)).not.toBeNull();

  devnet.mine();
  await wallet.refresh();
  expect(await wallet.reaches(sendId, 'confirmed')).toMatchObject({ confirmations: 1, message: 'lunch', error: null });
  expect(wallet.notices()).toContainEqual({ kind: 'confirmed', chain: 'flux', txid });
  const left = 10n * FLUX - 3n * FLUX - BigInt(prepared.stated.fee);
  expect((await wallet.place()).balance?.spendable).toBe(left.toString());

  devnet.mine(40);
  await wallet.refresh();
  await wallet.reaches(sendId, 'final');
});
