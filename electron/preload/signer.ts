/** The signer window's preload: `window.signer`, frozen, one function per channel and event of the contract (E-20). */
import { contextBridge, ipcRenderer } from 'electron';
import { mainToSignerEvents, signerToMain } from './names.ts';
import { createInvoke, functionsOf } from './replies.ts';
import { createSubscriptions } from './subscriptions.ts';

const subscriptions = createSubscriptions();

const invoke = createInvoke(ipcRenderer);

for (const name of mainToSignerEvents) {
  ipcRenderer.on(name, (_event, payload: unknown) => subscriptions.emit(name, payload));
}

contextBridge.exposeInMainWorld(
  'signer',
  Object.freeze({
    call: functionsOf(signerToMain, (name) => (request: unknown) => invoke(name, request)),
    on: functionsOf(mainToSignerEvents, (name) => (listener: unknown) => subscriptions.add(name, listener)),
  }),
);
