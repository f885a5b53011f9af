import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly code: number;
  /** Standard output and error in the order they came. */
  readonly output: string;
}

export interface CommandOptions {
  readonly cwd: string;
  /** Shows output while it comes; else it is only collected. */
  readonly echo?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a Node script to its end with this very Node. A signal counts as code 1; nothing is thrown for a bad exit. */
export function runNode(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: options.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
    });
    const chunks: Buffer[] = [];
    const collect = (target: NodeJS.WriteStream) => (chunk: Buffer) => {
      chunks.push(chunk);
      if (options.echo) target.write(chunk);
    };
    child.stdout.on('data', collect(process.stdout));
    child.stderr.on('data', collect(process.stderr));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}
