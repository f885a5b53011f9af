import { CopyButton } from '../controls/copy-button.tsx';
import { t } from '../language/index.ts';
import styles from './address-text.module.css';

interface AddressTextProps {
  readonly address: string;
  /** `whole`: every character, in groups of four · `short`: both ends, the whole on hover and for screen readers. */
  readonly form?: 'whole' | 'short';
  readonly size?: 'normal' | 'large';
  /** Puts the address on the clipboard; a copy button appears. */
  readonly onCopy?: () => Promise<boolean>;
  /** What the address is, in words: completes "Copy …". */
  readonly what?: string;
}

const ENDS = 8;

/** Four characters each with their place in the text; the last group may be shorter. */
export function groupsOfFour(text: string): readonly { readonly at: number; readonly text: string }[] {
  return Array.from(text.matchAll(/.{1,4}/gsu), (match) => ({ at: match.index, text: match[0] }));
}

/**
 * An address as people compare it: mono, groups of four set apart by space that is not text, so that selecting and
 * copying gives the address itself. One press selects all of it. Left to right in every language.
 */
export function AddressText({ address, form = 'whole', size = 'normal', onCopy, what }: AddressTextProps) {
  const shortened = form === 'short' && address.length > 2 * ENDS + 4;
  const text = shortened ? (
    <bdi className={styles.short} dir="ltr" title={address}>
      {address.slice(0, ENDS)}
      <span className={styles.middle}>{address.slice(ENDS, -ENDS)}</span>
      {address.slice(-ENDS)}
    </bdi>
  ) : (
    <bdi className={styles.whole} dir="ltr" data-size={size}>
      {groupsOfFour(address).map((group) => (
        <span key={group.at} className={styles.group}>
          {group.text}
        </span>
      ))}
    </bdi>
  );
  // Without a button it stays plain inline text, which a narrow place may cut with an ellipsis.
  if (onCopy === undefined) return text;
  return (
    <span className={styles.row}>
      {text}
      <CopyButton size="small" what={what ?? t('address.label')} onCopy={onCopy} />
    </span>
  );
}
