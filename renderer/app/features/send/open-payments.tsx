import type { SendEntry, SendState } from '../../../../wallet-core/ipc/index.ts';
import {
  AddressText,
  AgeText,
  AmountText,
  Button,
  Card,
  Chip,
  Row,
  Stack,
  Text,
  type Tone,
  t,
  tx,
  useNow,
} from '../../../ui/index.ts';
import { goTo } from '../../routes/router.ts';
import { useSnapshots } from '../../state/index.ts';
import styles from './send.module.css';
import { advance } from './send-store.ts';

const tones: Readonly<Record<SendState, Tone>> = {
  signed: 'info',
  unsure: 'warning',
  pending: 'info',
  confirmed: 'positive',
  final: 'positive',
  expired: 'danger',
  refused: 'danger',
  replaced: 'danger',
  failed: 'danger',
};

const DAY_MS = 86_400_000;

/** What still wants an eye: payments on their way, and those that came to nothing during the last day. */
export function isOpen(entry: SendEntry, nowMs: number): boolean {
  if (entry.state === 'confirmed' || entry.state === 'final') return false;
  // Replaced by the person's own hand: what stands in its place is listed while it needs an eye.
  if (entry.state === 'replaced' && entry.account !== undefined && entry.account.replacedBy !== null) return false;
  return tones[entry.state] !== 'danger' || nowMs - entry.updatedAtMs < DAY_MS;
}

/** The journal's open payments: also after a restart, each with its state in words. Nothing when there are none. */
export function OpenPayments() {
  const entries = useSnapshots((state) => state.sends?.entries);
  const hour = useNow((now) => Math.floor(now / 3_600_000));
  const open = entries?.filter((entry) => isOpen(entry, hour * 3_600_000)) ?? [];
  if (open.length === 0) return null;
  return (
    <Card title={t('open.title')} padding="flush">
      <ul className={styles.open}>
        {open.map((entry) => (
          <OpenPayment key={entry.sendId} entry={entry} />
        ))}
      </ul>
    </Card>
  );
}

function OpenPayment({ entry }: { readonly entry: SendEntry }) {
  const [recipient] = entry.recipients;
  if (recipient === undefined) return null;
  const show = () => {
    advance({ kind: 'show', sendId: entry.sendId, txid: entry.txid });
    goTo('send');
  };
  return (
    <li className={styles.openEntry}>
      <Stack gap={4} grow>
        <Row gap={8} wrap>
          <Text as="span" weight="medium">
            <AmountText units={recipient.amount} decimals={entry.decimals} symbol={entry.symbol} />
          </Text>
          <Chip tone={tones[entry.state]}>{t(`sent.title.${entry.state}`)}</Chip>
        </Row>
        <Text size={13} tone="muted">
          {tx('entry.to', { who: <AddressText address={recipient.address} form="short" /> })},{' '}
          <AgeText atMs={entry.createdAtMs} />
        </Text>
      </Stack>
      <Button size="small" onClick={show}>
        {t('open.show')}
      </Button>
    </li>
  );
}
