/** STARTs: from "these nodes" to signed bytes in the journal, and from there to the network until it is known how they end. */
import {
  buildStart,
  ownerAddress,
  parseStart,
  serializeUnsignedStart,
  verifyStart,
} from '../../../../chains/flux/fluxnode/index.ts';
import { outpointKey } from '../../../../wallet-core/chain-contract/index.ts';
import { isWalletError, WalletError } from '../../../../wallet-core/errors/index.ts';
import {
  fromOutpointText,
  type PreparedStarts,
  type ReplyOf,
  type RequestOf,
  type WireStartRefusal,
  type WireStatedStart,
  type WireUnsignedStart,
} from '../../../../wallet-core/ipc/index.ts';
import { daemonReasons, SIGNATURE_LIFETIME_SECONDS } from '../../../../wallet-core/nodes/index.ts';
import {
  type DerivationPath,
  equalBytes,
  fromHex,
  type TxId,
  toHex,
  unsafeBrand,
} from '../../../../wallet-core/primitives/index.ts';
import { logError } from '../../system/log-error.ts';
import type { AccountContext } from '../account-context.ts';
import type { Background } from '../background.ts';
import type { ChainConnection } from '../chain-port.ts';
import type { Checkpoint } from '../send/checkpoint.ts';
import type { CollateralBook } from './collateral-book.ts';
import type { StartJournal } from './start-journal.ts';
import type { StoredNode, StoredStart } from './stored.ts';

const DRAFT_VALID_MS = 5 * 60_000;
const COMMIT_GRACE_MS = 60_000;
const MAX_DRAFTS = 5;

interface StartDraft {
  readonly stated: readonly WireStatedStart[];
  readonly unsigned: readonly WireUnsignedStart[];
  readonly validUntilMs: number;
}

export interface Startable {
  readonly node: StoredNode;
  readonly refusals: readonly WireStartRefusal[];
  /** Public key of its identity, hex; `null` when none is chosen. */
  readonly identityKey: string | null;
}

export interface StartService {
  prepare(request: RequestOf<'nodes.prepare-start'>): Promise<PreparedStarts>;
  take(draftId: string): ReplyOf<'draft.take-starts'>;
  /** Resolves when all signed bytes are on disk; the network is told afterwards. */
  commit(request: RequestOf<'draft.commit-starts'>): Promise<ReplyOf<'draft.commit-starts'>>;
  drop(draftId: string): void;
  /** Sends again what nobody has answered for. Never throws. */
  follow(): Promise<void>;
}

export interface StartServiceOptions {
  readonly context: AccountContext;
  readonly journal: StartJournal;
  readonly book: CollateralBook;
  /** Outlives the session: what was approved is sent also when a lock comes in between. */
  readonly connection: () => ChainConnection;
  readonly background: Background;
  readonly checkpoint: Checkpoint;
  /** Reads what has to be fresh before a START. */
  readonly refresh: () => Promise<void>;
  /** What is known about these nodes now; unknown ones are left out. */
  readonly startables: (keys: readonly string[], sigTime: number) => readonly Startable[];
  /** Unix seconds by the network's clock. */
  readonly networkSeconds: () => number;
}

/** Our `node-…` word of a refusal, as the reason in the journal. */
function reasonOf(thrown: WalletError): StoredStart['reason'] {
  const word = String(thrown.data.reason ?? '').replace(/^node-/, '');
  return daemonReasons.find((reason) => reason === word) ?? 'unspecified';
}

