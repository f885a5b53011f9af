import { ArrowLeft, RefreshCw, Server, Settings2 } from 'lucide-react';
import { useState } from 'react';
import type { NodeView } from '../../../../wallet-core/ipc/index.ts';
import {
  AddressText,
  AgeText,
  AlertDialog,
  AmountText,
  Banner,
  Button,
  Card,
  CopyButton,
  describeError,
  EmptyState,
  type Fact,
  Facts,
  formatCount,
  LoadingLabel,
  Row,
  Skeleton,
  Stack,
  Text,
  TimeLeft,
  t,
  tx,
} from '../../../ui/index.ts';
import { call, copyText } from '../../api/index.ts';
import { Screen } from '../../shell/screen.tsx';
import { canSend, useSnapshots } from '../../state/index.ts';
import { FLUX } from '../send/form.ts';
import { BenchmarkBars } from './benchmark-bars.tsx';
import { Explanations, StateChip } from './explanations.tsx';
import { Earned, EarnedNotes, Place, useReadAt } from './figures.tsx';
import styles from './nodes.module.css';
import { attempt, backToNodes, isStartable, openPage, useNodes } from './nodes-store.ts';
import { StartProgress } from './start-progress.tsx';
import { TierMark } from './tier-mark.tsx';
import { nodeName, refusalWords, serverAddress } from './words.ts';

export function BackButton() {
  return (
    <Button variant="quiet" icon={ArrowLeft} onClick={backToNodes}>
      {t('node.back')}
    </Button>
  );
}

/** Reads the node of a page; says so when it is gone, draws the page's own place while it is on its way. */
export function useNode(nodeKey: string): NodeView | 'loading' | 'gone' {
  const view = useNodes((state) => state.view);
  if (view === null) return 'loading';
  return view.nodes.find(({ key }) => key === nodeKey) ?? 'gone';
}

export function NodeMissing({ what }: { readonly what: 'loading' | 'gone' }) {
  return (
    <Screen title={t('nodes.title')} actions={<BackButton />}>
      {what === 'gone' ? (
        <EmptyState title={t('node.gone')} actions={<BackButton />} />
      ) : (
        <Card>
          <LoadingLabel />
          <Skeleton size="block" width="full" />
        </Card>
      )}
    </Screen>
  );
}

/** Everything about one node. */
export function NodeDetail({ nodeKey }: { readonly nodeKey: string }) {
  const node = useNode(nodeKey);
  const able = useSnapshots(canSend);
  if (node === 'loading' || node === 'gone') return <NodeMissing what={node} />;
  const mine = able && node.ownership !== 'watched';
  return (
    <Screen title={nodeName(node)} actions={<Actions node={node} mine={mine} />}>
      <Row gap={12} wrap>
        <TierMark tier={node.tier} />
        <Text as="span">{node.tier === null ? t('common.unknown') : t(`nodes.tier.${node.tier}`)}</Text>
        <bdi className={styles.where} dir="ltr">
          {serverAddress(node) ?? t('nodes.noAddress')}
        </bdi>
        <StateChip node={node} />
        {node.ownership !== 'own' && <Text as="span">{t(`nodes.ownership.${node.ownership}`)}</Text>}
      </Row>
      <div className={styles.columns}>
        <div className={styles.column}>
          <Card title={t('node.stands')}>
            <Explanations node={node} />
          </Card>
          {node.pendingStart !== null && <StartProgress start={node.pendingStart} />}
          {mine && !isStartable(node) && <CannotStart node={node} />}
          <ServerCard node={node} />
        </div>
        <div className={styles.column}>
          <Payouts node={node} />
          <Collateral node={node} />
        </div>
      </div>
    </Screen>
  );
}

