import { t } from '../../ui/index.ts';
import type { KeySummary } from '../session/key-summary.ts';

/** What it is for and, where this wallet knows it, its address in short. */
export function keyName({ use, address }: Pick<KeySummary, 'use' | 'address'>): string {
  const what = t(`keys.use.${use}`);
  return address === null ? what : `${what} · ${address.slice(0, 8)}…${address.slice(-6)}`;
}
