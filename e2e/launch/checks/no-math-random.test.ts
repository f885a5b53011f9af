import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../project-root.ts';

const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

it('keys and all else: lint refuses Math.random in each of its forms, and no other use of Math', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-lint-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const lines = ['Math.random()', "Math['random']()", 'Math.floor(2.5)'];
  const source = lines.map((text, at) => `export const n${at} = ${text};\n`).join('');
  writeFileSync(join(folder, 'a.ts'), `${source}const { random } = Math;\nexport const last = random();\n`);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [biome, 'lint', `--config-path=${projectRoot}`, '--vcs-enabled=false', '--reporter=github', join(folder, 'a.ts')],
    { cwd: projectRoot, encoding: 'utf8' },
  );
  expect(status).not.toBe(0);
  const found = [...(stdout + stderr).matchAll(/line=(\d+),[^\n]*Math\.random is predictable/g)].map(
    ([, line]) => line,
  );
  expect(found).toEqual(['1', '2', '4']);
});
