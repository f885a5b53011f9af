/**
 * `--profile DIR`, `--servers FILE`, `--demo`: for development, tests and the demo. The packaged build is made without
 * this module (a build constant cuts the only import); the bundle check looks for its marker.
 */
import path from 'node:path';

export const UNPACKAGED_MARKER = 'parallax-unpackaged-arguments';

export interface UnpackagedArguments {
  readonly profileDir: string | null;
  readonly serversFile: string | null;
  readonly demo: boolean;
}

/** Arguments of an unpackaged run; relative paths are taken from `cwd`. Throws RangeError when a value is missing. */
export function parseUnpackagedArguments(argv: readonly string[], cwd: string): UnpackagedArguments {
  const valueAfter = (name: string): string | null => {
    const at = argv.indexOf(name);
    if (at !== -1) {
      const value = argv[at + 1];
      if (value === undefined || value === '' || value.startsWith('--')) {
        throw new RangeError(`${UNPACKAGED_MARKER}: ${name} needs a value`);
      }
      return path.resolve(cwd, value);
    }
    const joined = argv.find((argument) => argument.startsWith(`${name}=`));
    return joined === undefined ? null : path.resolve(cwd, joined.slice(name.length + 1));
  };
  return { profileDir: valueAfter('--profile'), serversFile: valueAfter('--servers'), demo: argv.includes('--demo') };
}
