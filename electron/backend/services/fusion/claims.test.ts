import { describe, expect, it } from 'vitest';
import { fluxCodec } from '../../../../chains/flux/codec.ts';
import { signFluxMessage } from '../../../../chains/flux/message.ts';
import { isWalletError } from '../../../../wallet-core/errors/index.ts';
import type { ReplyOf } from '../../../../wallet-core/ipc/index.ts';
import { Keyring } from '../../../../wallet-core/keyring/index.ts';
import { type DerivationPath, SecretBytes, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { FLUX, type FusionRun, type FusionWorld, startFusionWorld } from '../../testing/fusion-world.ts';

const path = unsafeBrand<DerivationPath>("m/44'/19167'/0'/0/0");
const keyring = new Keyring(new SecretBytes(new Uint8Array(64).fill(7)));
const rewards = fluxCodec.formatAddress(keyring.publicKey(path));
const HOUR = 3_600_000;

async function codeOf(work: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof work === 'function' ? work() : work);
    return 'none';
  } catch (thrown) {
    return isWalletError(thrown) ? thrown.code : String(thrown);
  }
}

/** 300 payouts of a Stratus node: 2,700 FLUX, so 270 on each chain. */
async function start(): Promise<{ readonly world: FusionWorld; readonly run: FusionRun }> {
  const world = await startFusionWorld({ path, rewards });
  world.devnet.mineTo(rewards, { blocks: 300 });
  const run = world.run();
  await run.service.refresh();
  return { world, run };
}

const onBsc = { claim: 'mining', address: rewards, chain: 'bsc', claimingAddress: 'alice' } as const;
const onMatic = { claim: 'mining', address: rewards, chain: 'matic', claimingAddress: 'bob' } as const;

/** What the signer does after the click. */
function sign({ stated }: ReplyOf<'fusion.prepare-claims'>) {
  return stated.claims.map(({ claimId, phrase, path: key }) => ({
    claimId,
    signature: signFluxMessage(phrase, unsafeBrand<DerivationPath>(key), keyring),
  }));
}

async function claim(
  run: FusionRun,
  ...asked: Parameters<FusionRun['service']['claims']['prepare']>[0]
): Promise<void> {
  const prepared = await run.service.claims.prepare(asked);
  run.service.claims.take(prepared.draftId);
  run.service.claims.commit(prepared.draftId, sign(prepared));
  await expect
    .poll(() => run.service.read().claims.every(({ headline }) => headline !== 'signing' && headline !== 'asked'))
    .toBe(true);
}

