import process from 'node:process';
import type { Processes } from '../windows/signer-window.ts';

/** Signal 0 asks without touching: no such process is gone; one that is not ours to signal still lives. */
export const systemProcesses: Processes = {
  isAlive(pid) {
    try {
      process.kill(pid, 0);
      return true;
    } catch (thrown) {
      return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
    }
  },
  kill(pid) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went by itself in the meantime, which the next look will show.
    }
  },
};
