import { Eye, EyeOff, Search } from 'lucide-react';
import { IconButton, Kbd, t } from '../../ui/index.ts';
import { useSnapshots } from '../state/index.ts';
import { AccountBadge } from './account-badge.tsx';
import { toggleAmounts } from './commands.ts';
import { useShell } from './shell-store.ts';
import { SyncState } from './sync-state.tsx';
import styles from './top-bar.module.css';

/** Whose account this is, how fresh its numbers are, and two things one does anywhere. */
export function TopBar() {
  const hidden = useSnapshots((state) => state.settings?.hideAmounts === true);
  const known = useSnapshots((state) => state.settings !== null);
  return (
    <header className={styles.bar}>
      <AccountBadge />
      <div className={styles.end}>
        <SyncState />
        <button
          type="button"
          className={styles.search}
          aria-haspopup="dialog"
          aria-keyshortcuts="Control+K"
          onClick={() => useShell.setState({ overlay: 'commands' })}
        >
          <Search className={styles.icon} aria-hidden />
          <span className={styles.searchWords}>{t('common.search')}</span>
          <Kbd keys={['Ctrl', 'K']} />
        </button>
        <IconButton
          icon={hidden ? EyeOff : Eye}
          label={hidden ? t('shell.showAmounts') : t('shell.hideAmounts')}
          aria-pressed={hidden}
          disabled={!known}
          tooltipSide="bottom"
          onClick={toggleAmounts}
        />
      </div>
    </header>
  );
}
