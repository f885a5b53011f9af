import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  Announcer,
  applyTheme,
  Button,
  clearToasts,
  EmptyState,
  ErrorState,
  HideAmounts,
  LoadingLabel,
  silenceAnnouncer,
  Toasts,
  t,
} from '../../ui/index.ts';
import { ActivityScreen } from '../features/activity/activity-screen.tsx';
import { CoinsScreen } from '../features/coins/coins-screen.tsx';
import { FluxIdScreen } from '../features/flux-id/flux-id-screen.tsx';
import { FusionScreen } from '../features/fusion/fusion-screen.tsx';
import { NodesScreen } from '../features/nodes/nodes-screen.tsx';
import { PortfolioScreen } from '../features/portfolio/portfolio-screen.tsx';
import { useFollowPrices } from '../features/prices/price-store.ts';
import { ReceiveScreen } from '../features/receive/receive-screen.tsx';
import { SendScreen } from '../features/send/send-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { TaskDialog } from '../features/tasks/task-dialog.tsx';
import { TokensScreen } from '../features/tokens/tokens-screen.tsx';
import { type RouteId, useRoute } from '../routes/router.ts';
import { startMirror, useSnapshots } from '../state/index.ts';
import styles from './app.module.css';
import { Banners } from './banners.tsx';
import { CommandPalette } from './command-palette.tsx';
import { Rail } from './rail.tsx';
import { Screen } from './screen.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { TopBar } from './top-bar.tsx';
import { useIdleWarning } from './use-idle-warning.ts';
import { useLinks } from './use-links.ts';
import { useShortcuts } from './use-shortcuts.ts';

const screens: Readonly<Record<RouteId, () => ReactNode>> = {
  portfolio: PortfolioScreen,
  send: SendScreen,
  receive: ReceiveScreen,
  activity: ActivityScreen,
  coins: CoinsScreen,
  nodes: NodesScreen,
  fusion: FusionScreen,
  'flux-id': FluxIdScreen,
  tokens: TokensScreen,
  settings: SettingsScreen,
};

/** The app window over one session. After a lock it shows nothing of the account; main loads it afresh at the next unlock. */
export function App() {
  const [ended, setEnded] = useState<'locked' | 'switching' | null>(null);
  const stop = useRef<() => void>(() => undefined);
  const start = () => {
    stop.current();
    useSnapshots.setState({ phase: 'connecting', error: null });
    stop.current = startMirror({
      onLocked(isSwitch) {
        clearToasts();
        silenceAnnouncer();
        setEnded(isSwitch ? 'switching' : 'locked');
      },
    });
  };
  const first = useRef(start);
  useEffect(() => {
    first.current();
    return () => stop.current();
  }, []);
  useTheme();
  return ended === null ? <Unlocked onRetry={start} /> : <Ended how={ended} />;
}

function useTheme(): void {
  const theme = useSnapshots((state) => state.settings?.theme ?? 'system');
  useEffect(() => applyTheme(theme), [theme]);
}

function Ended({ how }: { readonly how: 'locked' | 'switching' }) {
  return (
    <main className={styles.alone}>
      <EmptyState title={t(`app.${how}`)} level={1}>
        {t(`app.${how}Text`)}
      </EmptyState>
    </main>
  );
}

function Unlocked({ onRetry }: { readonly onRetry: () => void }) {
  const hidden = useSnapshots((state) => state.settings?.hideAmounts === true);
  const phase = useSnapshots((state) => state.phase);
  useShortcuts();
  useIdleWarning();
  useLinks();
  useFollowPrices(phase === 'ready');
  return (
    <HideAmounts hidden={hidden}>
      <div className={styles.app}>
        <button type="button" className={styles.skip} onClick={skip}>
          {t('app.skip')}
        </button>
        <section className={styles.banners} aria-label={t('app.notices')}>
          <Banners />
        </section>
        <Rail />
        <div className={styles.body}>
          <TopBar />
          <main className={styles.content} id="content" tabIndex={-1}>
            {phase === 'failed' || phase === 'gone' ? <Failed onRetry={onRetry} /> : <CurrentScreen />}
            {phase === 'connecting' && <LoadingLabel />}
          </main>
          <Toasts />
        </div>
        <CommandPalette />
        <ShortcutsDialog />
        <TaskDialog />
        <Announcer />
      </div>
    </HideAmounts>
  );
}

/** Past rail and top bar, by keyboard. */
function skip(): void {
  document.getElementById('content')?.focus();
}

function CurrentScreen() {
  const route = useRoute((state) => state.route);
  const Current = screens[route];
  return <Current />;
}

function Failed({ onRetry }: { readonly onRetry: () => void }) {
  const error = useSnapshots((state) => state.error);
  return (
    <Screen title={t('failure.title')}>
      <ErrorState code={error?.code ?? 'internal'} actions={<Button onClick={onRetry}>{t('common.retry')}</Button>} />
    </Screen>
  );
}
