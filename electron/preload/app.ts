/** The app window's preload: `window.parallax`, frozen, one function per channel and event of the contract (E-20). */
import { contextBridge, ipcRenderer } from 'electron';
import { createBackendLink } from './backend-link.ts';
import { appToBackend, appToMain, backendToAppEvents, mainToAppEvents } from './names.ts';
import { createInvoke, functionsOf } from './replies.ts';
import { createSubscriptions } from './subscriptions.ts';

/** As in `electron/windows/app-window.ts`, which a preload cannot import. */
const PORT_CHANNEL = 'parallax:port';

const subscriptions = createSubscriptions();
const backendEvents: ReadonlySet<string> = new Set(backendToAppEvents);

const invoke = createInvoke(ipcRenderer);

const link = createBackendLink({
  requestPort: () => invoke('app.connect', {}),
  onEvent(name, payload) {
    if (backendEvents.has(name)) subscriptions.emit(name, payload);
  },
});

ipcRenderer.on(PORT_CHANNEL, (event) => {
  const port = event.ports[0];
  if (port !== undefined) link.receive(port);
});
for (const name of mainToAppEvents) {
  ipcRenderer.on(name, (_event, payload: unknown) => subscriptions.emit(name, payload));
}

contextBridge.exposeInMainWorld(
  'parallax',
  Object.freeze({
    call: Object.freeze({
      ...functionsOf(appToMain, (name) =>
        // Whoever connects shares the one port of this page.
        name === 'app.connect' ? () => link.connect() : (request: unknown) => invoke(name, request),
      ),
      ...functionsOf(appToBackend, (name) => (request: unknown) => link.call(name, request)),
    }),
    on: functionsOf(
      [...mainToAppEvents, ...backendToAppEvents],
      (name) => (listener: unknown) => subscriptions.add(name, listener),
    ),
  }),
);
