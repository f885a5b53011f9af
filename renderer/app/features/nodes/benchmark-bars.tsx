import { Check, CircleHelp, TriangleAlert, X } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { NodeServerView } from '../../../../wallet-core/ipc/index.ts';
import { t, VisuallyHidden } from '../../../ui/index.ts';
import styles from './nodes.module.css';
import { figureWords } from './words.ts';

type Benchmark = NodeServerView['benchmarks'][number];

interface BarStyle extends CSSProperties {
  readonly '--share': number;
}

const icons = { pass: Check, short: TriangleAlert, fail: X, unknown: CircleHelp } as const;

/** How far the bar reaches: the tier's line stands at two thirds, and one and a half times as much fills it. */
function shareOf({ have, need }: Benchmark): number {
  if (have === null || need <= 0) return 0;
  return Math.min(1, Math.max(0, have / need / 1.5));
}

/** Measured strength against what the tier asks for; the failing figure is marked, by shape and words too. */
export function BenchmarkBars({ benchmarks }: { readonly benchmarks: readonly Benchmark[] }) {
  return (
    <ul className={styles.benchmarks} aria-label={t('node.figures')}>
      {benchmarks.map((one) => {
        const style: BarStyle = { '--share': shareOf(one) };
        const Icon = icons[one.verdict];
        const unit = t(`node.unit.${one.item}`);
        const need = figureWords(one.need);
        return (
          <li key={one.item} className={styles.benchmark} data-verdict={one.verdict}>
            <span className={styles.benchmarkName}>
              <Icon className={styles.benchmarkIcon} aria-hidden />
              {t(`node.item.${one.item}`)}
              <VisuallyHidden> ({t(`node.figure.${one.verdict}`)})</VisuallyHidden>
            </span>
            <span className={styles.benchmarkBar} style={style} aria-hidden />
            <span className={styles.benchmarkFigure}>
              {one.have === null
                ? t('node.figureUnknown', { need, unit })
                : t('node.figure', { have: figureWords(one.have), need, unit })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
