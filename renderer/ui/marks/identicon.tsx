import type { CSSProperties } from 'react';
import { t } from '../language/index.ts';
import { derivePicture, type PictureCell } from './account-picture.ts';
import styles from './marks.module.css';

const CELL = 16;

/** Line from edge to edge of a cell at (x, y), at `part` of the way across it (0…1). */
function linePath(cell: PictureCell, x: number, y: number, part: number): string {
  const at = part * CELL;
  const from = Math.max(0, 2 * at - CELL);
  const to = Math.min(CELL, 2 * at);
  switch (cell.slant) {
    case 'across':
      return `M${x} ${y + at}h${CELL}`;
    case 'down':
      return `M${x + at} ${y}v${CELL}`;
    case 'rising':
      return `M${x + from} ${y + to}L${x + to} ${y + from}`;
    case 'falling':
      return `M${x + from} ${y + CELL - to}L${x + to} ${y + CELL - from}`;
  }
}

function cellPath(cell: PictureCell, index: number): string {
  const x = (index % 3) * CELL;
  const y = Math.floor(index / 3) * CELL;
  const parts = cell.heavy ? [0.25, 0.75] : [1 / 6, 3 / 6, 5 / 6];
  return parts.map((part) => linePath(cell, x, y, part)).join('');
}

interface HueStyle extends CSSProperties {
  readonly '--account-hue': number;
}

/** Puts the account's own colour in reach of everything inside an element that spreads this. */
export function accountColour(name: string): { readonly 'data-account-hue': ''; readonly style: HueStyle } {
  return { 'data-account-hue': '', style: { '--account-hue': derivePicture(name).hue } };
}

/** The picture of an account, from its three words (`pictureName`). Decorative when the words stand beside it. */
export function Identicon({
  name,
  size = 32,
  decorative = false,
}: {
  readonly name: string;
  readonly size?: 20 | 32 | 48 | 96;
  readonly decorative?: boolean;
}) {
  const picture = derivePicture(name);
  const path = (heavy: boolean) =>
    picture.cells.map((cell, index) => (cell.heavy === heavy ? cellPath(cell, index) : '')).join('');
  return (
    <svg
      className={styles.identicon}
      viewBox="0 0 48 48"
      data-size={size}
      data-solid={picture.solid ? '' : undefined}
      role={decorative ? undefined : 'img'}
      aria-hidden={decorative ? true : undefined}
      aria-label={decorative ? undefined : t('identicon.label')}
      focusable="false"
      {...accountColour(name)}
    >
      <rect className={styles.identiconGround} width="48" height="48" />
      <path className={styles.identiconLines} strokeWidth="4" d={path(true)} />
      <path className={styles.identiconLines} strokeWidth="2" d={path(false)} />
    </svg>
  );
}
