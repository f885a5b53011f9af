/**
 * Runs before the product's backend in its process and keeps back one call, so that the process can be killed just
 * there: `hold.json` beside it names the channel, `held` appears when the call has come. It stands alone.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

interface Event {
  readonly data: { readonly type: string; readonly channel?: string };
}

interface Port {
  on(event: string, listener: (event: Event) => void): void;
}

const { parentPort } = process as unknown as { parentPort: Port };
const file = new URL('./hold.json', import.meta.url);

function isHeld({ data }: Event): boolean {
  if (data.type !== 'call' || !existsSync(file)) return false;
  return (JSON.parse(readFileSync(file, 'utf8')) as { channel: string }).channel === data.channel;
}

const on = parentPort.on.bind(parentPort);
parentPort.on = (event, listener) =>
  on(event, (given) => {
    if (event === 'message' && isHeld(given)) writeFileSync(new URL('./held', import.meta.url), '');
    else listener(given);
  });
