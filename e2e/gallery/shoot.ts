/** Pictures of the gallery for looking at: `node e2e/gallery/shoot.ts OUT [part of a name]`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { raiseStage } from './stage.ts';

const out = process.argv[2];
const only = process.argv[3] ?? '';
if (out === undefined) throw new Error('usage: shoot.ts OUT [part of a name]');
await mkdir(out, { recursive: true });

const stage = await raiseStage();
try {
  for (const theme of ['light', 'dark'] as const) {
    const pages = [
      { name: `components-${theme}`, path: `components.html?theme=${theme}` },
      { name: `dialog-${theme}`, path: `components.html?theme=${theme}&open=dialog` },
      { name: `signer-${theme}`, path: `components.html?theme=${theme}&window=signer` },
    ].filter((one) => one.name.includes(only));
    for (const { name, path } of pages) {
      const { page, problems, close } = await stage.open(path, { theme });
      await page.screenshot({ path: join(out, `${name}.png`), fullPage: !name.startsWith('dialog') });
      for (const problem of problems) console.log(`${name}: ${problem}`);
      await close();
    }
  }
} finally {
  await stage.close();
}
