/** Fusion through the channels of the whole backend: claims of the account's own rewards, deposits as real payments. */
import { writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fluxCodec } from '../../chains/flux/codec.ts';
import { signFluxMessage } from '../../chains/flux/message.ts';
import { type FusionDevnet, listLedger, startFusionDevnet } from '../../e2e/devnet/fusion/index.ts';
import { toWireError } from '../../wallet-core/errors/index.ts';
import { Keyring } from '../../wallet-core/keyring/index.ts';
import { type DerivationPath, SecretBytes, unsafeBrand } from '../../wallet-core/primitives/index.ts';
import { fusionUrl } from './services/fusion/fusion-url.ts';
import { FLUX, type Harness, type Running, startHarness, until } from './testing/harness.ts';

const keyring = new Keyring(new SecretBytes(new Uint8Array(64).fill(7)));

async function start(): Promise<{ harness: Harness; fusion: FusionDevnet; wallet: Running; address: string }> {
  const harness = await startHarness();
  const { devnet, clock } = harness;
  const bsc = listLedger('bsc');
  bsc.fund(bsc.hotAddress, 100_000n * FLUX);
  const fusion = await startFusionDevnet({ devnet, ledgers: [bsc], nowMs: clock.now });
  onTestFinished(() => fusion.stop());
  writeFileSync(harness.serversFile, JSON.stringify({ ...devnet.serversFile(), fusion: fusion.url }));
  const address = fluxCodec.formatAddress(keyring.publicKey(unsafeBrand<DerivationPath>("m/44'/19167'/0'/0/0")));
  devnet.mineTo(address, { blocks: 300 });
  // A tip from the future would not be believed.
  await clock.advance(300 * 30_000);
  const wallet = harness.start();
  await wallet.open();
  await wallet.refresh();
  return { harness, fusion, wallet, address };
}

describe('claims of the account’s own rewards', () => {
  it('all to native: one approval, one payout, seen in the account’s own history', async () => {
    const { harness, fusion, wallet, address } = await start();
    await wallet.app.call('fusion.refresh', {});
    const before = await wallet.app.call('fusion.read', {});
    expect(before.comparisons).toMatchObject([{ address, native: { net: (252n * FLUX).toString() } }]);
    expect(before.chains[0]).toMatchObject({ fusion: 'main', hasAdapter: true, active: true });
    const claims = [{ claim: 'native', address, chain: 'main', claimingAddress: address } as const];
    const { draftId, stated } = await wallet.app.call('fusion.prepare-claims', { claims });
    const taken = await wallet.main.call('draft.take-claims', { draftId });
    expect(taken).toMatchObject({ accountId: harness.account.open.account.accountId, stated });
    const signed = taken.stated.claims.map(({ claimId, phrase, path }) => ({
      claimId,
      signature: signFluxMessage(phrase, unsafeBrand<DerivationPath>(path), keyring),
    }));
    const { claimIds } = await wallet.main.call('draft.commit-claims', { draftId, claims: signed });
    expect(claimIds).toEqual(stated.claims.map(({ claimId }) => claimId));
    const paid = await until(async () => {
      const [claim] = (await wallet.app.call('fusion.read', {})).claims;
      expect(claim?.txid).toBeTypeOf('string');
      return claim;
    });
    harness.devnet.mine(2);
    await harness.clock.advance(120_000);
    await wallet.refresh();
    await wallet.app.call('fusion.refresh', {});
    const after = await wallet.app.call('fusion.read', {});
    expect(after.claims).toMatchObject([
      { claimId: paid?.claimId, headline: 'arriving', payout: { outcome: 'right' } },
    ]);
    expect(after.owed).toMatchObject({ claimable: '0', claimsOnTheWay: '0' });
    expect(await fusion.problems()).toEqual([]);
  });

  it('a draft that is dropped was never a claim; another account’s window cannot take it', async () => {
    const { wallet, address } = await start();
    await wallet.app.call('fusion.refresh', {});
    const claims = [{ claim: 'native', address, chain: 'main', claimingAddress: address } as const];
    const { draftId } = await wallet.app.call('fusion.prepare-claims', { claims });
    await wallet.main.call('draft.drop', { draftId });
    expect((await wallet.app.call('fusion.read', {})).claims).toEqual([]);
    const late = wallet.main.call('draft.take-claims', { draftId }).catch(toWireError);
    expect(await late).toMatchObject({ code: 'approval.unknown' });
  });
});

it('a chain without an adapter is said to be so, and nothing is quoted to it', async () => {
  const { wallet, address } = await start();
  const ask = {
    chainFrom: 'main',
    chainTo: 'bsc',
    addressFrom: address,
    addressTo: 'bob',
    amount: (100n * FLUX).toString(),
  } as const;
  expect(await wallet.app.call('fusion.quote', { ask })).toMatchObject({ kind: 'refused', reason: 'no-adapter' });
});

describe('where the service is', () => {
  it.each([
    [{}, undefined, 'https://fusion.runonflux.io'],
    [{ fusion: 'https://fusion.example' }, undefined, 'https://fusion.example'],
    [{ fusion: 'http://fusion.example' }, undefined, null],
    [{ fusion: 'https://fusion.example/path' }, undefined, null],
    [{ fusion: 'https://u:p@fusion.example' }, undefined, null],
    [{}, null, null],
    [{}, 'http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ] as const)('%j, given %s → %s', (settings, given, expected) => expect(fusionUrl(settings, given)).toBe(expected));
});
