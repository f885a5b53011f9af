/** `node e2e/vectors/run.ts [DIR]`: judges the vector files of DIR (its own folder when none is given); exit 1 on any failure. */
import { fileURLToPath } from 'node:url';
import { runVectors } from './run-vectors.ts';

const dir = process.argv[2] ?? fileURLToPath(new URL('.', import.meta.url));
const tally = await runVectors(dir, (line) => console.log(line));
process.exitCode = tally.failed > 0 ? 1 : 0;
