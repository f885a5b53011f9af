import { useEffect } from 'react';
import { Banner, Button, factorRequestText, t } from '../../../ui/index.ts';
import { useSnapshots } from '../../state/index.ts';
import { showInSigner } from '../accounts/accounts-store.ts';
import { followSecondFactor, useSecondFactor } from './second-factor-store.ts';

/** On every screen for as long as a disable request runs: whoever did not make it has this long to notice. */
export function SecondFactorBanner() {
  const isReady = useSnapshots((state) => state.phase === 'ready' && state.account?.kind !== 'watch');
  const request = useSecondFactor((state) => state.view?.request ?? null);
  useEffect(() => (isReady ? followSecondFactor() : undefined), [isReady]);
  return request === null ? null : <DisableRequestBanner blocksLeft={request.blocksLeft} />;
}

export function DisableRequestBanner({ blocksLeft }: { readonly blocksLeft: number }) {
  return (
    <Banner
      tone="danger"
      shape="strip"
      live
      title={t('factor.request')}
      actions={
        <Button size="small" onClick={() => void showInSigner('second-factor')}>
          {t('factor.banner.open')}
        </Button>
      }
    >
      {factorRequestText(blocksLeft)}
    </Banner>
  );
}
