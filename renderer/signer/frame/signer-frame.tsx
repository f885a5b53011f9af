import { type ReactNode, use } from 'react';
import type { BootInfo } from '../../../wallet-core/ipc/index.ts';
import { accountColour, Identicon, ParallaxMark, pictureName, t } from '../../ui/index.ts';
import type { Screen } from '../session/screen.ts';
import styles from './frame.module.css';

/** The account a screen speaks for, for the band at the top. */
function accountOf(screen: Screen) {
  switch (screen.kind) {
    case 'unlock':
    case 'wrong-password':
    case 'idle':
    case 'prove':
    case 'export':
    case 'check-up':
    case 'quick-unlock':
    case 'quick-pin':
    case 'keys':
    case 'key-add':
    case 'key-preview':
    case 'sweep':
    case 'sweep-review':
    case 'sweep-done':
    case 'account-sheet':
    case 'remove':
    case 'factor':
    case 'approve':
    case 'approve-account':
    case 'approve-starts':
    case 'approve-claims':
    case 'approve-identity':
    case 'signed-text':
    case 'node-key':
    case 'import-nodes':
    case 'refused':
    case 'signing':
      return screen.account;
    default:
      return null;
  }
}

function Band({ screen }: { readonly screen: Screen }) {
  const account = accountOf(screen);
  if (account === null) {
    return (
      <header className={styles.band}>
        <ParallaxMark label={t('signer.title')} />
      </header>
    );
  }
  const name = pictureName(account);
  return (
    <header className={styles.band} {...accountColour(name)}>
      <Identicon name={name} size={32} decorative />
      <div className={styles.who}>
        <span className={styles.label}>{account.label}</span>
        {account.fingerprint !== null && <span className={styles.words}>{account.fingerprint.join(' ')}</span>}
      </div>
    </header>
  );
}

function Notices({ boot }: { readonly boot: Promise<BootInfo | null> }) {
  const info = use(boot);
  if (info === null || !(info.standIn || info.demo)) return null;
  const { standIn, engine, demo } = info;
  return (
    <aside className={styles.notices}>
      {demo && <p>{t('signer.demo')}</p>}
      {standIn && <p>{t('signer.standIn', { engine })}</p>}
    </aside>
  );
}

/** The window: a band in the account's own colour, one question below it, no navigation. */
export function SignerFrame({
  screen,
  boot,
  children,
}: {
  readonly screen: Screen;
  readonly boot: Promise<BootInfo | null>;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.frame}>
      <Band screen={screen} />
      <Notices boot={boot} />
      <main className={styles.main}>{children}</main>
    </div>
  );
}
