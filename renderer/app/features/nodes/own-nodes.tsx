import { FileDown, Plus } from 'lucide-react';
import type { NodesView, NodeView } from '../../../../wallet-core/ipc/index.ts';
import {
  AgeText,
  AmountText,
  BareCheckbox,
  Button,
  Card,
  EmptyState,
  LoadingLabel,
  Skeleton,
  Stack,
  Table,
  Text,
  t,
  tx,
} from '../../../ui/index.ts';
import { canSend, useSnapshots } from '../../state/index.ts';
import { showInSigner } from '../accounts/accounts-store.ts';
import { FLUX } from '../send/form.ts';
import { StatePopover, StepButton } from './explanations.tsx';
import { Earned, NextPayout } from './figures.tsx';
import styles from './nodes.module.css';
import { NodesBanners } from './nodes-banners.tsx';
import { isStartable, openPage, selectNode, useNodes } from './nodes-store.ts';
import { TierMark } from './tier-mark.tsx';
import { daemonReasonWords, explain, nodeName, serverAddress, standing } from './words.ts';

/** The nodes of this account: where each stands, what it earns, what to do next. */
export function OwnNodes() {
  const view = useNodes((state) => state.view);
  const failed = useNodes((state) => state.error !== null);
  if (view === null) return failed ? null : <Loading />;
  if (view.nodes.length === 0) {
    return view.provenance === null && view.error === null ? <Loading /> : <Empty view={view} />;
  }
  return (
    <Stack gap={16}>
      <NodesBanners view={view} />
      <Toolbar nodes={view.nodes} />
      <Card padding="flush">
        <NodeTable nodes={view.nodes} />
      </Card>
    </Stack>
  );
}

function Loading() {
  return (
    <Card padding="flush">
      <LoadingLabel />
      {['a', 'b', 'c', 'd'].map((id) => (
        <div key={id} className={styles.skeletonRow}>
          <Skeleton width="long" />
          <Skeleton width="full" size={12} />
        </div>
      ))}
    </Card>
  );
}

function Empty({ view }: { readonly view: NodesView }) {
  const able = useSnapshots(canSend);
  return (
    <Stack gap={16}>
      <NodesBanners view={view} />
      <EmptyState
        title={t('nodes.none.title')}
        actions={
          able ? (
            <>
              <Button variant="primary" icon={Plus} onClick={() => openPage({ kind: 'setup', key: null })}>
                {t('nodes.add')}
              </Button>
              <Button icon={FileDown} onClick={() => void showInSigner('import-nodes')}>
                {t('nodes.none.import')}
              </Button>
            </>
          ) : undefined
        }
      >
        {t('nodes.none.text')}
      </EmptyState>
    </Stack>
  );
}

function Toolbar({ nodes }: { readonly nodes: readonly NodeView[] }) {
  const able = useSnapshots(canSend);
  const selected = useNodes((state) => state.selected);
  const startable = nodes.filter(isStartable).map(({ key }) => key);
  if (!able) return null;
  return (
    <div className={styles.toolbar}>
      <Text tone="muted">
        <span role="status">
          {selected.size > 0
            ? t('nodes.selected', { count: selected.size })
            : startable.length > 0
              ? t('nodes.needStart', { count: startable.length })
              : t('nodes.allFine')}
        </span>
      </Text>
      {selected.size > 0 && (
        <>
          <Button variant="quiet" onClick={() => useNodes.setState({ selected: new Set() })}>
            {t('nodes.clear')}
          </Button>
          <Button variant="primary" onClick={() => openPage({ kind: 'start', keys: [...selected] })}>
            {t('nodes.startSelected', { count: selected.size })}
          </Button>
        </>
      )}
      {selected.size === 0 && startable.length > 0 && (
        <Button variant="primary" onClick={() => openPage({ kind: 'start', keys: startable })}>
          {t('nodes.startAll', { count: startable.length })}
        </Button>
      )}
    </div>
  );
}

