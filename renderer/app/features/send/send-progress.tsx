import { RefreshCw } from 'lucide-react';
import type { SendEntry, SendState } from '../../../../wallet-core/ipc/index.ts';
import {
  Button,
  Card,
  CopyButton,
  ErrorState,
  Facts,
  Heading,
  LoadingLabel,
  Row,
  Skeleton,
  Stack,
  type Step,
  Text,
  Timeline,
  t,
} from '../../../ui/index.ts';
import { copyText } from '../../api/index.ts';
import { useSnapshots } from '../../state/index.ts';
import { showInActivity } from '../activity/activity-store.ts';
import { ReplaceActions } from '../tasks/replace-actions.tsx';
import { askNetwork } from './actions.ts';
import styles from './send.module.css';
import { startOver } from './send-store.ts';
import { sentFacts } from './sent-facts.tsx';

const failures: ReadonlySet<SendState> = new Set(['expired', 'refused', 'replaced', 'failed']);

/** The journal's state of a payment as steps, each with its own state in words. Pure. */
export function stepsOf(entry: SendEntry): readonly Step[] {
  const reached = {
    signed: 1,
    unsure: 2,
    pending: 3,
    confirmed: 4,
    final: 5,
    expired: 3,
    refused: 2,
    replaced: 3,
    failed: 4,
  }[entry.state];
  const failed = failures.has(entry.state);
  const stateAt = (at: number): Step['state'] => {
    if (at < reached) return 'done';
    if (at > reached) return 'waiting';
    return failed ? 'failed' : entry.state === 'final' ? 'done' : 'current';
  };
  const words = ['approved', 'journalled', 'broadcast', 'pending', 'confirmed'] as const;
  return words
    .filter((_, at) => !failed || at <= reached)
    .map((word, at) => ({
      id: word,
      title:
        failed && at === reached
          ? t(`sent.title.${entry.state}`)
          : word === 'confirmed' && entry.confirmations > 0
            ? t('sent.confirmations', { count: entry.confirmations })
            : t(`sent.step.${word}`),
      state: word === 'confirmed' && entry.confirmations > 0 ? 'done' : stateAt(at),
    }));
}

interface SendProgressProps {
  readonly sendId: string;
  readonly txid: string;
}

/** A payment after its approval, from disk to settled; the same words whenever one comes back to it. */
export function SendProgress({ sendId, txid }: SendProgressProps) {
  const entry = useSnapshots((state) => state.sends?.entries.find((one) => one.sendId === sendId));
  return (
    <div className={styles.narrow}>
      <Card padding="roomy">
        <Stack gap={24}>
          {entry === undefined ? <Committed /> : <Followed entry={entry} />}
          <Facts
            layout="down"
            facts={[
              {
                id: 'txid',
                term: t('sent.txid'),
                value: (
                  <Row gap={4} align="start">
                    <Text as="span" mono size={13}>
                      {txid}
                    </Text>
                    <CopyButton size="small" what={t('sent.txidWhat')} onCopy={() => copyText(txid)} />
                  </Row>
                ),
              },
            ]}
          />
          <Row gap={8} wrap>
            <Button variant="primary" onClick={startOver}>
              {t('sent.again')}
            </Button>
            <Button onClick={() => showInActivity(txid)}>{t('sent.activity')}</Button>
          </Row>
        </Stack>
      </Card>
    </div>
  );
}

/** Approved and on disk, and the snapshot with its entry not here yet. */
function Committed() {
  return (
    <Stack gap={8}>
      <Heading level={2}>{t('sent.title.signed')}</Heading>
      <Text tone="muted">{t('sent.text.signed')}</Text>
      <LoadingLabel />
      <Skeleton width="long" />
    </Stack>
  );
}

/** What the state means: on chains with accounts there are numbers instead of coins and no expiry. */
function stateText(entry: SendEntry): string {
  if (entry.account === undefined) return t(`sent.text.${entry.state}`);
  if (entry.state === 'pending' && entry.account.canReplace) return t('sent.text.pendingAccount');
  if (entry.state === 'replaced') return t('sent.text.replacedAccount');
  if (entry.state === 'refused') return t('sent.text.refusedAccount');
  return t(`sent.text.${entry.state}`);
}

function Followed({ entry }: { readonly entry: SendEntry }) {
  return (
    <Stack gap={24}>
      <Stack gap={8}>
        <Heading level={2}>{t(`sent.title.${entry.state}`)}</Heading>
        <Text tone="muted">
          <span role="status">{stateText(entry)}</span>
        </Text>
      </Stack>
      {entry.state === 'unsure' && (
        <Row>
          <Button icon={RefreshCw} onClick={() => void askNetwork(entry.sendId)}>
            {t('sent.ask')}
          </Button>
        </Row>
      )}
      <ReplaceActions entry={entry} />
      {entry.error !== null && failures.has(entry.state) && <ErrorState shape="inline" code={entry.error.code} />}
      <Timeline label={t('sent.progress')} steps={stepsOf(entry)} />
      <Facts facts={sentFacts(entry)} />
    </Stack>
  );
}