export function createStartService(options: StartServiceOptions): StartService {
  const { context, journal, book, connection, background, checkpoint } = options;
  const drafts = new Map<string, StartDraft>();
  const announcing = new Set<string>();

  function draftOf(startable: Startable, sigTime: number, newDelegates: readonly string[] | null) {
    const { node, identityKey } = startable;
    const { path, value } = node;
    if (path === null || value === null || identityKey === null) return null;
    const own = ownerOf(node);
    if (own === null) return null;
    const isDelegate = node.origin === 'delegate';
    const { stated, unsigned } = buildStart({
      collateral: fromOutpointText(node.key),
      value: BigInt(value),
      owner: own,
      nodePublicKey: fromHex(identityKey),
      sigTime,
      signer: isDelegate ? 'delegate' : 'owner',
      newDelegates: isDelegate ? null : (newDelegates?.map(fromHex) ?? null),
      path: unsafeBrand<DerivationPath>(path),
    });
    if (node.address !== null && ownerAddress(own) !== node.address) throw new WalletError('internal');
    return {
      stated: {
        key: outpointKey(stated.collateral),
        address: stated.address,
        value,
        nodePublicKey: identityKey,
        sigTime,
        signer: stated.signer,
        newDelegates: stated.newDelegates?.map(toHex) ?? null,
      },
      unsigned: { bytes: toHex(unsigned.bytes), path },
    };
  }

  function ownerOf({ origin, redeemScript, ownerKey, path }: StoredNode) {
    if (origin === 'script' && redeemScript !== null)
      return { kind: 'p2sh', redeemScript: fromHex(redeemScript) } as const;
    if (origin === 'delegate' && ownerKey !== null) return { kind: 'p2pkh', publicKey: fromHex(ownerKey) } as const;
    const [, branch, index] = /\/([01])\/(\d+)$/.exec(path ?? '') ?? [];
    if (origin !== 'own' || book.keys === null || index === undefined) return null;
    return { kind: 'p2pkh', publicKey: book.keys.at(branch === '0' ? 0 : 1, Number(index)).publicKey } as const;
  }

  function takeUntil(draftId: string, graceMs: number): StartDraft {
    const draft = drafts.get(draftId);
    if (draft === undefined) throw new WalletError('approval.unknown');
    if (context.clock.now() > draft.validUntilMs + graceMs) {
      drafts.delete(draftId);
      throw new WalletError('approval.expired');
    }
    return draft;
  }

  /** The bytes must be the draft's with a signature of the key that was asked for, and nothing else. */
  function readSigned(draft: StartDraft, signed: string, at: number): StoredStart {
    const stated = draft.stated[at];
    const asked = draft.unsigned[at];
    if (stated === undefined || asked === undefined) throw new WalletError('approval.mismatch', { what: 'count' });
    const read = parseStart(fromHex(signed));
    if (!equalBytes(serializeUnsignedStart(read.start), fromHex(asked.bytes)))
      throw new WalletError('approval.mismatch', { what: 'bytes' });
    const registered = stated.signer === 'delegate' && book.keys !== null ? [book.keys.at(0, 0).publicKey] : [];
    if (!verifyStart(read, registered).ok) throw new WalletError('approval.mismatch', { what: 'signature' });
    const now = context.clock.now();
    return {
      txid: read.txid,
      key: stated.key,
      signed,
      sigTime: stated.sigTime,
      state: 'signed',
      reason: null,
      createdAtMs: now,
      updatedAtMs: now,
    };
  }

  function record(txid: string, change: Partial<StoredStart>): void {
    if (!context.signal.aborted) journal.update(txid, change);
  }

  async function announce(start: StoredStart): Promise<void> {
    if (announcing.has(start.txid)) return;
    announcing.add(start.txid);
    try {
      await checkpoint('start.announcing');
      record(start.txid, { state: 'unsure' });
      await connection().broadcast({
        chain: 'flux',
        bytes: fromHex(start.signed),
        txid: unsafeBrand<TxId>(start.txid),
      });
      await checkpoint('start.sent');
      record(start.txid, { state: 'sent' });
    } catch (thrown) {
      if (isWalletError(thrown) && thrown.code.startsWith('chain.')) {
        const reason = reasonOf(thrown);
        // Somebody has it already: it is on its way, or in its block.
        const isKnown = reason === 'already-sent' || reason === 'already-started' || reason === 'already-confirmed';
        record(start.txid, isKnown ? { state: 'sent' } : { state: 'refused', reason });
      } else if (!context.signal.aborted) logError(context.logger, 'start.unanswered', thrown);
    } finally {
      announcing.delete(start.txid);
    }
  }

  async function announceAll(starts: readonly StoredStart[]): Promise<void> {
    for (const start of starts) {
      try {
        await announce(start);
      } catch (thrown) {
        if (!context.signal.aborted) logError(context.logger, 'start.failed', thrown, 'error');
      }
    }
  }

  return {
    prepare: async ({ keys, newDelegates }) => {
      await options.refresh();
      context.signal.throwIfAborted();
      const sigTime = options.networkSeconds();
      const startables = options.startables([...new Set(keys)], sigTime);
      const refused = startables.flatMap(({ node, refusals }) =>
        refusals.length === 0 ? [] : [{ key: node.key, refusals: [...refusals] }],
      );
      const built = startables.flatMap((one) => {
        const made = one.refusals.length === 0 ? draftOf(one, sigTime, newDelegates) : null;
        return made === null ? [] : [made];
      });
      if (built.length === 0) return { draft: null, refused };
      const draftId = toHex(context.random.bytes(16));
      const draft: StartDraft = {
        stated: built.map(({ stated }) => stated),
        unsigned: built.map(({ unsigned }) => unsigned),
        validUntilMs: context.clock.now() + DRAFT_VALID_MS,
      };
      drafts.set(draftId, draft);
      const [oldest] = drafts.keys();
      if (drafts.size > MAX_DRAFTS && oldest !== undefined) drafts.delete(oldest);
      const stated = { kind: 'flux-node-start' as const, starts: [...draft.stated] };
      return { draft: { draftId, stated, validUntilMs: draft.validUntilMs }, refused };
    },
    take: (draftId) => {
      const { stated, unsigned, validUntilMs } = takeUntil(draftId, 0);
      return {
        accountId: context.account.accountId,
        stated: { kind: 'flux-node-start', starts: [...stated] },
        unsigned: [...unsigned],
        validUntilMs,
      };
    },
    commit: async ({ draftId, starts }) => {
      const known = starts.map(({ txid }) => journal.find(txid));
      const answer = (all: readonly StoredStart[]) => ({ starts: all.map(({ key, txid }) => ({ key, txid })) });
      // Main may ask again when an answer was lost: the same starts are the same entries.
      if (known.every((start) => start !== undefined)) return answer(known.filter((start) => start !== undefined));
      const draft = takeUntil(draftId, COMMIT_GRACE_MS);
      if (starts.length !== draft.stated.length) throw new WalletError('approval.mismatch', { what: 'count' });
      const entries = starts.map(({ signed, txid }, at) => {
        const entry = readSigned(draft, signed, at);
        if (entry.txid !== txid) throw new WalletError('approval.mismatch', { what: 'txid' });
        return entry;
      });
      await checkpoint('start.signed');
      journal.add(entries);
      drafts.delete(draftId);
      await checkpoint('start.journalled');
      background.track(announceAll(entries));
      return answer(entries);
    },
    drop: (draftId) => {
      drafts.delete(draftId);
    },
    follow: async () => {
      const now = options.networkSeconds();
      const open = journal.all().filter(({ state }) => state === 'signed' || state === 'unsure');
      const isAlive = ({ sigTime }: StoredStart) => now - sigTime <= SIGNATURE_LIFETIME_SECONDS;
      for (const { txid } of open.filter((start) => !isAlive(start))) record(txid, { state: 'lapsed' });
      await announceAll(open.filter(isAlive));
    },
  };
}
