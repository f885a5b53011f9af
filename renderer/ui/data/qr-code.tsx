import { t } from '../language/index.ts';
import { Text } from '../layout/text.tsx';
import styles from './qr-code.module.css';
import { qrPath } from './qr-path.ts';

/** A QR code of 240 px, dark on white in both themes. `what` names its content for those who cannot see it. */
export function QrCode({ text, what }: { readonly text: string; readonly what: string }) {
  const code = qrPath(text);
  if (code === undefined) {
    return (
      <div className={styles.missing}>
        <Text tone="muted">{t('qr.tooLong')}</Text>
      </div>
    );
  }
  return (
    <svg
      className={styles.code}
      viewBox={`0 0 ${code.size} ${code.size}`}
      role="img"
      aria-label={t('qr.label', { what })}
      shapeRendering="crispEdges"
    >
      <rect className={styles.plate} width={code.size} height={code.size} />
      <path className={styles.modules} d={code.path} />
    </svg>
  );
}
