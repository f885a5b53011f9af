import type { NodeView } from '../../../../wallet-core/ipc/index.ts';
import { nodeTiers } from '../../../../wallet-core/nodes/tiers.ts';
import { t } from '../../../ui/index.ts';
import styles from './nodes.module.css';

/** One, two or three planes: the size of a node. Named for those who do not see it. */
export function TierMark({ tier }: { readonly tier: NodeView['tier'] }) {
  const level = tier === null ? 0 : nodeTiers.indexOf(tier) + 1;
  return (
    <svg
      className={styles.tierMark}
      viewBox="0 0 24 24"
      role="img"
      aria-label={tier === null ? t('common.unknown') : t(`nodes.tier.${tier}`)}
    >
      <path data-on={level >= 3 ? '' : undefined} d="M9 3h11l-4 4H5z" />
      <path data-on={level >= 2 ? '' : undefined} d="M9 10h11l-4 4H5z" />
      <path data-on={level >= 1 ? '' : undefined} d="M9 17h11l-4 4H5z" />
    </svg>
  );
}
