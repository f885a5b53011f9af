/** Where the app window says that something is wrong with a chain, and what it must not lose meanwhile. */
import type { AppScreens } from './app-screens.ts';

export interface ChainPanel {
  /** What stands on the button: `1 of 1 chains, 8 s ago`. */
  readonly summary: string;
  /** What stands in the panel, line by line. */
  readonly lines: readonly string[];
}

/** Opens the list of chains when nothing is being asked, reads it, closes it. */
export async function readChainPanel({ page }: Pick<AppScreens, 'page'>): Promise<ChainPanel> {
  const button = page.getByRole('button', { name: /^Chains: / });
  await button.filter({ hasText: / of \d+ chains/ }).waitFor();
  const summary = (await button.innerText()).replace(/^Chains:\s*/, '');
  await button.click();
  const panel = page.getByRole('dialog', { name: 'Chains' });
  await panel.waitFor();
  const text = await panel.innerText();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  return { summary, lines: text.split('\n').filter((line) => line !== '') };
}

export interface Watched {
  /** Every different text or value seen since, in order. */
  seen(): Promise<readonly string[]>;
  /** Stops watching and gives the same. */
  end(): Promise<readonly string[]>;
}

/** Watches one element without a gap, by every change of the page: what was there for a moment is seen too. */
export async function watch({ page }: Pick<AppScreens, 'page'>, selector: string): Promise<Watched> {
  const handle = await page.evaluateHandle((wanted) => {
    const seen: string[] = [];
    const look = (): void => {
      const element = document.querySelector(wanted);
      const now = element === null ? 'nothing' : (element.getAttribute('value') ?? element.textContent ?? '');
      if (seen.at(-1) !== now) seen.push(now);
    };
    look();
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    return { seen, observer };
  }, selector);
  return {
    seen: () => handle.evaluate(({ seen }) => seen),
    end: async () => {
      const seen = await handle.evaluate((watched) => watched.seen);
      await handle.evaluate(({ observer }) => observer.disconnect());
      await handle.dispose();
      return seen;
    },
  };
}
