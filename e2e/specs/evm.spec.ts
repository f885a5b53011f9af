/**
 * Issue 4, end to end on local nodes: FLUX on Ethereum is received, sent, sped up and cancelled; an allowance is set and
 * taken back; a token is added by its contract; a network that does not answer is named and hides no other.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evmDevnetAvailability, oddTokenAddress } from '../devnet/evm/index.ts';
import { Album } from './story/album.ts';
import { approve, openTokens, reviewOpenTask, reviewTask, seeState, send } from './story/network-screens.ts';
import { ada } from './story/people.ts';
import { Wallet } from './story/wallet.ts';
import { inOrder } from './world/in-order.ts';
import { until } from './world/until.ts';
import { World } from './world/world.ts';

const FLUX = 100_000_000n;
const ETHER = 10n ** 18n;
const MERCHANT = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const SPENDER = '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359';
const ON_ETHEREUM = 'FLUX on Ethereum';

const availability = evmDevnetAvailability();
const why = availability.kind === 'found' ? '' : ` (skipped: ${availability.reason})`;

describe.skipIf(availability.kind !== 'found')(`chains with accounts${why}`, () => {
  let world: World;
  let wallet: Wallet;
  const album = new Album();
  const chain = () => world.evm('ethereum').chain;

  inOrder();
  beforeAll(async () => {
    world = await World.start({ evm: ['ethereum', 'base'] });
    wallet = new Wallet(world);
    world.plant(...ada.secrets);
    await chain().fund(ada.evmAddress, ETHER);
    await wallet.signIn(ada.credentials);
  });
  afterAll(() => world?.end());

  it('shows the same address for both networks, and FLUX that arrives there in the total', async () => {
    const window = await wallet.window();
    await window.page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Receive' }).click();
    await window.main.getByRole('radio', { name: /^Ethereum and its kind/ }).check({ force: true });
    await window.main.getByText('The same address on 2 networks').waitFor();
    expect(await window.readAddress()).toBe(ada.evmAddress);
    await album.add(window.page, 'evm-receive');
    await chain().fundFlux(ada.evmAddress, 100n * FLUX);
    await window.seeTotal(100n * FLUX);
    await album.add(window.page, 'evm-portfolio');
  });

  it('sends FLUX; the fee is paid in ETH', async () => {
    await send(wallet, { asset: ON_ETHEREUM, to: MERCHANT, amount: '5' });
    await seeState(wallet, /^(Confirmed|Settled)$/);
    expect(await chain().fluxOf(MERCHANT)).toBe(5n * FLUX);
    expect(await chain().coinOf(ada.evmAddress)).toBeLessThan(ETHER);
  });

  it('speeds up a payment that waits: one of the two happens', async () => {
    await chain().setAutomine(false);
    await send(wallet, { asset: ON_ETHEREUM, to: MERCHANT, amount: '1' });
    await seeState(wallet, 'On its way');
    await album.add((await wallet.window()).page, 'evm-pending');
    await reviewTask(wallet, 'Speed up', 'Speed up this payment');
    await approve(wallet, /^Send /);
    await seeState(wallet, 'On its way');
    await chain().mine();
    await seeState(wallet, /^(Confirmed|Settled)$/);
    expect(await chain().fluxOf(MERCHANT)).toBe(6n * FLUX);
  });

  it('cancels a payment that waits: nothing arrives', async () => {
    await send(wallet, { asset: ON_ETHEREUM, to: MERCHANT, amount: '2' });
    await seeState(wallet, 'On its way');
    await reviewTask(wallet, 'Cancel payment', 'Cancel this payment');
    await approve(wallet, /number/i);
    await seeState(wallet, 'On its way');
    await chain().mine();
    await seeState(wallet, /^(Confirmed|Settled)$/);
    await chain().setAutomine(true);
    expect(await chain().fluxOf(MERCHANT)).toBe(6n * FLUX);
  });

  it('sets an exact allowance and takes it back', async () => {
    const window = await openTokens(wallet, 'Allowances');
    await window.main.getByRole('button', { name: 'Set an allowance' }).click();
    const dialog = window.page.getByRole('dialog', { name: 'Set an allowance' });
    await dialog.locator('input[name=spender]').fill(SPENDER);
    await dialog.locator('input[name=allowance]').fill('3');
    await reviewOpenTask(wallet, 'Set an allowance');
    await approve(wallet, /allow|take/i);
    await seeState(wallet, /^(Confirmed|Settled)$/);
    await openTokens(wallet, 'Allowances');
    const row = window.main.getByRole('row').filter({ hasText: 'FLUX' });
    await row.getByText(/^3/).first().waitFor({ timeout: 30_000 });
    await album.add(window.page, 'evm-allowances');
    await reviewTask(wallet, /^Take back the allowance/, 'Take back an allowance');
    await approve(wallet, /back|nothing more|revoke/i);
    await seeState(wallet, /^(Confirmed|Settled)$/);
    await openTokens(wallet, 'Allowances');
    await window.main.getByText('No allowances found').waitFor({ timeout: 30_000 });
  });

  it('adds a token by its contract, whose words are quoted', async () => {
    await chain().configureOdd({ name: 'Example token', symbol: 'EXA', decimals: 6 });
    await chain().fundOdd(ada.evmAddress, 42_000_000n);
    const window = await openTokens(wallet, 'Tokens');
    await window.main.locator('input[name=contract]').fill(oddTokenAddress);
    await window.press('Look it up');
    await window.main.getByText('“EXA”').waitFor();
    await album.add(window.page, 'evm-token');
    await window.press('Add this token');
    await window.goTo('Portfolio');
    const row = window.main.getByRole('table', { name: 'Coins and tokens' }).getByRole('row', { name: /EXA/ });
    await window.refreshUntil(() => row.getByText(/^42/).first().isVisible(), 'the token in the portfolio');
  });

  it('shows all of it in Activity', async () => {
    const window = await wallet.window();
    await window.goTo('Activity');
    await until(async () => (await window.readActivity()).some((line) => line.includes('Allowance changed')));
    expect((await window.readActivity()).join('\n')).toMatch(/Received[\s\S]*Ethereum/);
    await album.add(window.page, 'evm-activity');
  });

  it('names a network that does not answer; the others go on', async () => {
    for (const server of world.evm('base').servers) server.faults.set({ fault: { kind: 'down' } });
    const window = await wallet.window();
    await window.goTo('Portfolio');
    await window.refreshUntil(() => window.main.getByText(/^Base: /).isVisible(), 'the trouble of Base');
    expect(await window.main.getByText(/^Ethereum: /).isVisible()).toBe(false);
    expect(await window.readTotal()).toBe(94n * FLUX);
    await album.add(window.page, 'evm-trouble');
  });

  it('leaves nothing that axe objects to', () => {
    expect(album.barriers).toEqual([]);
  });
});
