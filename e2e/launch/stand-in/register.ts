/** `--import` of the app's main process: `electron` is the stand-in, for `import` and for `require`. */
import * as nodeModule from 'node:module';
import { fromImportUrl, setOptions } from './options.ts';

if (typeof nodeModule.registerHooks !== 'function') {
  process.stderr.write(`The stand-in for Electron needs Node 24 (22.15 at least); this is ${process.version}.\n`);
  process.exit(1);
}

setOptions(fromImportUrl(import.meta.url));

const STAND_IN = new URL('./index.ts', import.meta.url).href;

nodeModule.registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/(main|common))?$/.test(specifier)
      ? { url: STAND_IN, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
