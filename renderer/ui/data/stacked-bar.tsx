import { type CSSProperties, type ReactNode, useState } from 'react';
import { t } from '../language/index.ts';
import { shareInTenthsOfPercent } from '../money/amount-format.ts';
import { AmountText } from '../money/amount-text.tsx';
import styles from './stacked-bar.module.css';

export interface BarPart {
  readonly id: string;
  readonly label: string;
  /** What the part is, in a sentence: "confirmed and free to send now". */
  readonly explanation: string;
  readonly units: bigint;
  /** Tone and hatching, 1…5. */
  readonly look: 1 | 2 | 3 | 4 | 5;
  /** Beside its row, for instance a link. */
  readonly aside?: ReactNode;
}

interface StackedBarProps {
  readonly label: string;
  readonly parts: readonly BarPart[];
  readonly decimals: number;
  readonly symbol: string;
}

interface GrowStyle extends CSSProperties {
  readonly '--grow': number;
}

/** Words for tenths of a percent; small but present parts say so instead of 0. */
export function shareWords(tenths: number | undefined, present: boolean): string {
  if (tenths === undefined) return t('amount.unknown');
  if (tenths === 0 && present) return t('bar.lessThan');
  return t('bar.percent', { percent: `${Math.floor(tenths / 10)}.${tenths % 10}` });
}

/** A whole and its parts as one bar over a table of the same: pointing at either shows the other. Empty parts have no bar. */
export function StackedBar({ label, parts, decimals, symbol }: StackedBarProps) {
  const [pointed, setPointed] = useState<string | null>(null);
  const whole = parts.reduce((sum, part) => sum + part.units, 0n);
  const share = (part: BarPart) => shareInTenthsOfPercent(part.units, whole);
  const point = (id: string) => ({
    'data-pointed': pointed === null ? undefined : pointed === id ? 'this' : 'other',
    onPointerEnter: () => setPointed(id),
    onPointerLeave: () => setPointed(null),
  });
  return (
    <div className={styles.chart}>
      <div className={styles.bar} aria-hidden>
        {parts
          .filter((part) => part.units > 0n)
          .map((part) => {
            const style: GrowStyle = { '--grow': Math.max(share(part) ?? 0, 4) };
            return (
              <div key={part.id} className={styles.part} data-look={part.look} style={style} {...point(part.id)} />
            );
          })}
      </div>
      <table className={styles.table} aria-label={label}>
        <thead className={styles.head}>
          <tr>
            <th scope="col">{t('bar.part')}</th>
            <th scope="col">{t('bar.amount')}</th>
            <th scope="col">{t('bar.share')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.id} className={styles.row} {...point(part.id)}>
              <th scope="row" className={styles.cell}>
                <span className={styles.name}>
                  <span className={styles.swatch} data-look={part.look} aria-hidden />
                  <span className={styles.words}>
                    <span className={styles.label}>
                      {part.label}
                      {part.aside}
                    </span>
                    <span className={styles.explanation}>{part.explanation}</span>
                  </span>
                </span>
              </th>
              <td className={styles.number}>
                <AmountText units={part.units} decimals={decimals} symbol={symbol} aligned />
              </td>
              <td className={styles.share}>{shareWords(share(part), part.units > 0n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
