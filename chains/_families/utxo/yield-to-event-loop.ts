/**
 * Resolves in a later turn of the event loop, so that long work leaves room for painting, clicks and a lock.
 * A message port and not a timer: browsers stretch nested timers to 4 ms each.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
