import styles from './approve.module.css';

/** An address with the characters marked in which it differs from the one it imitates. */
export function MarkedAddress({
  address,
  positions,
}: {
  readonly address: string;
  readonly positions: readonly number[];
}) {
  const marked = new Set(positions);
  const characters = Array.from(address, (character, at) => ({ character, at }));
  return (
    <bdi className={styles.marked} dir="ltr">
      {characters.map(({ character, at }) =>
        marked.has(at) ? <mark key={at}>{character}</mark> : <span key={at}>{character}</span>,
      )}
    </bdi>
  );
}
