import { useState } from 'react';
import type { ConsolidationRunView } from '../../../../wallet-core/ipc/index.ts';
import {
  AlertDialog,
  AmountText,
  Button,
  Card,
  Chip,
  dateTimeWords,
  ErrorState,
  formatCount,
  Progress,
  Row,
  Stack,
  Table,
  Text,
  type Tone,
  t,
} from '../../../ui/index.ts';
import { isBusy, useReview } from '../review/review-store.ts';
import { FLUX } from '../send/form.ts';
import { endMerge, readRuns, reviewNext, useMerge } from './merge-store.ts';

type Batch = ConsolidationRunView['batches'][number];

const tones: Readonly<Record<Batch['state'], Tone>> = {
  ready: 'accent',
  sent: 'info',
  gone: 'neutral',
  broken: 'warning',
  waiting: 'neutral',
};

/** A sent batch is as good as its payment. */
function batchTone({ state, sendState }: Batch): Tone {
  if (sendState === 'confirmed' || sendState === 'final') return 'positive';
  if (sendState === 'expired' || sendState === 'refused' || sendState === 'replaced') return 'danger';
  return tones[state];
}

const isOpen = ({ state }: Batch) => state === 'ready' || state === 'waiting';

/** Merges under way: each transaction with its state, and the next one to review. */
export function MergeRuns() {
  const runs = useMerge((state) => state.runs);
  const error = useMerge((state) => state.error);
  return (
    <>
      {error !== null && (
        <ErrorState
          code={error.code}
          shape="inline"
          actions={
            <Button size="small" onClick={() => void readRuns()}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {runs?.map((run) => (
        <Run key={run.runId} run={run} />
      ))}
    </>
  );
}

function Run({ run }: { readonly run: ConsolidationRunView }) {
  const busy = useReview(isBusy);
  const [ending, setEnding] = useState(false);
  const sent = run.batches.filter(({ state }) => state === 'sent').length;
  const count = run.batches.length;
  const progress = t('merge.progress', { done: sent, count });
  const rows = run.batches.map((batch, at) => ({ batch, number: at + 1 }));
  return (
    <Card
      title={t('merge.run', { date: dateTimeWords(run.createdAtMs) })}
      aside={<span role="status">{progress}</span>}
    >
      <Stack gap={16}>
        <Progress label={progress} value={count === 0 ? null : sent / count} />
        <Table
          caption={t('merge.runs')}
          keyOf={({ batch }) => batch.id}
          rows={rows}
          columns={[
            {
              id: 'batch',
              header: t('merge.column.batch'),
              names: true,
              render: ({ number }) => t('merge.batch', { number }),
            },
            {
              id: 'coins',
              header: t('merge.column.coins'),
              align: 'end',
              render: ({ batch }) => formatCount(batch.inputs),
            },
            {
              id: 'amount',
              header: t('merge.column.amount'),
              align: 'end',
              render: ({ batch }) => <AmountText units={batch.amount} {...FLUX} />,
            },
            {
              id: 'fee',
              header: t('merge.column.fee'),
              align: 'end',
              render: ({ batch }) => <AmountText units={batch.fee} {...FLUX} />,
            },
            {
              id: 'state',
              header: t('merge.column.state'),
              wide: true,
              render: ({ batch }) => (
                <Chip tone={batchTone(batch)}>
                  {batch.sendState === null ? t(`merge.state.${batch.state}`) : t(`sent.title.${batch.sendState}`)}
                </Chip>
              ),
            },
          ]}
        />
        {!run.batches.some(isOpen) && <Text tone="muted">{t('merge.allSent')}</Text>}
        <Row gap={8} wrap>
          {run.batches.some(({ state }) => state === 'ready') && (
            <Button variant="primary" disabled={busy} onClick={() => void reviewNext(run)}>
              {t('merge.next')}
            </Button>
          )}
          <Button variant="quiet" disabled={busy} onClick={() => setEnding(true)}>
            {t('merge.end')}
          </Button>
        </Row>
      </Stack>
      <AlertDialog
        open={ending}
        onClose={() => setEnding(false)}
        title={t('merge.endTitle')}
        footer={
          <>
            <Button data-first-focus="" onClick={() => setEnding(false)}>
              {t('common.cancel')}
            </Button>
            <Button
              variant="danger"
              onClick={() => {
                setEnding(false);
                void endMerge(run.runId);
              }}
            >
              {t('merge.end')}
            </Button>
          </>
        }
      >
        <Text>{t('merge.endText')}</Text>
      </AlertDialog>
    </Card>
  );
}
