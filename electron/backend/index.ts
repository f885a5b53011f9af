/** Entry of the utility process. */
import type {} from 'electron';
import { fromParentPort } from './port.ts';
import { runBackend } from './run.ts';

runBackend({
  port: fromParentPort(process.parentPort),
  exit: (code) => process.exit(code),
  onUncaught: (listener) => {
    process.on('uncaughtException', listener);
    process.on('unhandledRejection', listener);
  },
});
