import { toWireError } from '../../wallet-core/errors/index.ts';
import { type BackendControl, backendControl } from '../../wallet-core/ipc/index.ts';
import { type Backend, composeBackend, type Seams } from './compose.ts';
import type { Port } from './port.ts';
import { logError } from './system/log-error.ts';

export interface Host {
  /** The port to main. */
  readonly port: Port;
  exit(code: number): void;
  /** Calls back for whatever nobody caught. */
  onUncaught(listener: (thrown: unknown) => void): void;
}

/** Serves main, and the app window once its port is handed over, until told to stop. Never throws. */
export function runBackend({ port, exit, onUncaught }: Host, seams: Seams = {}): void {
  let backend: Backend | undefined;
  let stopping = false;

  function fault(thrown: unknown): void {
    if (backend === undefined) return;
    logError(backend.logger, 'backend.fault', thrown, 'error');
    try {
      backend.router.toMain('backend.fault', { error: toWireError(thrown) });
    } catch (second) {
      logError(backend.logger, 'backend.fault', second, 'error');
    }
  }

  async function stop(): Promise<void> {
    if (stopping) return;
    stopping = true;
    try {
      await backend?.stop();
    } catch (thrown) {
      fault(thrown);
    }
    exit(0);
  }

  function obey(control: BackendControl, ports: readonly Port[]): void {
    switch (control.type) {
      case 'start':
        if (backend !== undefined) return;
        backend = composeBackend(control, seams);
        backend.router.serve('main', port);
        return;
      case 'app-port': {
        const [app] = ports;
        if (app !== undefined) backend?.router.serve('app', app);
        return;
      }
      case 'stop':
        void stop();
        return;
    }
  }

  onUncaught(fault);
  port.onMessage((message, ports) => {
    const control = backendControl.safeParse(message);
    if (!control.success) return;
    try {
      obey(control.data, ports);
    } catch (thrown) {
      fault(thrown);
    }
  });
}
