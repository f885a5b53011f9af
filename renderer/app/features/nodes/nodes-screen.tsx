import { Plus, RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import { AgeText, Button, ErrorState, formatCount, type Tab, Tabs, Text, t, tx } from '../../../ui/index.ts';
import { Screen } from '../../shell/screen.tsx';
import { canSend, useSnapshots } from '../../state/index.ts';
import { MergePage } from '../consolidation/merge-page.tsx';
import { AllNodes } from './all-nodes.tsx';
import { NetworkPage } from './network-page.tsx';
import { NodeDetail } from './node-detail.tsx';
import { leaveNodes, type NodesTab, openPage, readNodes, refreshNodes, useNodes } from './nodes-store.ts';
import { OperatePage } from './operate-page.tsx';
import { OwnNodes } from './own-nodes.tsx';
import { SetupPage } from './setup-page.tsx';
import { StartPage } from './start-page.tsx';
import { useNodesView } from './use-nodes-view.ts';

/** FluxNodes: one's own, the network's, how to set one up, start and operate it. */
export function NodesScreen() {
  useNodesView();
  useEffect(() => leaveNodes, []);
  const page = useNodes((state) => state.page);
  switch (page.kind) {
    case 'node':
      return <NodeDetail key={page.key} nodeKey={page.key} />;
    case 'operate':
      return <OperatePage key={page.key} nodeKey={page.key} />;
    case 'setup':
      return <SetupPage key={page.key} nodeKey={page.key} />;
    case 'start':
      return <StartPage key={page.keys.join()} keys={page.keys} />;
    default:
      return <Overview />;
  }
}

function Overview() {
  const tab = useNodes((state) => state.tab);
  const view = useNodes((state) => state.view);
  const error = useNodes((state) => state.error);
  const able = useSnapshots(canSend);
  const tabs: readonly Tab<NodesTab>[] = [
    { id: 'own', label: t('nodes.tab.own'), panel: <OwnNodes /> },
    { id: 'network', label: t('nodes.tab.network'), panel: <NetworkPage /> },
    { id: 'list', label: t('nodes.tab.list'), panel: <AllNodes /> },
    ...(able ? [{ id: 'merge' as const, label: t('nodes.tab.merge'), panel: <MergePage /> }] : []),
  ];
  return (
    <Screen
      title={t('nodes.title')}
      layout={tab === 'list' ? 'fill' : 'page'}
      actions={
        <>
          {view?.provenance != null && <Source />}
          <Button icon={RefreshCw} busy={view?.refreshing === true} onClick={refreshNodes}>
            {t('nodes.refresh')}
          </Button>
          {able && (
            <Button variant="primary" icon={Plus} onClick={() => openPage({ kind: 'setup', key: null })}>
              {t('nodes.add')}
            </Button>
          )}
        </>
      }
    >
      {error !== null && (
        <ErrorState
          code={error.code}
          shape="inline"
          actions={
            <Button size="small" onClick={() => void readNodes()}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      <Tabs
        label={t('nodes.tabs')}
        tabs={tabs}
        active={tab}
        fill={tab === 'list'}
        onActive={(id) => useNodes.setState({ tab: id })}
      />
    </Screen>
  );
}

function Source() {
  const provenance = useNodes((state) => state.view?.provenance ?? null);
  if (provenance === null) return null;
  return (
    <Text size={12} tone="muted">
      {tx('nodes.asOf', {
        source: provenance.source,
        height: formatCount(provenance.height),
        age: <AgeText atMs={provenance.atMs} />,
      })}
    </Text>
  );
}
