import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { NodeSetup, NodeView } from '../../../../wallet-core/ipc/index.ts';
import { Button, Card, ErrorState, LoadingLabel, Progress, Skeleton, Stack, Text, t } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { Screen } from '../../shell/screen.tsx';
import { AddressStep } from './address-step.tsx';
import { CollateralStep } from './collateral-step.tsx';
import { IdentityStep } from './identity-step.tsx';
import { LinesStep } from './lines-step.tsx';
import { NodeMissing, useNode } from './node-detail.tsx';
import styles from './nodes.module.css';
import { backToNodes, isStartable, openPage, useNodes } from './nodes-store.ts';
import { OtherWays } from './other-ways.tsx';
import { stepTitle } from './setup-steps.ts';
import { explain, nodeName, refusalWords, standing } from './words.ts';

/** From nothing to a started node, one step below the other. Without a node: from its collateral on. */
export function SetupPage({ nodeKey }: { readonly nodeKey: string | null }) {
  return nodeKey === null ? <NewNode /> : <KnownNode nodeKey={nodeKey} />;
}

function Back() {
  return (
    <Button variant="quiet" icon={ArrowLeft} onClick={backToNodes}>
      {t('setup.back')}
    </Button>
  );
}

function NewNode() {
  return (
    <Screen title={t('setup.title')} actions={<Back />}>
      <div className={styles.guide}>
        <CollateralStep />
        <OtherWays />
      </div>
    </Screen>
  );
}

function useSetup(nodeKey: string) {
  const version = useNodes((state) => state.version);
  const [setup, setSetup] = useState<NodeSetup | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new reading of the nodes and a retry ask again
  useEffect(() => {
    let gone = false;
    call('nodes.setup', { key: nodeKey }).then(
      (reply) => {
        if (gone) return;
        setSetup(reply);
        setError(null);
      },
      (thrown: unknown) => {
        const { code, data } = toWireError(thrown);
        if (!gone && code !== 'session.locked') setError({ code, data });
      },
    );
    return () => {
      gone = true;
    };
  }, [nodeKey, version, round]);
  return { setup, error, retry: () => setRound(round + 1) };
}

function KnownNode({ nodeKey }: { readonly nodeKey: string }) {
  const node = useNode(nodeKey);
  const { setup, error, retry } = useSetup(nodeKey);
  if (node === 'loading' || node === 'gone') return <NodeMissing what={node} />;
  return (
    <Screen title={t('setup.titleOf', { node: nodeName(node) })} actions={<Back />}>
      <div className={styles.guide}>
        <Collateral node={node} />
        {error !== null && (
          <ErrorState
            code={error.code}
            shape="inline"
            actions={
              <Button size="small" onClick={retry}>
                {t('common.retry')}
              </Button>
            }
          />
        )}
        {setup === null && error === null && (
          <Card>
            <LoadingLabel />
            <Skeleton size="block" width="full" />
          </Card>
        )}
        {setup !== null && (
          <>
            <IdentityStep key={node.identity?.publicKey ?? ''} node={node} />
            <AddressStep key={`${node.host} ${node.apiPort} ${node.name}`} node={node} setup={setup} />
            <LinesStep node={node} setup={setup} />
          </>
        )}
        <Start node={node} />
      </div>
    </Screen>
  );
}

const countOf = (data: Readonly<Record<string, string | number>>, name: string) => {
  const value = data[name];
  return typeof value === 'number' ? value : null;
};

/** Where the collateral stands: mature, or with a countdown. */
function Collateral({ node }: { readonly node: NodeView }) {
  const first = standing(node);
  const confirmations = countOf(first.data, 'confirmations');
  const needed = countOf(first.data, 'needed');
  const maturing = first.id === 'waiting-for-confirmations' && confirmations !== null && needed !== null;
  const words =
    first.id === 'waiting-for-block' || first.id === 'waiting-for-confirmations'
      ? explain(first)
      : node.state === 'collateral-spent' || node.state === 'wrong-amount'
        ? explain(first)
        : t('setup.collateral.done');
  return (
    <Card title={stepTitle('collateral')}>
      <Stack gap={12}>
        <Text>
          <span role="status">{words}</span>
        </Text>
        {maturing && needed > 0 && <Progress label={words} value={confirmations / needed} />}
      </Stack>
    </Card>
  );
}

function Start({ node }: { readonly node: NodeView }) {
  return (
    <Card title={stepTitle('start')}>
      <Stack gap={16} align="start">
        <Text tone="muted">{t('setup.start.intro')}</Text>
        {isStartable(node) ? (
          <Text>{t('setup.start.ready')}</Text>
        ) : (
          <ul>
            {node.startRefusals.map((refusal) => (
              <li key={refusal.reason}>{refusalWords(refusal)}</li>
            ))}
          </ul>
        )}
        <Button
          variant="primary"
          disabled={!isStartable(node)}
          onClick={() => openPage({ kind: 'start', keys: [node.key] })}
        >
          {t('nodes.startOne')}
        </Button>
      </Stack>
    </Card>
  );
}
