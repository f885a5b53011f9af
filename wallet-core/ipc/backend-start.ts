/**
 * What main posts to the backend (a utility process) on its parent port besides the `portMessage`s of `envelope.ts`:
 * `start` first and once, `app-port` with one transferred MessagePort per app window, `stop` last.
 * `portMessage` and these share the port; `type` tells them apart.
 */
import { z } from '../primitives/zod.ts';

/** First message, once. Nothing is opened on disk and no call is answered before it. */
export const backendStart = z.strictObject({
  type: z.literal('start'),
  /** Absolute folder of this profile; the backend is its only writer. */
  profileDir: z.string().min(1).max(4_096),
  /** Absolute path of a JSON file with servers instead of the built-in ones; unpackaged runs only. */
  serversFile: z.string().min(1).max(4_096).nullable(),
  /** The local world: network limited to loopback. */
  demo: z.boolean(),
  /** Version of the application. */
  version: z.string().min(1).max(40),
});

/** `event.ports[0]` is the app window's end of a MessageChannel: serve app → backend calls on it, replacing an older port. */
export const backendAppPort = z.strictObject({ type: z.literal('app-port') });

/** Last message: flush, close the store, then `process.exit(0)`. Main ends the process itself after its time limit. */
export const backendStop = z.strictObject({ type: z.literal('stop') });

export const backendControl = z.discriminatedUnion('type', [backendStart, backendAppPort, backendStop]);

export type BackendStart = z.infer<typeof backendStart>;
export type BackendControl = z.infer<typeof backendControl>;
