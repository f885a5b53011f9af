/** `--import` of utility processes: `process.parentPort`, and an `electron` module that has nothing in it. */
import { EventEmitter } from 'node:events';
import { registerHooks } from 'node:module';
import { type MessagePortMain, PortLink } from './electron/message-port.ts';
import type { UtilityWord } from './electron/utility-process.ts';

const EMPTY_ELECTRON = new URL('./utility-electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/|$)/.test(specifier)
      ? { url: EMPTY_ELECTRON, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

const send = (word: UtilityWord): void => void process.send?.(word, undefined, undefined, () => {});
const ports = new PortLink(send);
const early: { data: unknown; ports: MessagePortMain[] }[] = [];

class ParentPort extends EventEmitter {
  postMessage(data: unknown): void {
    send({ op: 'message', data, ports: [] });
  }

  start(): void {}

  pause(): void {}
}

const parentPort = new ParentPort();
// Messages wait for the first listener, as a port that was not started does.
parentPort.on('newListener', (name) => {
  if (name !== 'message') return;
  setImmediate(() => {
    for (const event of early.splice(0)) parentPort.emit('message', event);
  });
});

process.on('message', (word: UtilityWord) => {
  if (word.op !== 'message') return ports.hear(word);
  const event = { data: word.data, ports: word.ports.map((id) => ports.accept(id)) };
  if (parentPort.listenerCount('message') > 0 && early.length === 0) parentPort.emit('message', event);
  else early.push(event);
});
// Whatever the app's main process has become of, nothing of it stays.
process.on('disconnect', () => process.exit(1));

Object.defineProperty(process, 'parentPort', { value: parentPort, enumerable: true });
Object.defineProperty(process, 'type', { value: 'utility', enumerable: true });
