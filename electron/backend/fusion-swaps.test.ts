/** Swaps and claims between native FLUX and FLUX on local EVM chains, as real payments through the whole backend. */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createEvmAddresses } from '../../chains/_families/evm/network/account-addresses.ts';
import { fluxCodec } from '../../chains/flux/codec.ts';
import { signFluxMessage } from '../../chains/flux/message.ts';
import { type EvmDevnet, evmDevnetAvailability, evmServerLines, startEvmDevnet } from '../../e2e/devnet/evm/index.ts';
import { evmLedger, type FusionDevnet, startFusionDevnet } from '../../e2e/devnet/fusion/index.ts';
import type { RequestOf, SwapView } from '../../wallet-core/ipc/index.ts';
import { Keyring } from '../../wallet-core/keyring/index.ts';
import { type DerivationPath, SecretBytes, unsafeBrand } from '../../wallet-core/primitives/index.ts';
import { COIN } from './testing/evm-harness.ts';
import { FLUX, type Harness, type Running, startHarness, until } from './testing/harness.ts';

const availability = evmDevnetAvailability();
const why = availability.kind === 'found' ? '' : ` (skipped: ${availability.reason})`;
const path = unsafeBrand<DerivationPath>("m/44'/19167'/0'/0/0");
const keyring = new Keyring(new SecretBytes(new Uint8Array(64).fill(7)));
const native = fluxCodec.formatAddress(keyring.publicKey(path));
const names = { eth: 'ethereum', bsc: 'bsc' } as const;

describe.skipIf(availability.kind !== 'found')(`Fusion over real chains${why}`, () => {
  let evm: EvmDevnet;
  beforeAll(async () => {
    evm = await startEvmDevnet({ chains: ['ethereum', 'bsc'] });
  }, 60_000);
  afterAll(() => evm.stop());

  interface World {
    readonly harness: Harness;
    readonly fusion: FusionDevnet;
    readonly wallet: Running;
    readonly me: string;
  }

  async function open(): Promise<World> {
    const harness = await startHarness({ startTime: Math.floor(Date.now() / 1_000) - 7_200 });
    const { devnet, clock, account } = harness;
    const ledgers = [evmLedger('eth', evm.chain('ethereum').chain), evmLedger('bsc', evm.chain('bsc').chain)];
    for (const ledger of ledgers) {
      await ledger.prepare();
      await evm.chain(names[ledger.chain as keyof typeof names]).chain.fundFlux(ledger.hotAddress, 100_000n * FLUX);
    }
    const fusion = await startFusionDevnet({ devnet, ledgers, nowMs: clock.now });
    onTestFinished(() => fusion.stop());
    const lines = evmServerLines(evm, 'etherscan');
    writeFileSync(harness.serversFile, JSON.stringify({ ...devnet.serversFile(), ...lines, fusion: fusion.url }));
    devnet.fund(native, 1_000n * FLUX);
    devnet.mineTo(native, { blocks: 200 });
    // Nodes of the EVM chains live in the present.
    await clock.advance(Math.max(0, Date.now() - clock.now()));
    const me = createEvmAddresses(account.open.publicKeys.evm ?? '').at(0).address;
    for (const name of Object.values(names)) await evm.chain(name).chain.fund(me, 2n * COIN);
    const wallet = harness.start();
    await wallet.open();
    await wallet.refresh();
    return { harness, fusion, wallet, me };
  }

  async function swap({ wallet, harness }: World, ask: RequestOf<'fusion.quote'>['ask']): Promise<string> {
    const reply = await wallet.app.call('fusion.quote', { ask });
    if (reply.kind !== 'quote') throw new Error(reply.reason);
    const { quoteId } = reply.quote;
    const { swapId } = await wallet.app.call('fusion.begin', { quoteId, addressConsent: true });
    const { prepared } = await wallet.app.call('fusion.prepare-deposit', { swapId });
    const { unsigned } = await wallet.main.call('draft.take', { draftId: prepared.draftId });
    const signed = await harness.account.sign(unsigned);
    await wallet.main.call('draft.commit', { draftId: prepared.draftId, ...signed });
    return swapId;
  }

  /** Blocks, time and readings, until the swap says so. */
  function reaches({ harness, wallet }: World, swapId: string, headline: SwapView['headline']): Promise<SwapView> {
    return until(async () => {
      harness.devnet.mine(1);
      for (const name of Object.values(names)) await evm.chain(name).chain.mine(4);
      await harness.clock.advance(30_000);
      await wallet.app.call('sync.refresh', {});
      const view = await wallet.app.call('fusion.look', { swapId });
      if (view.headline !== headline) throw new Error(view.headline);
      return view;
    });
  }

  test('main → Ethereum, then BNB Smart Chain → main: paid on the chain, right to the sat, books balance', async () => {
    const world = await open();
    const { fusion, me, wallet } = world;
    const out = await swap(world, {
      chainFrom: 'main',
      chainTo: 'eth',
      addressFrom: native,
      addressTo: me,
      amount: (500n * FLUX).toString(),
    });
    const arrived = await reaches(world, out, 'arriving');
    expect(arrived.payout).toMatchObject({ outcome: 'right', amount: (345n * FLUX).toString() });
    expect(await evm.chain('ethereum').chain.fluxOf(me)).toBe(345n * FLUX);

    await evm.chain('bsc').chain.fundFlux(me, 300n * FLUX);
    await wallet.refresh();
    const back = await swap(world, {
      chainFrom: 'bsc',
      chainTo: 'main',
      addressFrom: me,
      addressTo: native,
      amount: (300n * FLUX).toString(),
    });
    const home = await reaches(world, back, 'arriving');
    expect(home.payout).toMatchObject({ outcome: 'right', amount: (294n * FLUX).toString() });
    expect(await fusion.problems()).toEqual([]);
    expect((await wallet.app.call('fusion.read', {})).owed.onTheWay).toBe('0');
  }, 60_000);

  test('claims on two chains in one pass', async () => {
    const world = await open();
    const { wallet, fusion, me } = world;
    const before = [await evm.chain('ethereum').chain.fluxOf(me), await evm.chain('bsc').chain.fluxOf(me)] as const;
    await wallet.app.call('fusion.refresh', {});
    const claims = (['eth', 'bsc'] as const).map(
      (chain) => ({ claim: 'mining', address: native, chain, claimingAddress: me }) as const,
    );
    const { draftId } = await wallet.app.call('fusion.prepare-claims', { claims });
    const { stated } = await wallet.main.call('draft.take-claims', { draftId });
    const signed = stated.claims.map(({ claimId, phrase }) => ({
      claimId,
      signature: signFluxMessage(phrase, path, keyring),
    }));
    await wallet.main.call('draft.commit-claims', { draftId, claims: signed });
    await until(async () => {
      const view = await wallet.app.call('fusion.read', {});
      expect(view.claims.map(({ txid }) => typeof txid)).toEqual(['string', 'string']);
    });
    expect(await evm.chain('ethereum').chain.fluxOf(me)).toBe(before[0] + 25n * FLUX);
    expect(await evm.chain('bsc').chain.fluxOf(me)).toBe(before[1] + 168n * FLUX);
    expect(await fusion.problems()).toEqual([]);
  }, 60_000);
});
