import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDisplay } from '../../launch/demo/display.ts';
import { StoryRecorder } from '../../launch/demo/recorder.ts';
import { openWorld, type World } from '../../launch/demo/world.ts';
import { copyBuiltApp } from '../world/built-app.ts';
import { playStory } from './play-story.ts';

export interface SmokeOptions {
  /** Folder for `result.json` and the screenshots; made when missing. */
  readonly out: string;
  readonly say: (line: string) => void;
}

async function pictureWindows(world: World, recorder: StoryRecorder): Promise<void> {
  for (const { kind, isVisible } of await world.app().windows()) {
    if (!isVisible || kind === 'other') continue;
    const page = await (kind === 'app' ? world.app().appPage() : world.app().signerPage());
    await recorder.picture(page, `failed-${kind}`);
  }
}

/** Opens the demo's world, plays the story in it without anybody looking, closes it. True when every step happened. */
export async function runSmoke({ out, say }: SmokeOptions): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-smoke-'));
  const display = await openDisplay(true);
  try {
    const built = copyBuiltApp(join(folder, 'app'));
    const profileDir = join(folder, 'profile');
    const world = await openWorld({ display, driven: true, blockEveryMs: null, say, built, profileDir });
    const recorder = new StoryRecorder(out, world.app().engine, say);
    try {
      await playStory(world, recorder);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      say(world.app().output().slice(-4_000));
      await pictureWindows(world, recorder).catch(() => say('no pictures of the windows could be taken'));
    } finally {
      await world.close();
    }
    return recorder.isComplete;
  } finally {
    display.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