function Actions({ node, mine }: { readonly node: NodeView; readonly mine: boolean }) {
  return (
    <>
      <BackButton />
      {mine && (
        <>
          <Button icon={Settings2} onClick={() => openPage({ kind: 'setup', key: node.key })}>
            {t('node.setUp')}
          </Button>
          <Button
            icon={Server}
            disabled={node.host === null}
            onClick={() => openPage({ kind: 'operate', key: node.key })}
          >
            {t('node.operate')}
          </Button>
          <Button
            variant="primary"
            disabled={!isStartable(node)}
            onClick={() => openPage({ kind: 'start', keys: [node.key] })}
          >
            {t('nodes.startOne')}
          </Button>
        </>
      )}
      {(node.ownership === 'watched' || node.ownership === 'delegate') && <Forget node={node} />}
    </>
  );
}

function Forget({ node }: { readonly node: NodeView }) {
  const [asking, setAsking] = useState(false);
  const forget = async () => {
    setAsking(false);
    if (await attempt(() => call('nodes.forget', { key: node.key }))) backToNodes();
  };
  return (
    <>
      <Button variant="quiet" onClick={() => setAsking(true)}>
        {t('node.forget')}
      </Button>
      <AlertDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('node.forgetTitle')}
        footer={
          <>
            <Button data-first-focus="" onClick={() => setAsking(false)}>
              {t('common.cancel')}
            </Button>
            <Button variant="danger" onClick={() => void forget()}>
              {t('node.forget')}
            </Button>
          </>
        }
      >
        <Text>{t('node.forgetText')}</Text>
      </AlertDialog>
    </>
  );
}

const running: ReadonlySet<NodeView['state']> = new Set(['confirmed', 'missing-confirm', 'started', 'start-sent']);

function CannotStart({ node }: { readonly node: NodeView }) {
  // Where it runs or is on its way, the state has said so already.
  if (running.has(node.state)) return null;
  return (
    <Banner tone="info" title={t('node.cannotStart')}>
      <ul>
        {node.startRefusals.map((refusal) => (
          <li key={refusal.reason}>{refusalWords(refusal)}</li>
        ))}
      </ul>
    </Banner>
  );
}

const height = (value: number | null) => (value === null ? t('amount.unknown') : formatCount(value));

function Payouts({ node }: { readonly node: NodeView }) {
  const readAt = useReadAt();
  const { payout, lastPaid } = node;
  const facts: readonly Fact[] = [
    ...(payout === null
      ? [{ id: 'next', term: t('node.next'), value: t('nodes.notQueued') }]
      : [
          {
            id: 'next',
            term: t('node.next'),
            value: tx('nodes.payoutIn', { time: <TimeLeft atMs={readAt + payout.inMs} /> }),
          },
          { id: 'amount', term: t('node.amount'), value: <AmountText units={payout.amount} {...FLUX} /> },
          { id: 'height', term: t('node.nextHeight'), value: formatCount(payout.height) },
          { id: 'spendable', term: t('node.spendable'), value: formatCount(payout.spendableFrom) },
        ]),
    {
      id: 'last',
      term: t('node.last'),
      value: lastPaid === null ? t('nodes.neverPaid') : <AgeText atMs={lastPaid.timeMs} />,
    },
    {
      id: 'active',
      term: t('node.uptime'),
      value: node.activeSinceMs === null ? t('amount.unknown') : <AgeText atMs={node.activeSinceMs} />,
    },
    { id: 'confirm', term: t('node.lastConfirm'), value: height(node.lastConfirmedHeight) },
  ];
  return (
    <Card title={t('node.payout')}>
      <Stack gap={16}>
        {node.rank !== null && <Place node={node} />}
        <Facts facts={facts} />
        <div className={styles.earned}>
          <Text size={12} tone="muted">
            {t('node.earned')}
          </Text>
          <Earned node={node} />
          <EarnedNotes node={node} />
          {node.earned !== null && (
            <span className={styles.note}>{t('nodes.payouts', { count: node.earned.payouts })}</span>
          )}
          {node.earned?.complete === false && <span className={styles.note}>{t('nodes.incomplete')}</span>}
        </div>
      </Stack>
    </Card>
  );
}

