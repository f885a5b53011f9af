/** Pictures of the gallery for looking at: `node e2e/gallery/shoot.ts OUT [part of a name] [width] [height]`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { listScenes, raiseStage, showScene } from './stage.ts';

const [out, only = '', width = '1200', height = '800', extra = ''] = process.argv.slice(2);
if (out === undefined) throw new Error('usage: shoot.ts OUT [part of a name] [width] [height] [query]');
await mkdir(out, { recursive: true });

const stage = await raiseStage();
const scenes = await listScenes(stage);
const size = { width: Number(width), height: Number(height) };
try {
  for (const theme of ['light', 'dark'] as const) {
    const components = ['components', 'components&open=dialog', 'components&window=signer'];
    for (const name of components.filter((one) => one.includes(only) && only !== '')) {
      const { page, problems, close } = await stage.open(`components.html?theme=${theme}&${name}${extra}`, {
        ...size,
        theme,
      });
      await page.screenshot({
        path: join(out, `${name.replaceAll(/[&=]/g, '-')}-${theme}.png`),
        fullPage: !name.includes('dialog'),
      });
      for (const problem of problems) console.log(`${name}: ${problem}`);
      await close();
    }
    for (const scene of scenes.filter((one) => one.name.includes(only))) {
      const { name } = scene;
      const { page, problems, close } = await showScene(stage, scene, { ...size, theme, query: extra });
      await page.screenshot({ path: join(out, `${name}-${theme}.png`) });
      for (const problem of problems) console.log(`${name} ${theme}: ${problem}`);
      await close();
    }
  }
} finally {
  await stage.close();
}
