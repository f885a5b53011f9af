/** `npm start`: the app on the public networks. Real money needs real Electron: without its binary this refuses. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findElectron } from './launch-electron.ts';
import { projectRoot } from './project-root.ts';
import { runNode } from './stages/run-command.ts';

const binary = findElectron(projectRoot);
if (binary === undefined) {
  process.stderr.write(
    "Electron's binary is not here, and the app runs on public networks with nothing else.\nFetch it with: node node_modules/electron/install.js (checked against the hashes in the package), then run npm start again.\nWithout it, npm run demo opens the app on a local network.\n",
  );
  process.exit(1);
}

const built = await runNode(['electron/build/build.ts'], { cwd: projectRoot });
if (built.code !== 0) {
  process.stderr.write(built.output);
  process.exit(1);
}
const child = spawn(binary, [join(projectRoot, 'out/main/index.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
