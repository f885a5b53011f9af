import { Landmark, RefreshCw } from 'lucide-react';
import {
  AgeText,
  Banner,
  Button,
  Card,
  EmptyState,
  ErrorState,
  LoadingLabel,
  Skeleton,
  Stack,
  type Tab,
  Tabs,
  Text,
  t,
  tx,
} from '../../../ui/index.ts';
import { Screen } from '../../shell/screen.tsx';
import { canSend, useSnapshots } from '../../state/index.ts';
import { ClaimsPage } from './claims-page.tsx';
import { type FusionTab, type FusionView, readFusion, refreshFusion, useFusion } from './fusion-store.ts';
import { SwapsPage } from './swaps-page.tsx';
import { useFusionView } from './use-fusion-view.ts';

/** Fusion: what can be claimed on every network, and swaps between them. */
export function FusionScreen() {
  useFusionView();
  const view = useFusion((state) => state.view);
  const error = useFusion((state) => state.error);
  return (
    <Screen
      title={t('fusion.title')}
      actions={
        view !== null &&
        view.service !== null && (
          <>
            {view.readAtMs !== null && (
              <Text size={12} tone="muted">
                {tx('fusion.asOf', { service: view.service, age: <AgeText atMs={view.readAtMs} /> })}
              </Text>
            )}
            <Button icon={RefreshCw} busy={view.refreshing} onClick={refreshFusion}>
              {t('fusion.refresh')}
            </Button>
          </>
        )
      }
    >
      {error !== null && (
        <ErrorState
          code={error.code}
          shape={view === null ? 'page' : 'inline'}
          actions={
            <Button size="small" onClick={() => void readFusion()}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {view !== null ? <Parts view={view} /> : error === null && <Loading />}
    </Screen>
  );
}

function Parts({ view }: { readonly view: FusionView }) {
  const tab = useFusion((state) => state.tab);
  const able = useSnapshots(canSend);
  if (view.service === null) {
    return (
      <EmptyState icon={Landmark} title={t('fusion.none.title')}>
        {t('fusion.none.text')}
      </EmptyState>
    );
  }
  const tabs: readonly Tab<FusionTab>[] = [
    { id: 'claims', label: t('fusion.tab.claims'), panel: <ClaimsPage view={view} /> },
    { id: 'swaps', label: t('fusion.tab.swaps'), panel: <SwapsPage view={view} /> },
  ];
  return (
    <Stack gap={16}>
      <Banner tone="info" title={t('fusion.custody.title')}>
        {t('fusion.custody', { service: view.service })} {!able && t('fusion.watch')}
      </Banner>
      {view.error !== null && (
        <ErrorState
          code={view.error.code}
          shape="inline"
          actions={
            <Button size="small" onClick={refreshFusion}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {view.error !== null && view.readAtMs !== null && (
        <Banner tone="warning" title={t('fusion.stale')}>
          {tx('fusion.asOf', { service: view.service, age: <AgeText atMs={view.readAtMs} /> })}
        </Banner>
      )}
      <Tabs label={t('fusion.tabs')} tabs={tabs} active={tab} onActive={(id) => useFusion.setState({ tab: id })} />
    </Stack>
  );
}

function Loading() {
  return (
    <Card>
      <Stack gap={16}>
        <LoadingLabel />
        <Skeleton size={20} width="medium" />
        <Skeleton size="block" width="full" />
        <Skeleton size="block" width="full" />
      </Stack>
    </Card>
  );
}
