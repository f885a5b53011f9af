import type { Tip } from '../../../../wallet-core/chain-contract/index.ts';
import { isWalletError, WalletError } from '../../../../wallet-core/errors/index.ts';
import type { AddressText } from '../../../../wallet-core/primitives/index.ts';
import type { EvmServer, Reading } from './evm-server.ts';
import type { HistoryIndex, IndexPart } from './history-index.ts';
import { resultOf } from './json-rpc.ts';
import type { Movements } from './movements.ts';
import { receipt } from './shapes.ts';

export interface IndexHistory {
  readonly movements: Movements;
  /** -1: everything there is. */
  readonly completeAbove: number;
  readonly source: string;
}

/** Younger than this, a node may not have it yet; older, it may have forgotten it. Between, both must agree. */
const SETTLED_BLOCKS = 64;
const REMEMBERED_BLOCKS = 10_000;

async function readAll(
  index: HistoryIndex,
  owners: readonly AddressText[],
  upTo: number | null,
): Promise<IndexHistory> {
  const parts = await Promise.all(
    owners.map(async (owner) => {
      const [sent, internal, tokens] = await Promise.all([
        index.sent(owner, upTo),
        index.internal(owner, upTo),
        index.tokens(owner, upTo),
      ]);
      return { sent, internal, tokens };
    }),
  );
  const lists: readonly IndexPart<{ readonly height: number }>[] = parts.flatMap(({ sent, internal, tokens }) => [
    sent,
    internal,
    tokens,
  ]);
  const cut = Math.max(-1, ...lists.map((part) => part.completeAbove));
  const above = <T extends { readonly height: number }>(rows: readonly T[]) =>
    rows.filter(({ height }) => height > cut);
  const unique = <T>(rows: readonly T[], key: (row: T) => string) => [
    ...new Map(rows.map((row) => [key(row), row])).values(),
  ];
  return {
    source: index.host,
    completeAbove: cut,
    movements: {
      sent: unique(above(parts.flatMap(({ sent }) => sent.rows)), (row) => row.txid),
      // A list of internal transfers has no key of its own: each is told once per address it concerns.
      internal: above(
        parts.flatMap(({ internal }, at) => internal.rows.filter((row) => isFirstOwner(row, owners, at))),
      ),
      tokens: unique(
        above(parts.flatMap(({ tokens }) => tokens.rows)),
        (row) => `${row.txid} ${row.contract} ${row.position}`,
      ),
    },
  };
}

/** Between two own addresses a transfer stands in both lists; the first owner's counts. */
function isFirstOwner(
  row: { readonly from: AddressText; readonly to: AddressText },
  owners: readonly AddressText[],
  at: number,
): boolean {
  return owners.findIndex((owner) => owner === row.from || owner === row.to) === at;
}

/** History from the first index that answers. Throws its error, or `server.none-left` when there are several. */
export async function readIndexHistory(
  indexes: readonly HistoryIndex[],
  owners: readonly AddressText[],
  upTo: number | null,
): Promise<IndexHistory> {
  const errors: WalletError[] = [];
  for (const index of indexes) {
    try {
      return await readAll(index, owners, upTo);
    } catch (error) {
      if (!isWalletError(error)) throw error;
      errors.push(error);
    }
  }
  const [first] = errors;
  if (first === undefined || errors.length === 1)
    throw first ?? new WalletError('chain.not-supported', { what: 'history' });
  throw new WalletError('server.none-left', { tried: errors.length, code: first.code }, { cause: first });
}

/**
 * Reads the tip from a node and has it confirm the newest transaction of the history: an index of another chain, or one
 * that invents, is told by that. Throws `server.disagree`.
 */
export async function confirmHistory(server: EvmServer, { movements }: IndexHistory): Promise<Tip> {
  const rows = [...movements.sent, ...movements.internal, ...movements.tokens];
  const newest = rows.reduce<(typeof rows)[number] | undefined>(
    (best, row) => (best === undefined || row.height > best.height ? row : best),
    undefined,
  );
  if (newest === undefined) return server.tip();
  const reading: Reading = await server.read({
    calls: [{ method: 'eth_getTransactionReceipt', params: [newest.txid] }],
  });
  const found = resultOf(reading.outcomes[0], receipt.nullable());
  const age = reading.tip.height - newest.height;
  const isMissing = found === null && age >= SETTLED_BLOCKS && age <= REMEMBERED_BLOCKS;
  const isElsewhere = found !== null && (found.transactionHash !== newest.txid || found.blockNumber !== newest.height);
  if (isMissing || isElsewhere) throw new WalletError('server.disagree', { detail: 'history' });
  return reading.tip;
}
