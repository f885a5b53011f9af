/** Where the local EVM node is, or why there is none on this machine. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type AnvilBinary =
  | { readonly kind: 'found'; readonly path: string }
  /** Nothing can be done about it here: tests say that they are skipped, and why. */
  | { readonly kind: 'not-for-this-platform'; readonly reason: string };

const packageName = '@foundry-rs/anvil-linux-amd64';

/** Throws on the platform that has the package when it is not installed: that is a broken set-up, not a reason to skip. */
export const findAnvil = (): AnvilBinary => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const platform = `${process.platform} ${process.arch}`;
    return { kind: 'not-for-this-platform', reason: `the pinned anvil runs on Linux x64, this is ${platform}` };
  }
  let manifest: string;
  try {
    manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  } catch {
    throw new Error(`${packageName} is not installed; run npm ci without --omit=optional`);
  }
  const path = join(dirname(manifest), 'bin', 'anvil');
  if (!existsSync(path)) throw new Error(`${packageName} has no bin/anvil`);
  return { kind: 'found', path };
};