function Collateral({ node }: { readonly node: NodeView }) {
  const { identity } = node;
  return (
    <Card title={t('node.collateral')}>
      <Stack gap={16}>
        <Facts
          facts={[
            { id: 'value', term: t('node.value'), value: <AmountText units={node.value} {...FLUX} /> },
            { id: 'holder', term: t('node.holder'), value: t(`nodes.ownership.${node.ownership}`) },
            { id: 'confirmations', term: t('node.confirmations'), value: height(node.confirmations) },
            {
              id: 'identity',
              term: t('node.identity'),
              value:
                identity === null
                  ? t('node.identity.none')
                  : identity.source === 'account' && identity.index !== null
                    ? t('node.identity.account', { index: identity.index })
                    : identity.source === 'imported'
                      ? t('node.identity.imported')
                      : t('node.identity.network'),
            },
          ]}
        />
        <Facts
          layout="down"
          facts={[
            {
              id: 'address',
              term: t('node.address'),
              value:
                node.address === null ? (
                  t('amount.unknown')
                ) : (
                  <AddressText address={node.address} onCopy={() => copyText(node.address ?? '')} />
                ),
            },
            {
              id: 'outpoint',
              term: t('node.outpoint'),
              value: (
                <Row gap={4} align="start">
                  <Text as="span" mono size={12}>
                    <span className={styles.breaks}>{node.key}</span>
                  </Text>
                  <CopyButton size="small" what={t('node.outpointWhat')} onCopy={() => copyText(node.key)} />
                </Row>
              ),
            },
          ]}
        />
      </Stack>
    </Card>
  );
}

function ServerCard({ node }: { readonly node: NodeView }) {
  const { server } = node;
  const [asking, setAsking] = useState(false);
  const ask = async () => {
    setAsking(true);
    await attempt(() => call('nodes.ask-server', { key: node.key }));
    setAsking(false);
  };
  const button = node.host !== null && (
    <Button size="small" icon={RefreshCw} busy={asking} onClick={() => void ask()}>
      {t('node.ask')}
    </Button>
  );
  if (server === null) {
    return (
      <Card title={t('node.server')} aside={button}>
        <Text tone="muted">{node.host === null ? t('node.noHost') : t('node.noServer')}</Text>
      </Card>
    );
  }
  const known = (value: string | number | null) => value ?? t('amount.unknown');
  const number = (value: number | null) => (value === null ? t('amount.unknown') : formatCount(value));
  return (
    <Card
      title={t('node.server')}
      aside={
        <>
          <span>{tx('node.checked', { age: <AgeText atMs={server.checkedAtMs} /> })}</span>
          {button}
        </>
      }
    >
      <Stack gap={24}>
        {!server.reachable && (
          <Banner tone="warning" title={t('nodes.server.down')}>
            {server.error !== null && `${describeError(server.error.code).meaning}`}
          </Banner>
        )}
        <Facts
          facts={[
            { id: 'fluxos', term: t('node.fluxos'), value: known(server.fluxOsVersion) },
            {
              id: 'bench',
              term: t('node.bench'),
              value:
                [server.benchVersion, server.benchmarking].filter((one) => one !== null).join(' · ') ||
                t('amount.unknown'),
            },
            { id: 'daemon', term: t('node.daemon'), value: number(server.daemonHeight) },
            { id: 'apps', term: t('node.apps'), value: number(server.runningApps) },
            { id: 'connections', term: t('node.connections'), value: number(server.connections) },
            {
              id: 'operator',
              term: t('node.operator'),
              value:
                server.isOperator === null
                  ? t('amount.unknown')
                  : server.isOperator
                    ? t('node.operator.you')
                    : t('node.operator.other'),
            },
          ]}
        />
        {server.benchmarks.length > 0 && <BenchmarkBars benchmarks={server.benchmarks} />}
      </Stack>
    </Card>
  );
}
