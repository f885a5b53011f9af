import styles from './marks.module.css';

/** Three stacked planes of thin lines: the motif, where a screen has nothing to show yet. */
export function PlanesMark() {
  return (
    <svg className={styles.planes} viewBox="0 0 96 64" aria-hidden="true" focusable="false">
      <path className={styles.planeLine} d="M48 4 92 18 48 32 4 18Z" />
      <path className={styles.planeLine} d="M4 30 48 44 92 30" />
      <path className={styles.planeLine} d="M4 42 48 56 92 42" />
    </svg>
  );
}

/** The product's mark: three parallel planes, the nearest one solid. */
export function ParallaxMark({ label }: { readonly label?: string }) {
  return (
    <svg
      className={styles.parallax}
      viewBox="0 0 24 24"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
      focusable="false"
    >
      <path className={styles.parallaxFar} d="M9 3h11l-4 4H5z" />
      <path className={styles.parallaxMiddle} d="M9 10h11l-4 4H5z" />
      <path className={styles.parallaxNear} d="M9 17h11l-4 4H5z" />
    </svg>
  );
}
