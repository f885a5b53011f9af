import type { NodeView } from '../../../../wallet-core/ipc/index.ts';
import { AgeText, Card, CopyButton, Row, Stack, type Step, Text, Timeline, t } from '../../../ui/index.ts';
import { copyText } from '../../api/index.ts';
import { daemonReasonWords } from './words.ts';

type PendingStart = NonNullable<NodeView['pendingStart']>;

const order = ['signed', 'sent', 'started', 'confirmed'] as const;
/** The step under way: what has been reached lies before it. */
const underWay = { signed: 1, unsure: 1, sent: 2, started: 3, confirmed: 4, refused: 1, lapsed: 2 } as const;

/** The way of a start as steps. Pure. `refused` and `lapsed` end at the step they failed at. */
export function startSteps({ state }: Pick<PendingStart, 'state'>): readonly Step[] {
  const at = underWay[state];
  const failed = state === 'refused' || state === 'lapsed';
  const shown = failed ? order.slice(0, at + 1) : order;
  return shown.map((step, index) => ({
    id: step,
    title: index === at && (failed || state === 'unsure') ? t(`nodes.start.${state}`) : t(`nodes.start.${step}`),
    state: index < at ? 'done' : index > at ? 'waiting' : failed ? 'failed' : 'current',
  }));
}

/** Our start of a node, from the signature to the first confirm. */
export function StartProgress({ start }: { readonly start: PendingStart }) {
  return (
    <Card title={t('node.startProgress')} aside={<AgeText atMs={start.atMs} />}>
      <Stack gap={16}>
        <Text tone={start.state === 'refused' ? 'danger' : 'muted'}>
          <span role="status">
            {start.state === 'refused' ? daemonReasonWords(start.reason) : t(`nodes.start.text.${start.state}`)}
          </span>
        </Text>
        <Timeline label={t('node.startProgress')} steps={startSteps(start)} />
        <Row gap={4}>
          <Text as="span" mono size={12} tone="muted" truncate title={start.txid}>
            {start.txid}
          </Text>
          <CopyButton size="small" what={t('sent.txidWhat')} onCopy={() => copyText(start.txid)} />
        </Row>
      </Stack>
    </Card>
  );
}
