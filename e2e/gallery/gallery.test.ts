import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listScenes, raiseStage, type SceneInfo, type Stage, showScene, visitScene } from './stage.ts';

/** The machine may be busy; what is waited for comes at once on a free one. */
const PATIENCE = { timeout: 15_000 };

let stage: Stage;
let scenes: readonly SceneInfo[];

beforeAll(async () => {
  stage = await raiseStage();
  scenes = await listScenes(stage);
}, 60_000);
afterAll(() => stage.close());

const scene = (name: string): SceneInfo => {
  const found = scenes.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no scene ${name}`);
  return found;
};

/** What axe finds wrong, one line each. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const results: AxeResults = await page.evaluate('axe.run(document)');
  return results.violations.map(
    (one) => `${one.id}: ${one.help} (${one.nodes.map((node) => node.target.join(' ')).join(' · ')})`,
  );
}

/** Elements that stick out of the window sideways, or whose own words are cut off without an ellipsis. */
function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
    const scrollers = [...document.querySelectorAll('main, main *')].filter((element) => {
      const style = getComputedStyle(element);
      const cut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      return cut && /auto|scroll/.test(style.overflowX) && !element.matches('[class*="scroll"]');
    });
    const edge = document.querySelector('main')?.getBoundingClientRect() ?? new DOMRect();
    const lost = [...document.querySelectorAll('main :is(button, input, textarea, select)')].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      const outside = right > edge.right + 1 || left < edge.left - 1;
      return outside && width > 1 && element.closest('[class*="_scroll_"]:not([class*="virtual"])') === null;
    });
    return [
      ...(wide ? ['the page'] : []),
      ...scrollers.map((element) => `${element.tagName}.${element.className}`),
      ...lost.map((element) => `out of reach: ${element.getAttribute('aria-label') ?? element.textContent}`),
    ];
  });
}

describe('every screen in every state', () => {
  it('draws without an error, a CSP or Trusted Types violation, and without an axe violation, light', async () => {
    const found: string[] = [];
    const { page, problems, close } = await stage.open('blank.html', { theme: 'light' });
    for (const one of scenes) {
      await visitScene(page, one, '&theme=light');
      for (const problem of [...problems.splice(0), ...(await violations(page))]) found.push(`${one.name}: ${problem}`);
    }
    await close();
    expect(found).toEqual([]);
  }, 600_000);

  it('has no axe violation in the dark either (contrast)', async () => {
    const found: string[] = [];
    const { page, close } = await stage.open('blank.html', { theme: 'dark' });
    for (const name of [
      'portfolio',
      'portfolio-offline',
      'send-errors',
      'send-warnings',
      'send-refused',
      'receive-request',
      'activity-detail',
      'coins-selected',
      'settings-tested',
      'shell-chains',
      'nodes',
      'nodes-detail',
      'nodes-disputed',
      'nodes-network',
      'nodes-operate-changed',
      'merge-running',
      'flux-id',
      'flux-id-strange',
      'fusion-claims',
      'fusion-swaps',
      'fusion-quote-changed',
    ]) {
      await visitScene(page, scene(name), '&theme=dark');
      for (const problem of await violations(page)) found.push(`${name}: ${problem}`);
    }
    await close();
    expect(found).toEqual([]);
  }, 200_000);
});

describe('components', () => {
  it.each(['light', 'dark'] as const)(
    'have no axe violation and no problem, %s, in the signer too',
    async (theme) => {
      for (const query of ['', '&open=dialog', '&open=alert', '&window=signer']) {
        const { page, problems, close } = await stage.open(`components.html?theme=${theme}${query}`, { theme });
        expect([...problems, ...(await violations(page))], query).toEqual([]);
        await close();
      }
    },
    120_000,
  );

  it('set numbers in figures of equal width', async () => {
    const { page, close } = await stage.open('components.html?theme=light');
    const widths = await page.evaluate(() =>
      ['1111111', '8888888'].map((text) => {
        const span = document.createElement('span');
        span.textContent = text;
        document.body.append(span);
        return span.getBoundingClientRect().width;
      }),
    );
    expect(widths[0]).toBe(widths[1]);
    await close();
  });
});

describe('the signer', () => {
  it.each(['light', 'dark'] as const)('reviews claims without an axe violation or a problem, %s', async (theme) => {
    for (const claims of ['own', 'foreign']) {
      const { page, problems, close } = await stage.open(`signer.html?theme=${theme}&claims=${claims}`, {
        theme,
        width: 520,
      });
      expect([...problems, ...(await violations(page))], claims).toEqual([]);
      await close();
    }
  });
});

describe('layout', () => {
  const screens = [
    'portfolio',
    'send-warnings',
    'receive-request',
    'activity-detail',
    'coins-selected',
    'settings-tested',
    'nodes',
    'nodes-detail',
    'nodes-list',
    'nodes-network',
    'nodes-setup',
    'nodes-operate',
    'merge-planned',
    'flux-id',
    'flux-id-strange',
    'fusion-claims',
    'fusion-swaps',
    'fusion-quote-changed',
  ];

  it.each([
    ['the smallest window', { width: 960, height: 640 }, ''],
    ['words 40 % longer', { width: 1200, height: 800 }, '&language=pseudo'],
    ['words 40 % longer in the smallest window', { width: 960, height: 640 }, '&language=pseudo'],
    ['right to left', { width: 1200, height: 800 }, '&dir=rtl'],
    ['200 % zoom', { width: 600, height: 400 }, ''],
  ] as const)(
    'survives %s without anything sticking out',
    async (_, size, query) => {
      const found: string[] = [];
      const { page, close } = await stage.open('blank.html', size);
      for (const name of screens) {
        await visitScene(page, scene(name), `&theme=light${query}`);
        for (const one of await overflowing(page)) found.push(`${name}: ${one}`);
      }
      await close();
      expect(found).toEqual([]);
    },
    120_000,
  );
});

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element === null ? '' : (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();
  });

describe('keyboard (feature 138)', () => {
  it('starts at the skip link, which leads to the content', async () => {
    const { page, close } = await showScene(stage, scene('portfolio'), {});
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Receive');
    await close();
  });

  it('changes screens with Ctrl and a digit and puts focus on the new heading', async () => {
    const { page, close } = await showScene(stage, scene('portfolio'), {});
    await page.keyboard.press('Control+3');
    await expect.poll(() => focused(page), PATIENCE).toBe('Receive FLUX');
    expect(await page.title()).toBe('Receive FLUX · Parallax');
    await close();
  });

  it('finds and runs a command with Ctrl-K, and gives focus back on Escape', async () => {
    const { page, close } = await showScene(stage, scene('portfolio'), {});
    await page.keyboard.press('Control+K');
    await page.keyboard.type('go act');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page), PATIENCE).toBe('Activity');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(await focused(page)).toBe('Activity');
    await close();
  });

  it('keeps focus inside an alert, starts at the safe way, and takes it on Escape', async () => {
    const { page, close } = await showScene(stage, scene('send-guard'), {});
    expect(await focused(page)).toBe('Clear the recipient');
    for (let presses = 0; presses < 6; presses++) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(
        () => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
      );
      expect(inside).toBe(true);
    }
    await page.keyboard.press('Escape');
    expect(await page.inputValue('input[name=recipient]')).toBe('');
    await close();
  });

  it('walks 100,000 payments with arrow keys, Home and End, drawing only what is seen', async () => {
    const { page, close } = await showScene(stage, scene('activity'), {});
    await page.focus('[data-row="0"] button');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const row = () => page.evaluate(() => document.activeElement?.closest('[data-row]')?.getAttribute('data-row'));
    expect(await row()).toBe('2');
    await page.keyboard.press('End');
    await expect.poll(row, PATIENCE).toBe('99999');
    expect(await page.locator('[role=listitem]').count()).toBeLessThan(80);
    expect(await page.locator('[data-row="99999"]').getAttribute('aria-posinset')).toBe('100000');
    await page.keyboard.press('Home');
    await expect.poll(row, PATIENCE).toBe('0');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('aside h2').textContent(), PATIENCE).toBe('Received');
    await close();
  });

  it('keeps what is being read in its place while the pages above it load with their days', async () => {
    const { page, close } = await showScene(stage, scene('activity-slow'), {});
    const FIRST_OF_PAGE = 17_900;
    const place = await page.evaluate(async (row) => {
      const list = document.querySelector('[role=list]')?.parentElement;
      if (list === null || list === undefined) return undefined;
      const days = document.querySelectorAll('[role=list] h2').length;
      list.scrollTop = row * 56 + days * 44;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return document.querySelector(`[data-row="${row}"]`)?.getBoundingClientRect().top;
    }, FIRST_OF_PAGE);
    await page.locator(`[data-row="${FIRST_OF_PAGE}"] [data-row-focus]`).waitFor(PATIENCE);
    await page.waitForTimeout(200);
    const after = await page
      .locator(`[data-row="${FIRST_OF_PAGE}"]`)
      .evaluate((row) => row.getBoundingClientRect().top);
    expect(Math.abs(after - (place ?? Number.NaN))).toBeLessThanOrEqual(1);
    await close();
  });

  it('shows errors that stay without covering a button, and each of them once', async () => {
    for (const size of [{}, { width: 960, height: 640 }]) {
      const { page, close } = await showScene(stage, scene('send-toasts'), size);
      const button = page.locator('main button[type=submit]');
      await button.scrollIntoViewIfNeeded();
      const toasts = page.locator('ol > li[data-tone=danger]');
      expect(await toasts.count()).toBe(2);
      const at = await button.boundingBox();
      for (const one of await toasts.all()) {
        const top = (await one.boundingBox())?.y ?? 0;
        expect(top).toBeGreaterThanOrEqual((at?.y ?? 0) + (at?.height ?? 0));
      }
      await button.click({ trial: true, timeout: 5_000 });
      await close();
    }
  });

  it('opens the list of shortcuts with ?, but not while typing', async () => {
    const { page, close } = await showScene(stage, scene('send-empty'), {});
    await page.keyboard.press('?');
    expect(await page.locator('dialog[open] h2').first().textContent()).toBe('Keyboard shortcuts');
    await page.keyboard.press('Escape');
    await page.focus('input[name=recipient]');
    await page.keyboard.type('?');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    await close();
  });
});
