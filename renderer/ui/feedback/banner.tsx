import type { ReactNode } from 'react';
import type { Tone } from '../controls/chip.tsx';
import { t } from '../language/index.ts';
import { VisuallyHidden } from '../layout/text.tsx';
import styles from './banner.module.css';
import { toneIcon } from './tone-icon.tsx';

type BannerTone = 'info' | 'warning' | 'danger' | 'positive';

interface BannerProps {
  readonly tone: BannerTone & Tone;
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  /** `strip`: a slim line across a window instead of a block. */
  readonly shape?: 'block' | 'strip';
  /** Read out when it appears. */
  readonly live?: boolean;
  readonly children?: ReactNode;
}

const kinds = {
  info: 'banner.info',
  warning: 'banner.warning',
  danger: 'banner.danger',
  positive: 'banner.positive',
} as const;

/** Something to know before going on, with its kind in words for those who do not see it. */
export function Banner({ tone, title, actions, shape = 'block', live = false, children }: BannerProps) {
  const Icon = toneIcon(tone);
  return (
    <div
      className={styles.banner}
      data-tone={tone}
      data-shape={shape}
      role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}
    >
      <Icon className={styles.icon} aria-hidden />
      <div className={styles.body}>
        <VisuallyHidden>{t(kinds[tone])}: </VisuallyHidden>
        {title !== undefined && <strong className={styles.title}>{title}</strong>}
        {children !== undefined && <div className={styles.text}>{children}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
