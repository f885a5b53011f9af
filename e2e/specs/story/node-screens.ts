/** FluxNodes and the Flux ID in the app window, as the person sees them. */

import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';
import type { Locator, Page } from 'playwright';
import type { AppScreens } from './app-screens.ts';

/** An identity key made outside the wallet, as a node's owner may have one. */
export function nodeIdentity(name: string): { readonly wif: string; readonly publicKey: string } {
  const secret = sha256(new TextEncoder().encode(name));
  const wif = createBase58check(sha256).encode(Uint8Array.of(0x80, ...secret, 1));
  return { wif, publicKey: Buffer.from(secp256k1.getPublicKey(secret, true)).toString('hex') };
}

export class NodeScreens {
  readonly window: AppScreens;

  constructor(window: AppScreens) {
    this.window = window;
  }

  get page(): Page {
    return this.window.page;
  }

  get main(): Locator {
    return this.window.main;
  }

  async goTo(name: 'Nodes' | 'Flux ID'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name, exact: true }).click();
  }

  async tab(name: string): Promise<void> {
    await this.main.getByRole('tab', { name }).click();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.main.getByRole('button', { name, exact: true }).first().click();
  }

  /** Asks the servers, and again every second, until it shows. */
  async seeSoon(what: Locator, name: string): Promise<void> {
    await this.window.refreshUntil(async () => {
      const refresh = this.main.getByRole('button', { name: 'Refresh', exact: true });
      if (await refresh.isVisible()) await refresh.click({ timeout: 2_000 }).catch(() => undefined);
      return what.isVisible();
    }, name);
  }

  /** The line of a node among one's own. */
  row(name: string): Locator {
    return this.main.getByRole('table', { name: 'Your nodes' }).getByRole('row').filter({ hasText: name });
  }

  /** On Nodes: waits until the node stands there so. */
  async seeState(name: string, state: string): Promise<void> {
    await this.seeSoon(this.row(name).getByText(state, { exact: true }).first(), `${name}: ${state}`);
  }

  async openLink(text: string): Promise<void> {
    await this.goTo('Flux ID');
    const done = this.main.getByRole('button', { name: /^(Done|Not now)$/ });
    if (await done.isVisible()) await done.click();
    await this.main.locator('input[name=link]').fill(text);
    await this.press('Open');
  }
}
