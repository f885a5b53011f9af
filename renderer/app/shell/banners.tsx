import { useEffect, useState } from 'react';
import { Banner, t } from '../../ui/index.ts';
import { SecondFactorBanner } from '../features/second-factor/second-factor-banner.tsx';
import { useSnapshots } from '../state/index.ts';

/** What must be known on every screen: which world this is, that nothing can be sent, and that a lock is near. */
export function Banners() {
  const boot = useSnapshots((state) => state.boot);
  const idle = useSnapshots((state) => state.idleSecondsLeft);
  const watches = useSnapshots((state) => state.account?.kind === 'watch');
  return (
    <>
      {boot?.demo === true && (
        <Banner tone="info" shape="strip" title={t('demo.title')}>
          {t('demo.text')}
        </Banner>
      )}
      {boot?.standIn === true && (
        <Banner tone="warning" shape="strip" title={t('standIn.title')}>
          {t('standIn.text', { engine: boot.engine })}
        </Banner>
      )}
      {watches && (
        <Banner tone="info" shape="strip" title={t('shell.watchOnly')}>
          {t('shell.watchOnlyText')}
        </Banner>
      )}
      <SecondFactorBanner />
      {idle !== null && <IdleBanner key={idle} from={idle} />}
    </>
  );
}

/** Counts down by itself: main warns once. */
function IdleBanner({ from }: { readonly from: number }) {
  const [left, setLeft] = useState(from);
  useEffect(() => {
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div role="alert">
      <Banner
        tone="warning"
        shape="strip"
        title={<span aria-live="off">{t('shell.idle.title', { count: left })}</span>}
      >
        {t('shell.idle.text')}
      </Banner>
    </div>
  );
}
