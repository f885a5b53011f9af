import { useEffect, useState } from 'react';
import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { NodeAccess, NodeView } from '../../../../wallet-core/ipc/index.ts';
import { Button, Card, ErrorState, LoadingLabel, Skeleton, Text, t } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { Screen } from '../../shell/screen.tsx';
import { NodeMissing, useNode } from './node-detail.tsx';
import { NodeLogin } from './node-login.tsx';
import { NodeTrust, type OnTrust } from './node-trust.tsx';
import styles from './nodes.module.css';
import { openPage } from './nodes-store.ts';
import { Operations } from './operations.tsx';
import { nodeName } from './words.ts';

/** What the page knows of the way to the server; every answer of it replaces the last. */
interface Access {
  readonly access: NodeAccess | null;
  readonly error: WireError | null;
  readonly look: () => Promise<void>;
  readonly trust: OnTrust;
}

function useAccess(nodeKey: string): Access {
  const [access, setAccess] = useState<NodeAccess | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const take = async (ask: () => Promise<NodeAccess>) => {
    try {
      const reply = await ask();
      setAccess(reply);
      setError(null);
    } catch (thrown) {
      const wire = toWireError(thrown);
      if (wire.code !== 'session.locked') setError(wire);
    }
  };
  useEffect(() => {
    let gone = false;
    call('nodes.access', { key: nodeKey }).then(
      (reply) => !gone && setAccess(reply),
      (thrown: unknown) => !gone && setError(toWireError(thrown)),
    );
    return () => {
      gone = true;
    };
  }, [nodeKey]);
  return {
    access,
    error,
    look: () => take(() => call('nodes.access', { key: nodeKey })),
    trust: (trust) => take(() => call('nodes.trust', { key: nodeKey, trust })),
  };
}

/** Operating a node through its FluxOS: the way there first, then the login, then what can be done. */
export function OperatePage({ nodeKey }: { readonly nodeKey: string }) {
  const node = useNode(nodeKey);
  const way = useAccess(nodeKey);
  if (node === 'loading' || node === 'gone') return <NodeMissing what={node} />;
  return (
    <Screen
      title={t('operate.title', { node: nodeName(node) })}
      actions={
        <Button variant="quiet" onClick={() => openPage({ kind: 'node', key: node.key })}>
          {t('common.back')}
        </Button>
      }
    >
      <div className={styles.guide}>
        <Way node={node} way={way} />
      </div>
    </Screen>
  );
}

function Way({ node, way }: { readonly node: NodeView; readonly way: Access }) {
  const { access, error } = way;
  if (access === null && error === null) {
    return (
      <Card title={t('operate.looking')}>
        <LoadingLabel />
        <Skeleton size="block" width="full" />
      </Card>
    );
  }
  const trusted = access !== null && access.transport !== 'none' && !hasChanged(access);
  return (
    <>
      {access !== null && <Text tone="muted">{t('operate.intro', { host: `${access.host}:${access.apiPort}` })}</Text>}
      {error !== null && (
        <ErrorState
          code={error.code}
          shape="inline"
          actions={
            error.code === 'node.no-address' ? (
              <Button onClick={() => openPage({ kind: 'setup', key: node.key })}>{t('node.setUp')}</Button>
            ) : (
              <Button onClick={() => void way.look()}>{t('common.retry')}</Button>
            )
          }
        />
      )}
      {access !== null && <NodeTrust access={access} trust={way.trust} />}
      {trusted && <NodeLogin access={access} onLogin={way.look} />}
      {trusted && access.loggedInUntilMs !== null && <Operations node={node} access={access} onEnded={way.look} />}
    </>
  );
}

/** Another certificate than the trusted one. */
function hasChanged({ shown, pinned }: NodeAccess): boolean {
  return pinned !== null && shown !== null && pinned !== shown;
}
