/**
 * E-24: imported before everything else in this window. Removes every way to talk to a network from the page's global and
 * freezes what a hostile package could replace to read keys on their way. The CSP refuses the network too; this is the
 * second wall, and it also stands inside code that runs before the first request.
 */
const NETWORK = [
  'fetch',
  'fetchLater',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'RTCPeerConnection',
  'webkitRTCPeerConnection',
  'RTCDataChannel',
  'WebTransport',
  'SharedWorker',
  'BroadcastChannel',
  'Notification',
] as const;

/** What a page stores outlives its process in the session's memory; nothing of this window may outlive a lock (E-27). */
const STORAGE = ['indexedDB', 'caches', 'localStorage', 'sessionStorage', 'cookieStore'] as const;

const NAVIGATOR = [
  'sendBeacon',
  'serviceWorker',
  'clipboard',
  'usb',
  'hid',
  'serial',
  'bluetooth',
  'geolocation',
  'storage',
  'locks',
] as const;

function remove(target: object, name: string): void {
  if (!(name in target)) return;
  Object.defineProperty(target, name, { value: undefined, writable: false, configurable: false });
}

for (const name of [...NETWORK, ...STORAGE]) remove(globalThis, name);
for (const name of NAVIGATOR) remove(Navigator.prototype, name);

// Frozen prototypes: those through which secrets pass. Object.prototype and Error.prototype stay as they are, because
// assigning an own property of the same name (`error.message = …`, `x.toString = …`) would then throw in libraries.
for (const intrinsic of [
  Array,
  String,
  ArrayBuffer,
  DataView,
  Uint8Array,
  Uint32Array,
  Promise,
  Map,
  Set,
  WeakMap,
  BigInt,
  TextEncoder,
  TextDecoder,
  Worker,
]) {
  Object.freeze(intrinsic);
  Object.freeze(intrinsic.prototype);
}
for (const namespace of [JSON, Math, Reflect, WebAssembly, crypto, crypto.subtle]) Object.freeze(namespace);
Object.freeze(Crypto.prototype);
Object.freeze(Object.getPrototypeOf(Uint8Array.prototype));
