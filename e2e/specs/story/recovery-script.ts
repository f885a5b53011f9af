/** The script that ships beside the wallet and shares no code with it: an oracle for words and addresses. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../launch/project-root.ts';
import type { Credentials } from './signer-screens.ts';

export interface Recovered {
  readonly words: string;
  readonly fingerprint: string;
  readonly firstAddress: string;
}

export async function recover({ username, password, passphrase }: Credentials): Promise<Recovered> {
  const child = spawn(process.execPath, [join(projectRoot, 'assets/recovery/recover.mjs')], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const { promise: ended, resolve, reject } = Promise.withResolvers<number | null>();
  child.on('error', reject).on('close', resolve);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  child.stdin.end(`${username}\n${password}\n${passphrase}\n`);
  const code = await ended;
  if (code !== 0) throw new Error(`the recovery script ended with ${code}`);
  const find = (line: RegExp): string => line.exec(text)?.[1] ?? '';
  return {
    words: find(/^Words\s+(.+)$/m),
    fingerprint: find(/^Fingerprint\s+(.+)$/m),
    firstAddress: find(/^FLUX\s+\S+\/0\/0\s+(\S+)$/m),
  };
}
