/** What the person does on chains with accounts, in both windows. */
import { expect } from 'vitest';
import type { AppScreens } from './app-screens.ts';
import type { Wallet } from './wallet.ts';

export interface NetworkPayment {
  /** As the list says it: `FLUX on Ethereum`. */
  readonly asset: string;
  readonly to: string;
  readonly amount: string;
}

/** A list that opens, chosen by the words of its option. */
export async function choose({ main }: Pick<AppScreens, 'main'>, label: string, option: string): Promise<void> {
  await main.getByLabel(label, { exact: true }).selectOption({ label: option });
}

async function goToRail(window: AppScreens, name: string): Promise<void> {
  await window.page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name, exact: true }).click();
}

/** From the Send screen's form to the signer's question. */
export async function askToSend(wallet: Wallet, { asset, to, amount }: NetworkPayment): Promise<void> {
  const window = await wallet.window();
  await goToRail(window, 'Send');
  const again = window.main.getByRole('button', { name: /^(New payment|Back to the payment)$/ });
  const form = window.main.locator('input[name=recipient]');
  await again.or(form).first().waitFor();
  if (await again.isVisible()) await again.click();
  await choose(window, 'What to send', asset);
  await window.fillPayment({ to, amount });
  await window.main.locator('fieldset data').first().waitFor();
  await window.main.getByRole('button', { name: /^Review [\d.\s]+ \w+ to / }).click();
}

/** On the signer's question: its words are seen, everything it warns of is opened, then it is approved. */
export async function approve(wallet: Wallet, question: RegExp): Promise<void> {
  const signer = await wallet.signer();
  await signer.see(question);
  await signer.approve();
}

export async function send(wallet: Wallet, payment: NetworkPayment): Promise<void> {
  await askToSend(wallet, payment);
  await approve(wallet, /^Send /);
}

/** On the Send screen: waits for the state in its heading, asking the servers meanwhile. */
export async function seeState(wallet: Wallet, title: string | RegExp): Promise<void> {
  await (await wallet.window()).seeState(title);
}

/** Presses a button of the screen and then Review in the dialog it opens. */
export async function reviewTask(wallet: Wallet, button: string | RegExp, title: string): Promise<void> {
  const window = await wallet.window();
  await window.main.getByRole('button', { name: button }).first().click();
  await reviewOpenTask(wallet, title);
}

export async function reviewOpenTask(wallet: Wallet, title: string): Promise<void> {
  const { page } = await wallet.window();
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.locator('fieldset data').first().waitFor();
  await dialog.locator('button[type=submit]:not([aria-busy])').click();
}

export async function openTokens(wallet: Wallet, tab: 'Tokens' | 'Allowances' | 'Queues'): Promise<AppScreens> {
  const window = await wallet.window();
  await goToRail(window, 'Tokens');
  await window.main.getByRole('tab', { name: tab }).click();
  expect(await window.main.getByRole('tab', { name: tab }).getAttribute('aria-selected')).toBe('true');
  return window;
}
