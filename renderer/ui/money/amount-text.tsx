import { createContext, type ReactNode, useContext } from 'react';
import { t } from '../language/index.ts';
import { VisuallyHidden } from '../layout/text.tsx';
import { amountParts, MINUS } from './amount-format.ts';
import styles from './amount-text.module.css';

const HideAmountsContext = createContext(false);

/** Hides every amount below it: the figures leave the page, not only the eye. */
export function HideAmounts({ hidden, children }: { readonly hidden: boolean; readonly children?: ReactNode }) {
  return <HideAmountsContext value={hidden}>{children}</HideAmountsContext>;
}

export function useAmountsHidden(): boolean {
  return useContext(HideAmountsContext);
}

interface AmountTextProps {
  /** Smallest units; text as it crosses borders is fine. `null`: not known, which is never zero. */
  readonly units: bigint | string | null;
  readonly decimals: number;
  readonly symbol: string;
  /** `minus`: only when negative (default) · `both`: plus as well, for changes · `none`: the absolute value. */
  readonly sign?: 'minus' | 'both' | 'none';
  /** Positive changes in the positive tone; the sign stays. */
  readonly coloured?: boolean;
  /** Faint zeros up to all decimals, so that points stand below each other in a column. */
  readonly aligned?: boolean;
  /** Why the amount is not known; shown on hover and read out. */
  readonly unknownReason?: string;
  /** Shown even while amounts are hidden: the person typed it here a moment ago. */
  readonly always?: boolean;
}

const UNITS = /^-?\d{1,78}$/;

function toUnits(units: bigint | string | null): bigint | null {
  if (typeof units !== 'string') return units;
  return UNITS.test(units) ? BigInt(units) : null;
}

/**
 * The only place where an amount becomes visible. Exact to the last unit, with its coin; groups are set apart by space
 * that is not part of the text, so copying gives plain digits. Never goes through a float.
 */
export function AmountText({
  units,
  decimals,
  symbol,
  sign = 'minus',
  coloured = false,
  aligned = false,
  unknownReason,
  always = false,
}: AmountTextProps) {
  const hidden = useAmountsHidden() && !always;
  const exact = toUnits(units);
  if (hidden) {
    return (
      <span className={styles.amount} data-hidden="">
        <span aria-hidden>{t('amount.hiddenMark')}</span>
        <VisuallyHidden>{t('amount.hidden')}</VisuallyHidden>
        <span className={styles.symbol}> {symbol}</span>
      </span>
    );
  }
  if (exact === null) {
    const reason = t('amount.unknownReason', { reason: unknownReason ?? t('amount.notKnownYet') });
    return (
      <span className={styles.amount} data-unknown="" title={reason}>
        <span aria-hidden>{t('amount.unknown')}</span>
        <VisuallyHidden>{reason}</VisuallyHidden>
      </span>
    );
  }
  const { negative, groups, fraction } = amountParts(exact, decimals);
  const mark = sign === 'none' ? '' : negative ? MINUS : sign === 'both' && exact > 0n ? '+' : '';
  return (
    <data
      className={styles.amount}
      dir="ltr"
      value={exact.toString()}
      data-tone={coloured && exact > 0n ? 'positive' : undefined}
    >
      {mark}
      {placed(groups).map((group) => (
        <span key={group.thousands} className={styles.group}>
          {group.digits}
        </span>
      ))}
      {fraction !== '' && <span>.{fraction}</span>}
      {aligned && <Padding missing={decimals - fraction.length} point={fraction === ''} />}
      <span className={styles.symbol}> {symbol}</span>
    </data>
  );
}

function placed(groups: readonly string[]): readonly { readonly thousands: number; readonly digits: string }[] {
  return groups.map((digits, at) => ({ thousands: groups.length - 1 - at, digits }));
}

/** Zeros that only keep the column straight: CSS draws them, so they are neither read out nor copied. */
function Padding({ missing, point }: { readonly missing: number; readonly point: boolean }) {
  if (missing <= 0) return null;
  return <span aria-hidden className={styles.padding} data-digits={(point ? '.' : '') + '0'.repeat(missing)} />;
}
