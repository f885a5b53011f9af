/**
 * `node e2e/devnet/evm/main.ts [--chains a,b] [--control-token TEXT]`: prints one line of JSON when ready. Ends on SIGTERM,
 * SIGINT, or when the pipe it reads from closes.
 */
import { randomBytes } from 'node:crypto';
import { fstatSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type EvmChainName, evmChainNames } from './chains.ts';
import { EvmControlServer } from './control-server.ts';
import { startEvmDevnet } from './evm-devnet.ts';

const { values } = parseArgs({ options: { chains: { type: 'string' }, 'control-token': { type: 'string' } } });

const chains = (values.chains ?? evmChainNames.join()).split(',').map((name): EvmChainName => {
  const known = evmChainNames.find((one) => one === name);
  if (known === undefined) throw new Error(`--chains: ${name} is none of ${evmChainNames.join(', ')}`);
  return known;
});

const devnet = await startEvmDevnet({ chains });
const controlToken = values['control-token'] ?? randomBytes(16).toString('hex');
const control = new EvmControlServer(devnet, controlToken);
await control.open();
process.stdout.write(
  `${JSON.stringify({ chains: devnet.urls(), control: control.url, controlToken, pid: process.pid })}\n`,
);

let ending = false;
const end = async (): Promise<void> => {
  if (ending) return;
  ending = true;
  process.stdin.destroy();
  await control.close();
  await devnet.stop();
};

process.once('SIGTERM', () => void end());
process.once('SIGINT', () => void end());
// A parent that dies closes its end of the pipe; a terminal or /dev/null tells nothing.
const stdin = fstatSync(0);
if (stdin.isFIFO() || stdin.isSocket()) process.stdin.on('end', () => void end()).resume();
