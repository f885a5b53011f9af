/** Several accounts in one wallet: what the account's menu, the Settings and the signer's own screens offer. */
import type { AppScreens } from './app-screens.ts';
import type { SignerScreens } from './signer-screens.ts';

/** Opens the account's menu and presses an account of this device, or the way to another one. */
export async function chooseAccount({ page }: AppScreens, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Account: / }).click();
  await page.getByRole('dialog', { name: 'Account' }).getByRole('button', { name }).click();
}

/** The page of an account: after a switch it is loaded afresh. By its name on this device or its three words. */
export async function seeAccount(window: AppScreens, name: string): Promise<void> {
  await window.page
    .getByRole('button', { name: /^Account: / })
    .filter({ hasText: name })
    .waitFor();
  await window.title('Portfolio').waitFor();
}

export async function importWords(signer: SignerScreens, words: string, devicePassword: string): Promise<void> {
  await signer.press('Import recovery words');
  await signer.see('Import recovery words');
  await signer.page.locator('textarea[name=words]').fill(words);
  await signer.field('devicePassword').fill(devicePassword);
  await signer.press('Continue');
  await signer.see('Is this your account?');
}

/** From Settings to the recovery words on screen, after the password; gives them as they stand there. */
export async function exportWords(window: AppScreens, askSigner: () => Promise<SignerScreens>, password: string) {
  await window.goTo('Settings');
  await window.press(/^Export$/);
  const signer = await askSigner();
  await signer.see('Export secrets');
  await signer.field('password').fill(password);
  await signer.press('Continue');
  await signer.see('What do you want to take out?');
  await signer.press('Show');
  await signer.see('Recovery words');
  return readWords((await signer.page.locator('[data-secret=words]').textContent()) ?? '');
}

/** Numbered and in two columns on screen: by number they are in order again. */
function readWords(text: string): string {
  const numbered = [...text.matchAll(/(\d+)\s+([a-z]+)/g)].map(([, at, word]) => ({ at: Number(at), word }));
  return numbered
    .sort((a, b) => a.at - b.at)
    .map(({ word }) => word)
    .join(' ');
}
