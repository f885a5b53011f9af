/** The two scripts of a window as text: Node has taken the types out, so a function's source is plain JavaScript. */
import { makeTaggedJson } from '../tagged-json.ts';
import { makeBridge } from './bridge.ts';
import { startPageWorld } from './page-world.ts';
import { startPreloadWorld } from './preload-world.ts';

export interface WorldNames {
  readonly offer: string;
  readonly ask: string;
  readonly binding: string;
  readonly receiver: string;
}

/** New names for each window: nothing of one page helps in another. */
export function makeWorldNames(): WorldNames {
  const name = (): string => `s${crypto.randomUUID().replaceAll('-', '')}`;
  return { offer: name(), ask: name(), binding: name(), receiver: name() };
}

/** For the page's own world. */
export function pageScript(names: WorldNames): string {
  const { offer, ask } = names;
  return `(${startPageWorld.toString()})({ makeBridge: ${makeBridge.toString()}, ...${JSON.stringify({ offer, ask })} });`;
}

export interface PreloadSetting {
  readonly platform: string;
  readonly banner: string;
  readonly accelerators: readonly string[];
}

/** For the isolated world: the stand-in's `require('electron')` and the preload file, which is CommonJS. */
export function preloadScript(names: WorldNames, preload: string, setting: PreloadSetting): string {
  return `(${startPreloadWorld.toString()})({
    makeBridge: ${makeBridge.toString()},
    json: (${makeTaggedJson.toString()})(),
    ...${JSON.stringify({ ...names, ...setting })},
    preload(require, module, process) { const exports = module.exports;\n${preload}\n},
  });`;
}