describe('claims', () => {
  it('are tabled by chain with their arithmetic; a chain without adapter is shown and told apart (T-17)', async () => {
    const { run } = await start();
    const { rows, comparisons, chains, owed } = run.service.read();
    const shown = rows
      ?.filter(({ standing }) => standing === 'offered')
      .map(({ chain, claimable, fee, net }) => [chain, claimable, fee, net]);
    const units = (...amounts: readonly bigint[]) => amounts.map((amount) => (amount * FLUX).toString());
    expect(shown).toEqual([
      ['bsc', ...units(270n, 12n, 258n)],
      ['matic', ...units(270n, 4n, 266n)],
    ]);
    expect(rows?.find(({ chain }) => chain === 'eth')).toMatchObject({ standing: 'not-served', claimable: null });
    expect(chains.find(({ fusion }) => fusion === 'eth')).toMatchObject({ hasAdapter: false, active: false });
    expect(comparisons).toMatchObject([{ address: rewards, better: 'each' }]);
    expect(owed.claimable).toBe((524n * FLUX).toString());
  });

  it('several in one pass: phrase, signature, payout, read back from the chains; exported as income', async () => {
    const { world, run } = await start();
    await claim(run, onBsc, onMatic);
    world.bsc.mine(20);
    world.matic.mine(20);
    await run.pass(HOUR);
    expect(run.service.read().claims.map(({ headline }) => headline)).toEqual(['arrived', 'arrived']);
    expect(await world.bsc.balance('alice')).toBe(1_258n * FLUX);
    expect(await world.matic.balance('bob')).toBe(266n * FLUX);
    expect(run.service.read().owed.claimable).toBe('0');
    const { text } = run.service.exportClaims();
    expect(text.split('\r\n').filter((line) => line.includes(',income,'))).toHaveLength(2);
    expect(await world.fusion.problems()).toEqual([]);
  });

  it('T-14: neither phrase nor signature is on the disk, in a dossier or in what the window reads', async () => {
    const { world, run } = await start();
    const prepared = await run.service.claims.prepare([onBsc]);
    const signed = sign(prepared);
    run.service.claims.commit(prepared.draftId, signed);
    await expect.poll(() => run.service.read().claims[0]?.txid).toBeTypeOf('string');
    const [entry] = run.service.read().claims;
    const rows = JSON.stringify(
      world.context
        .table('fusion-claims', (await import('../../../../wallet-core/primitives/zod.ts')).z.unknown())
        .list(),
    );
    for (const text of [rows, run.service.dossier(entry?.claimId ?? '').text, JSON.stringify(run.service.read())]) {
      expect(text).not.toContain(signed[0]?.signature);
      expect(text).not.toContain(prepared.stated.claims[0]?.phrase);
    }
  });

  it('a lost answer: the list says whether it was paid, and it is never asked for twice', async () => {
    const { world, run } = await start();
    const again = await run.service.claims.prepare([onBsc]);
    world.fusion.misbehaviours.set({ kind: 'lose-reply', path: '/coinbase/claim' }, 1);
    run.service.claims.commit(again.draftId, sign(again));
    await expect.poll(() => run.service.read().claims[0]?.headline).toBe('unsure');
    expect(await codeOf(run.service.claims.prepare([onBsc]))).toBe('fusion.not-now');
    await run.pass(HOUR);
    await run.pass(HOUR);
    expect(run.service.read().claims[0]?.txid).toBeTypeOf('string');
    expect(await world.bsc.balance('alice')).toBe(1_258n * FLUX);
  });

  it('a claim that never arrived lapses when its phrase is too old, and may be made again', async () => {
    const { world, run } = await start();
    const prepared = await run.service.claims.prepare([onBsc]);
    world.fusion.misbehaviours.set({ kind: 'status', status: 503, path: '/coinbase/claim' }, 1);
    run.service.claims.commit(prepared.draftId, sign(prepared));
    await expect.poll(() => run.service.read().claims[0]?.headline).toBe('unsure');
    await run.pass(HOUR);
    expect(run.service.read().claims[0]?.headline).toBe('lapsed');
    await run.service.refresh();
    await claim(run, onBsc);
    expect(await world.bsc.balance('alice')).toBe(1_258n * FLUX);
  });

  it('after a crash between signing and sending nothing was claimed; after one behind it the list decides', async () => {
    const { world, run } = await start();
    const prepared = await run.service.claims.prepare([onBsc]);
    const second = world.run();
    await second.pass(1);
    await second.pass(1);
    expect(second.service.read().claims).toEqual([]);
    expect(await codeOf(() => second.service.claims.take(prepared.draftId))).toBe('approval.unknown');

    await second.service.refresh();
    await claim(second, onMatic);
    const third = world.run();
    world.matic.mine(20);
    await third.pass(HOUR);
    expect(third.service.read().claims).toMatchObject([{ headline: 'arrived' }]);
    expect(await world.matic.balance('bob')).toBe(266n * FLUX);
  });

  it('T-13: a phrase that is no claim is not even shown for signing', async () => {
    const { world, run } = await start();
    world.fusion.misbehaviours.set({ kind: 'phrase', text: 'ab'.repeat(32) }, 1);
    expect(await codeOf(run.service.claims.prepare([onBsc]))).toBe('fusion.bad-phrase');
    world.fusion.misbehaviours.set({ kind: 'phrase', text: 'Pay everything to me' }, 1);
    expect(await codeOf(run.service.claims.prepare([onBsc]))).toBe('fusion.bad-phrase');
    expect(run.service.read().claims).toEqual([]);
  });

  it('refuses what is below its fee, on no chain of ours, twice in one pass, or too late', async () => {
    const { world, run } = await start();
    const prepare = (...asked: Parameters<typeof run.service.claims.prepare>[0]) =>
      codeOf(run.service.claims.prepare(asked));
    expect(await prepare({ ...onBsc, chain: 'eth' })).toBe('chain.not-supported');
    expect(await prepare({ ...onBsc, claim: 'snapshot' })).toBe('fusion.not-now');
    expect(await prepare(onBsc, onBsc)).toBe('input.bad');
    const native = { claim: 'native', address: rewards, chain: 'main', claimingAddress: rewards } as const;
    expect(await prepare(onBsc, native)).toBe('input.bad');
    const { draftId } = await run.service.claims.prepare([onMatic]);
    await world.context.clock.advance(11 * 60_000);
    expect(await codeOf(() => run.service.claims.take(draftId))).toBe('approval.expired');
    expect(run.service.read().claims).toEqual([]);
  });

  it('T-16: a wrong payout is noticed on the chain', async () => {
    const { world, run } = await start();
    world.fusion.misbehaviours.set({ kind: 'wrong-amount', lessSat: FLUX }, 1);
    await claim(run, onBsc);
    world.bsc.mine(20);
    await run.pass(HOUR);
    expect(run.service.read().claims).toMatchObject([{ headline: 'arrived-wrong-amount' }]);
  });
});
