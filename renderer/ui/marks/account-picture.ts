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

/** FNV-1a over UTF-8, mixed by the finalizer of MurmurHash3: 32 well spread bits. A picture, not a commitment. */
function spread(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of utf8(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * The picture of a name: 32 bits, the same everywhere and for ever (frozen by a test). It helps to recognise an account
 * at a glance; what identifies it are the three words beside it.
 */
export function derivePicture(name: string): AccountPicture {
  const bits = spread(name);
  const cells = Array.from({ length: 9 }, (_, at) => {
    const cell = (bits >>> (3 * at)) & 7;
    return { slant: slants[cell & 3] ?? 'across', heavy: cell > 3 };
  });
  return { cells, hue: ((bits >>> 27) & (HUE_STEPS - 1)) * (360 / HUE_STEPS), solid: bits >>> 31 === 1 };
}
