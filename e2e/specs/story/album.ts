/** Pictures of every screen in light and dark, and what axe says about each. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { projectRoot } from '../../launch/project-root.ts';
import { findBarriers } from './axe.ts';

const themes = ['light', 'dark'] as const;

export class Album {
  readonly #folder = join(projectRoot, 'test-results/screens');
  readonly #barriers: string[] = [];
  readonly #names: string[] = [];

  constructor() {
    mkdirSync(this.#folder, { recursive: true });
  }

  /** Leaves the page in light. Colours are all that differs between the themes, so dark is asked about those alone. */
  async add(page: Page, name: string): Promise<void> {
    this.#names.push(name);
    for (const theme of themes.toReversed()) {
      // Without motion, so that nothing is halfway between two colours.
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.locator(`html[data-shade=${theme}]`).waitFor({ state: 'attached' });
      await page.screenshot({ path: join(this.#folder, `${name}-${theme}.png`) });
      const found = await findBarriers(page, theme === 'light' ? undefined : ['color-contrast']);
      this.#barriers.push(...found.map((line) => `${name} (${theme}): ${line}`));
    }
  }

  get names(): readonly string[] {
    return this.#names;
  }

  /** What axe objected to so far; empty is good. */
  get barriers(): readonly string[] {
    return this.#barriers;
  }
}
