import type { ChainId } from '../../../wallet-core/chain-contract/index.ts';
import styles from './marks.module.css';

/** Own drawings on a 20-px grid; chains without one yet show parallel lines. */
const drawings: Partial<Record<ChainId, string>> = {
  flux: 'M6 15V5h8M6 10h6',
  ethereum: 'M10 4l4 6-4 6-4-6zM6 10h8',
  bsc: 'M10 4l3 3-3 3-3-3zM10 16l-3-3M10 16l3-3M4.5 10h1M14.5 10h1',
  polygon: 'M10 4l5 3v6l-5 3-5-3V7z',
  avalanche: 'M10 4.5L5 15h4l3-6.5M13 12l2 3h-3',
  base: 'M10 5a5 5 0 1 1-4.8 6.2M5 10h6',
  bitcoin: 'M7 5h4.5a2.4 2.4 0 0 1 0 5H7h5a2.5 2.5 0 0 1 0 5H7z',
};
const FALLBACK = 'M5 7h10M5 10h10M5 13h10';

/** A chain's mark. Its name always stands beside it in words. */
export function ChainMark({ chain }: { readonly chain: ChainId }) {
  return (
    <svg className={styles.chain} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <rect className={styles.chainGround} width="20" height="20" />
      <path className={styles.chainLine} d={drawings[chain] ?? FALLBACK} />
    </svg>
  );
}
