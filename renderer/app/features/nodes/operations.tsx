import { useState } from 'react';
import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { NodeAccess, NodeView, RequestOf } from '../../../../wallet-core/ipc/index.ts';
import { AlertDialog, announce, Button, Card, CopyButton, ErrorState, Row, Stack, Text, t } from '../../../ui/index.ts';
import { call, copyText } from '../../api/index.ts';
import styles from './nodes.module.css';
import { nodeName } from './words.ts';

type Operation = RequestOf<'nodes.operate'>['operation'];
const logs = ['read-fluxos-log', 'read-daemon-log', 'read-benchmark-log'] as const;
type Change = Exclude<Operation, (typeof logs)[number]>;

const groups: readonly {
  readonly id: 'flux' | 'daemon' | 'benchmark';
  readonly changes: readonly Change[];
  readonly log: (typeof logs)[number];
}[] = [
  { id: 'flux', changes: ['restart-fluxos', 'soft-update-fluxos', 'hard-update-fluxos'], log: 'read-fluxos-log' },
  { id: 'daemon', changes: ['restart-daemon', 'update-daemon'], log: 'read-daemon-log' },
  {
    id: 'benchmark',
    changes: ['rerun-benchmark', 'restart-benchmark', 'update-benchmark'],
    log: 'read-benchmark-log',
  },
];

interface Answer {
  readonly operation: Operation;
  readonly text: string;
}

interface Failure {
  readonly operation: Operation;
  readonly error: WireError;
}

/** What FluxOS does for its owner: each with what it does, and a question before it. Logs ask nothing. */
export function Operations({
  node,
  access,
  onEnded,
}: {
  readonly node: NodeView;
  readonly access: NodeAccess;
  /** The login is over: look at the way again. */
  readonly onEnded: () => Promise<void>;
}) {
  const [asking, setAsking] = useState<Change | null>(null);
  const [running, setRunning] = useState<Operation | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [failed, setFailed] = useState<Failure | null>(null);
  const run = async (operation: Operation) => {
    setAsking(null);
    setRunning(operation);
    setFailed(null);
    setAnswer(null);
    try {
      const { text } = await call('nodes.operate', { key: access.key, operation });
      setAnswer({ operation, text });
      announce(t('operate.said'));
    } catch (thrown) {
      const wire = toWireError(thrown);
      if (wire.code !== 'session.locked') setFailed({ operation, error: wire });
      if (wire.code === 'node.login-needed') await onEnded();
    }
    setRunning(null);
  };
  return (
    <>
      {groups.map(({ id, changes, log }) => (
        <Card key={id} title={t(`operate.group.${id}`)}>
          <Stack gap={16}>
            <ul className={styles.operations}>
              {changes.map((one) => (
                <li key={one} className={styles.operation}>
                  <div>
                    <Text weight="medium" id={`does-${one}`}>
                      {t(`operate.do.${one}`)}
                    </Text>
                    <Text tone="muted" size={13}>
                      {t(`operate.does.${one}`)}
                    </Text>
                  </div>
                  <Button
                    aria-describedby={`does-${one}`}
                    busy={running === one}
                    disabled={running !== null && running !== one}
                    onClick={() => setAsking(one)}
                  >
                    {t(`operate.do.${one}`)}
                  </Button>
                </li>
              ))}
            </ul>
            <Row>
              <Button
                variant="quiet"
                busy={running === log}
                disabled={running !== null && running !== log}
                onClick={() => void run(log)}
              >
                {t(`operate.do.${log}`)}
              </Button>
            </Row>
            {failed !== null && [...changes, log].includes(failed.operation) && (
              <ErrorState shape="inline" code={failed.error.code} />
            )}
            {answer !== null && [...changes, log].includes(answer.operation) && <Said answer={answer} />}
          </Stack>
        </Card>
      ))}
      <AlertDialog
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={asking === null ? '' : t('operate.confirm', { what: t(`operate.do.${asking}`), node: nodeName(node) })}
        footer={
          <>
            <Button data-first-focus="" onClick={() => setAsking(null)}>
              {t('common.cancel')}
            </Button>
            {asking !== null && (
              <Button variant="danger" onClick={() => void run(asking)}>
                {t(`operate.do.${asking}`)}
              </Button>
            )}
          </>
        }
      >
        {asking !== null && <Text>{t(`operate.does.${asking}`)}</Text>}
      </AlertDialog>
    </>
  );
}

/** The server's own words, quoted: they are a stranger's. */
function Said({ answer: { operation, text } }: { readonly answer: Answer }) {
  const isLog = logs.some((one) => one === operation);
  return (
    <Stack gap={8}>
      <Row justify="between">
        <Text size={12} tone="muted">
          {isLog ? t('operate.log') : t('operate.said')}
        </Text>
        <CopyButton size="small" what={t('operate.copyWhat')} onCopy={() => copyText(text)} />
      </Row>
      {text.trim() === '' ? (
        <Text tone="muted">{t('operate.saidNothing')}</Text>
      ) : (
        // A long text scrolls by keyboard too.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached
        <section className={styles.said} tabIndex={0} aria-label={isLog ? t('operate.log') : t('operate.said')}>
          {text}
        </section>
      )}
    </Stack>
  );
}
