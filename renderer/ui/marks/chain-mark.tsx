import type { ChainId } from '../../../wallet-core/chain-contract/index.ts';
import styles from './marks.module.css';

/** Own drawings on a 20-px grid; chains without one yet show parallel lines. */
const drawings: Partial<Record<ChainId, string>> = {
  flux: 'M6 15V5h8M6 10h6',
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
