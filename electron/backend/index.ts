/** Entry of the utility process. */
import type {} from 'electron';
import { fromParentPort } from './port.ts';
import { runBackend } from './run.ts';

// What the profile holds is for this user's eyes only.
process.umask(0o077);

runBackend({
  port: fromParentPort(process.parentPort),
  exit: (code) => process.exit(code),
  onUncaught: (listener) => {
    process.on('uncaughtException', listener);
    process.on('unhandledRejection', listener);
  },
});
