/**
 * `node e2e/devnet/main.ts [--seed TEXT] [--start-height N] [--auto-mine MS] [--block-times spaced|wall]
 *   [--insight-port N] [--blockbook-port N] [--insight2-port N] [--fluxos-port N] [--control-port N]
 *   [--control-token TEXT] [--servers-file FILE] [--fund ADDRESS:SATOSHI]…`
 *
 * Prints one line of JSON when ready. Ends on SIGTERM, SIGINT, or when the pipe it reads from closes.
 */
import { fstatSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type DevnetOptions, startDevnet, writeServersFile } from './index.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    'start-height': { type: 'string' },
    'auto-mine': { type: 'string' },
    'block-times': { type: 'string' },
    'insight-port': { type: 'string' },
    'blockbook-port': { type: 'string' },
    'insight2-port': { type: 'string' },
    'fluxos-port': { type: 'string' },
    'control-port': { type: 'string' },
    'control-token': { type: 'string' },
    'servers-file': { type: 'string' },
    fund: { type: 'string', multiple: true },
  },
});

const number = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d{1,10}$/.test(text)) throw new Error(`--${name}: a whole number is expected`);
  return Number(text);
};

const grants = (values.fund ?? []).map((text) => {
  const [, address, amount] = /^([1-9A-HJ-NP-Za-km-z]+):(\d{1,16})$/.exec(text) ?? [];
  if (address === undefined || amount === undefined) throw new Error('--fund: ADDRESS:SATOSHI is expected');
  return { address, amount: BigInt(amount) };
});

const startHeight = number('start-height', values['start-height']);
const autoMineMs = number('auto-mine', values['auto-mine']) ?? null;
const options: DevnetOptions = {
  ...(values.seed === undefined ? {} : { seed: values.seed }),
  ...(startHeight === undefined ? {} : { startHeight }),
  ...(values['control-token'] === undefined ? {} : { controlToken: values['control-token'] }),
  autoMineMs,
  // Blocks faster than one in thirty seconds would run ahead of the clock on the wall.
  blockTimes: (values['block-times'] ?? (autoMineMs === null ? 'spaced' : 'wall')) === 'wall' ? 'wall' : 'spaced',
  ports: {
    insight: number('insight-port', values['insight-port']) ?? 0,
    blockbook: number('blockbook-port', values['blockbook-port']) ?? 0,
    insight2: number('insight2-port', values['insight2-port']) ?? 0,
    fluxos: number('fluxos-port', values['fluxos-port']) ?? 0,
    control: number('control-port', values['control-port']) ?? 0,
  },
};

const devnet = await startDevnet(options);
if (grants.length > 0) devnet.pay(grants);
if (values['servers-file'] !== undefined) await writeServersFile(values['servers-file'], devnet.urls);

const { urls, controlToken, faucetAddress } = devnet;
const height = devnet.tip().height;
process.stdout.write(`${JSON.stringify({ ...urls, controlToken, faucet: faucetAddress, height, pid: process.pid })}\n`);

let ending = false;
const end = async (): Promise<void> => {
  if (ending) return;
  ending = true;
  process.stdin.destroy();
  await devnet.stop();
};

process.once('SIGTERM', () => void end());
process.once('SIGINT', () => void end());
// A parent that dies closes its end of the pipe; a terminal or /dev/null tells nothing.
const stdin = fstatSync(0);
if (stdin.isFIFO() || stdin.isSocket()) process.stdin.on('end', () => void end()).resume();
