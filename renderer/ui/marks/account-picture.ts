import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '../../../wallet-core/primitives/index.ts';

/** Directions of the parallel lines in one cell. */
export type Slant = 'across' | 'rising' | 'down' | 'falling';

export interface PictureCell {
  readonly slant: Slant;
  readonly heavy: boolean;
}

export interface AccountPicture {
  /** Nine cells, row by row. */
  readonly cells: readonly PictureCell[];
  /** Degrees; 16 steps, so that neighbours are told apart. */
  readonly hue: number;
  readonly solid: boolean;
}

const slants = ['across', 'rising', 'down', 'falling'] as const;
const HUE_STEPS = 16;

/** What an account is pictured by: its three words, or its id where it has none (watch-only). */
export function pictureName(account: {
  readonly fingerprint: readonly string[] | null;
  readonly accountId: string;
}): string {
  return account.fingerprint === null ? account.accountId : account.fingerprint.join(' ');
}

/**
 * The picture of a name: the same everywhere and for ever (32 bits of SHA-256 over `parallax/picture/v1 ‖ name`), and as
 * hard to imitate as the three words themselves. Frozen by a test.
 */
export function derivePicture(name: string): AccountPicture {
  const bytes = sha256(utf8(`parallax/picture/v1 ${name}`));
  const bits = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const cells = Array.from({ length: 9 }, (_, at) => {
    const cell = (bits >>> (3 * at)) & 7;
    return { slant: slants[cell & 3] ?? 'across', heavy: cell > 3 };
  });
  return { cells, hue: ((bits >>> 27) & (HUE_STEPS - 1)) * (360 / HUE_STEPS), solid: bits >>> 31 === 1 };
}
