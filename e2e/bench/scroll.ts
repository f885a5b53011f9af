/**
 * 100,000 activities scrolled from end to end by a wheel that turns in every frame, in the app's own screen over invented
 * answers. A frame's time is what passes until the next one; the reference is the same wheel over a bare page as tall, in
 * the same browser: what the machine can do at all. On a machine without a display, Chromium aims at 60 frames a second.
 */
import type { Page } from 'playwright';
import { listScenes, raiseStage, type Stage, showScene } from '../gallery/stage.ts';
import { median } from './compare.ts';
import type { BenchResult } from './types.ts';

const ROWS = 100_000;
const FRAMES = 120;
const SAMPLES = 5;
const WARM_UP = 2;
/** Three rows a frame: as fast as a hand turns a wheel and still reads. */
const STEP_PX = 168;
const GOAL_MS = 1_000 / 60;
const TALL_PX = 5_600_000;

let chromium = '';

/** Mean time of a frame in ms while something `scroll` finds is moved on in each. */
function frameTime(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    async ([scroller, frames, step]) => {
      const inner = document.querySelector(scroller);
      const element = scroller === 'html' ? document.scrollingElement : inner?.parentElement;
      if (element === null || element === undefined) throw new Error('nothing to scroll');
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const began = await frame();
      let now = began;
      for (let at = 0; at < frames; at++) {
        element.scrollTop += step;
        now = await frame();
      }
      if (element.scrollTop < step * frames * 0.9) throw new Error('it did not scroll');
      return (now - began) / frames;
    },
    [selector, FRAMES, STEP_PX] as const,
  );
}

async function openList(stage: Stage) {
  const scene = (await listScenes(stage)).find(({ name }) => name === 'activity');
  if (scene === undefined) throw new Error('there is no scene of the activity');
  const shown = await showScene(stage, scene, {});
  const count = await shown.page.locator('[data-row="0"]').getAttribute('aria-setsize');
  if (count !== String(ROWS)) throw new Error(`the list has ${count} rows`);
  return shown;
}

async function openBare(stage: Stage) {
  const shown = await stage.open('blank.html', {});
  await shown.page.evaluate((height) => {
    document.body.style.setProperty('block-size', `${height}px`);
  }, TALL_PX);
  return shown;
}

export async function bench(): Promise<readonly BenchResult[]> {
  const stage = await raiseStage();
  try {
    chromium = `Chromium ${stage.browser.version()}`;
    const list = await openList(stage);
    const bare = await openBare(stage);
    const ours: number[] = [];
    const reference: number[] = [];
    for (let sample = -WARM_UP; sample < SAMPLES; sample++) {
      for (const [page, selector, into] of [
        [list.page, '[role=list]', ours],
        [bare.page, 'html', reference],
      ] as const) {
        await page.bringToFront();
        const time = await frameTime(page, selector);
        if (sample >= 0) into.push(time);
      }
    }
    const rounded = (value: number) => Number(value.toPrecision(4));
    const [own, floor] = [rounded(median(ours)), rounded(median(reference))];
    return [
      {
        name: 'scroll',
        n: ROWS,
        unit: 'ms',
        ours: own,
        peers: { 'bare page': floor, goal: rounded(GOAL_MS) },
        ratio: rounded(floor / own),
        samples: SAMPLES,
      },
    ];
  } finally {
    await stage.close();
  }
}

export const engine = (): string => chromium;
