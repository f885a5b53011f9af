import type { Activity, ChainId } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import {
  type LabelTarget,
  labelKey,
  labelOf,
  MAX_LABEL_LENGTH,
  parseLabel,
} from '../../../wallet-core/history/index.ts';
import { fromOutpointText, type RequestOf, shapes } from '../../../wallet-core/ipc/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import type { BackupLabel } from '../../../wallet-core/vault/backup.ts';
import type { Change } from '../store/database.ts';
import type { AccountContext } from './account-context.ts';

type WireTarget = RequestOf<'label.set'>['target'];

const storedLabel = z.strictObject({
  text: z.string().min(1).max(MAX_LABEL_LENGTH),
  /** Absent in rows from before it was noted. */
  changedAtMs: shapes.timeMs.optional(),
});
type StoredLabel = z.infer<typeof storedLabel>;

export interface LabelBook {
  ofActivity(activity: Activity): string | null;
  ofCoin(chain: ChainId, outpoint: string): string | null;
  /** An empty text removes it. Throws `input.bad` for hidden characters, `input.too-long`. */
  set(target: WireTarget, text: string): void;
  /** For a backup. */
  all(): readonly BackupLabel[];
  /** What has to be written for these labels to stand here; `reload` afterwards. */
  changesFor(labels: readonly BackupLabel[]): readonly Change[];
  reload(): void;
}

function toTarget(chain: ChainId, target: WireTarget): LabelTarget {
  switch (target.kind) {
    case 'transaction':
      return { kind: 'transaction', chain: target.chain ?? chain, txid: target.txid };
    case 'address':
      return { kind: 'address', chain: target.chain ?? chain, address: target.address };
    case 'coin':
      return { kind: 'coin', chain, outpoint: fromOutpointText(target.outpoint) };
  }
}

/** What the person calls transactions, addresses and coins. Where the window names no chain, it is `chain`. */
export function createLabels(
  context: AccountContext,
  chain: ChainId,
  onChange: (kind: WireTarget['kind']) => void,
): LabelBook {
  const rows = context.table('labels', storedLabel);
  const stored = new Map<string, StoredLabel>();
  const texts = new Map<string, string>();

  function reload(): void {
    stored.clear();
    texts.clear();
    for (const { key, value } of rows.list()) {
      stored.set(key, value);
      texts.set(key, value.text);
    }
  }

  reload();
  return {
    ofActivity: (activity) => labelOf(activity, texts),
    ofCoin: (of, outpoint) =>
      texts.get(labelKey({ kind: 'coin', chain: of, outpoint: fromOutpointText(outpoint) })) ?? null,
    set: (target, text) => {
      const label = parseLabel(text);
      if (!label.ok) {
        throw new WalletError(label.reason === 'too-long' ? 'input.too-long' : 'input.bad', { field: 'label' });
      }
      const key = labelKey(toTarget(chain, target));
      const value: StoredLabel = { text: label.value, changedAtMs: context.clock.now() };
      context.database.write([label.value === '' ? rows.remove(key) : rows.put(key, value)]);
      if (label.value === '') {
        stored.delete(key);
        texts.delete(key);
      } else {
        stored.set(key, value);
        texts.set(key, label.value);
      }
      onChange(target.kind);
    },
    all: () => [...stored].map(([key, { text, changedAtMs }]) => ({ key, text, changedAtMs: changedAtMs ?? null })),
    changesFor: (labels) =>
      labels
        .filter(({ key, text, changedAtMs }) => {
          const here = stored.get(key);
          return here?.text !== text || (here.changedAtMs ?? null) !== changedAtMs;
        })
        .map(({ key, text, changedAtMs }) => rows.put(key, { text, ...(changedAtMs === null ? {} : { changedAtMs }) })),
    reload,
  };
}
