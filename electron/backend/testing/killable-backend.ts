/**
 * The backend in a process of its own, made to be killed: at the checkpoint named by its argument it says so and then
 * waits for its end. Both ports travel over the process's message channel.
 */
import type { Port } from '../port.ts';
import { runBackend } from '../run.ts';

const [, , stopAt] = process.argv;

interface Envelope {
  readonly to: 'main' | 'app';
  readonly message: unknown;
}

function portOf(name: Envelope['to'], ports: () => readonly Port[]): Port {
  return {
    post: (message) => process.send?.({ to: name, message }),
    onMessage: (listener) => {
      process.on('message', (envelope: Envelope) => {
        if (envelope.to === name) listener(envelope.message, ports());
      });
    },
    onClose: () => undefined,
    close: () => undefined,
  };
}

const app = portOf('app', () => []);

runBackend(
  { port: portOf('main', () => [app]), exit: (code) => process.exit(code), onUncaught: () => undefined },
  {
    checkpoint: (name) => {
      if (name !== stopAt) return undefined;
      process.send?.({ to: 'checkpoint', message: name });
      return new Promise(() => undefined);
    },
  },
);
