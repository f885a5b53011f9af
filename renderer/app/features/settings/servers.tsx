import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ServerEntry } from '../../../../wallet-core/ipc/index.ts';
import {
  AlertDialog,
  ageWords,
  announce,
  Button,
  Card,
  Chip,
  describeError,
  formatCount,
  IconButton,
  Row,
  Stack,
  Text,
  t,
  useNow,
} from '../../../ui/index.ts';
import { AddServerDialog } from './add-server-dialog.tsx';
import { hostOf, moveServer } from './server-list.ts';
import styles from './settings.module.css';
import { changeServers, resetServers, type ServedChain, type ServerTest, testServer } from './settings-actions.ts';

/** Who is asked about Flux, in which order. */
export function Servers({ servers }: { readonly servers: readonly ServerEntry[] }) {
  return (
    <Card title={t('servers.title')}>
      <Stack gap={16}>
        <Text tone="muted">{t('servers.intro')}</Text>
        <ServerList chain="flux" servers={servers} />
      </Stack>
    </Card>
  );
}

interface ServerListProps {
  readonly chain: ServedChain;
  readonly servers: readonly ServerEntry[];
}

/** The servers of one chain; every one can be tried, moved and removed. */
export function ServerList({ chain, servers }: ServerListProps) {
  const [adding, setAdding] = useState(false);
  const [resetting, setResetting] = useState(false);
  const move = async (from: number, to: number) => {
    const server = servers[from];
    if (server !== undefined && (await changeServers(chain, moveServer(servers, from, to)))) {
      announce(t('servers.moved', { server: hostOf(server), place: to + 1 }));
    }
  };
  return (
    <>
      <Stack gap={16}>
        {servers.length === 0 && <Text>{t('servers.standard')}</Text>}
        <ol className={styles.servers} aria-label={t('servers.list')}>
          {servers.map((server, at) => (
            <Server
              key={server.url}
              chain={chain}
              server={server}
              place={at}
              last={at === servers.length - 1}
              only={servers.length === 1}
              onMove={(to) => void move(at, to)}
              onRemove={() => void changeServers(chain, servers.toSpliced(at, 1))}
            />
          ))}
        </ol>
        <Row gap={8} wrap>
          <Button icon={Plus} onClick={() => setAdding(true)}>
            {t('servers.add')}
          </Button>
          <Button variant="quiet" onClick={() => setResetting(true)}>
            {t('servers.reset')}
          </Button>
        </Row>
      </Stack>
      <AddServerDialog
        chain={chain}
        open={adding}
        known={servers}
        onClose={() => setAdding(false)}
        onAdd={(server) => void changeServers(chain, [...servers, server])}
      />
      <AlertDialog
        open={resetting}
        onClose={() => setResetting(false)}
        title={t('servers.resetTitle')}
        footer={
          <>
            <Button data-first-focus="" onClick={() => setResetting(false)}>
              {t('common.cancel')}
            </Button>
            <Button
              variant="primary"
              onClick={() => {
                setResetting(false);
                void resetServers(chain);
              }}
            >
              {t('servers.reset')}
            </Button>
          </>
        }
      >
        <Text>{t('servers.resetText')}</Text>
      </AlertDialog>
    </>
  );
}

interface ServerProps {
  readonly chain: ServedChain;
  readonly server: ServerEntry;
  readonly place: number;
  readonly last: boolean;
  readonly only: boolean;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

function Server({ chain, server, place, last, only, onMove, onRemove }: ServerProps) {
  const [test, setTest] = useState<ServerTest | null>(null);
  const host = hostOf(server);
  const run = async () => {
    setTest({ kind: 'running' });
    setTest(await testServer(chain, server));
  };
  return (
    <li className={styles.server}>
      <Row gap={8} justify="between" wrap>
        <Row gap={8} grow>
          <Text as="span" mono size={13} truncate title={server.url}>
            {server.url}
          </Text>
          <Chip>{t(`servers.kind.${server.kind}`)}</Chip>
          {server.apiKey !== undefined && <Chip tone="info">{t('chainServers.hasKey')}</Chip>}
        </Row>
        <Row gap={4}>
          <Button
            size="small"
            busy={test?.kind === 'running'}
            aria-label={t('servers.testWhat', { server: host })}
            onClick={() => void run()}
          >
            {t('servers.test')}
          </Button>
          <IconButton
            icon={ArrowUp}
            size="small"
            label={t('servers.up', { server: host })}
            disabled={place === 0}
            onClick={() => onMove(place - 1)}
          />
          <IconButton
            icon={ArrowDown}
            size="small"
            label={t('servers.down', { server: host })}
            disabled={last}
            onClick={() => onMove(place + 1)}
          />
          <IconButton
            icon={Trash2}
            size="small"
            label={t('servers.removeWhat', { server: host })}
            disabled={only}
            onClick={onRemove}
          />
        </Row>
      </Row>
      <div role="status">{test !== null && <TestResult test={test} />}</div>
    </li>
  );
}

function TestResult({ test }: { readonly test: ServerTest }) {
  const age = useNow((now) => (test.kind === 'good' && test.tipTimeMs !== null ? ageWords(test.tipTimeMs, now) : ''));
  if (test.kind === 'running') return <Text size={13}>{t('servers.testing')}</Text>;
  if (test.kind === 'good') {
    return (
      <Text size={13} tone="positive">
        {test.height === null
          ? t('servers.goodHistory', { elapsed: formatCount(test.elapsedMs) })
          : t('servers.good', { elapsed: formatCount(test.elapsedMs), height: formatCount(test.height), age })}
      </Text>
    );
  }
  const words = describeError(test.error.code);
  return (
    <Text size={13} tone="danger">
      {words.title}. {words.next}
    </Text>
  );
}