function NodeTable({ nodes }: { readonly nodes: readonly NodeView[] }) {
  const able = useSnapshots(canSend);
  const selected = useNodes((state) => state.selected);
  const choosable = nodes.filter(({ ownership }) => ownership !== 'watched');
  const selectAll = (chosen: boolean) =>
    useNodes.setState({ selected: new Set(chosen ? choosable.map(({ key }) => key) : []) });
  return (
    <Table
      caption={t('nodes.own')}
      rowAlign="top"
      keyOf={({ key }) => key}
      rows={nodes}
      columns={[
        ...(able
          ? [
              {
                id: 'select',
                header: (
                  <BareCheckbox
                    label={t('table.selectAll')}
                    checked={choosable.length > 0 && selected.size >= choosable.length}
                    indeterminate={selected.size > 0 && selected.size < choosable.length}
                    disabled={choosable.length === 0}
                    onChecked={selectAll}
                  />
                ),
                render: (node: NodeView) => (
                  <BareCheckbox
                    label={t('table.select', { what: nodeName(node) })}
                    checked={selected.has(node.key)}
                    disabled={node.ownership === 'watched'}
                    onChecked={(chosen) => selectNode(node.key, chosen)}
                  />
                ),
              },
            ]
          : []),
        { id: 'node', header: t('nodes.column.node'), names: true, render: (node) => <Who node={node} /> },
        { id: 'state', header: t('nodes.column.state'), wide: true, render: (node) => <State node={node} /> },
        { id: 'payout', header: t('nodes.column.payout'), render: (node) => <NextPayout node={node} /> },
        { id: 'earned', header: t('nodes.column.earned'), render: (node) => <Income node={node} /> },
      ]}
    />
  );
}

function Who({ node }: { readonly node: NodeView }) {
  const name = nodeName(node);
  const where = serverAddress(node);
  return (
    <div className={styles.who}>
      <TierMark tier={node.tier} />
      <div className={styles.whoWords}>
        <button
          type="button"
          className={styles.nameButton}
          aria-label={t('nodes.open', { node: name })}
          onClick={() => openPage({ kind: 'node', key: node.key })}
        >
          {name}
        </button>
        {where === null ? (
          <span className={styles.note}>{t('nodes.noAddress')}</span>
        ) : (
          <bdi className={styles.where} dir="ltr">
            {where}
          </bdi>
        )}
        {node.ownership !== 'own' && <span className={styles.note}>{t(`nodes.ownership.${node.ownership}`)}</span>}
        <Machine node={node} />
      </div>
    </div>
  );
}

/** Version and apps in a line; what fails stands with the state. */
function Machine({ node: { server } }: { readonly node: NodeView }) {
  if (server === null || !server.reachable) return null;
  const parts = [
    ...(server.fluxOsVersion === null ? [] : [t('nodes.server.version', { version: server.fluxOsVersion })]),
    ...(server.runningApps === null ? [] : [t('nodes.server.apps', { count: server.runningApps })]),
  ];
  return parts.length === 0 ? null : <span className={styles.note}>{parts.join(' · ')}</span>;
}

function State({ node }: { readonly node: NodeView }) {
  const first = standing(node);
  const others = node.explanations.slice(1);
  const [worst] = others;
  return (
    <div className={styles.state}>
      <div className={styles.stateHead}>
        <StatePopover node={node} />
        <StepButton node={node} explanation={first} />
      </div>
      <Text size={13} tone="muted">
        {explain(first)}
        {first.step !== 'none' && first.step !== 'wait' && ` ${t(`nodes.step.${first.step}`)}`}
      </Text>
      <LastStart node={node} />
      {worst !== undefined && (
        <Text size={13} tone={worst.severity === 'alarm' ? 'danger' : 'warning'}>
          {explain(worst)}
          {others.length > 1 && ` (${t('nodes.more', { count: others.length - 1 })})`}
        </Text>
      )}
    </div>
  );
}

/** A start of ours that came to nothing, for as long as nothing else has happened. */
function LastStart({ node: { pendingStart } }: { readonly node: NodeView }) {
  if (pendingStart?.state !== 'refused' && pendingStart?.state !== 'lapsed') return null;
  return (
    <Text size={13} tone="danger">
      {t(`nodes.start.${pendingStart.state}`)}:{' '}
      {pendingStart.state === 'refused' ? daemonReasonWords(pendingStart.reason) : t('nodes.start.text.lapsed')}
    </Text>
  );
}

function Income({ node }: { readonly node: NodeView }) {
  return (
    <div className={styles.figures}>
      <Earned node={node} />
      {node.earned !== null && node.earned.payouts > 0 && (
        <span className={styles.note}>
          {tx('nodes.parallelShort', { amount: <AmountText units={node.earned.parallelEach} {...FLUX} symbol="" /> })}
        </span>
      )}
      {node.earned?.shared === true && <span className={styles.note}>{t('nodes.sharedShort')}</span>}
      {node.lastPaid !== null && (
        <span className={styles.note}>{tx('nodes.lastPaid', { age: <AgeText atMs={node.lastPaid.timeMs} /> })}</span>
      )}
    </div>
  );
}
