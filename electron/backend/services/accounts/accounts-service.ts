import { findAsset } from '../../../../wallet-core/assets/index.ts';
import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type {
  AcceptedToken,
  AllowanceItem,
  AllowancesPage,
  NonceView,
  ReceiveView,
  RequestOf,
  TokenFinding,
} from '../../../../wallet-core/ipc/index.ts';
import type { AddressText } from '../../../../wallet-core/primitives/index.ts';
import type { AccountContext } from '../account-context.ts';
import { provenanceOf } from '../provenance.ts';
import { isOpen } from '../send/entry.ts';
import type { Journal } from '../send/journal.ts';
import { toWireRef } from '../sync/stored.ts';
import type { AccountChainParts } from './account-chain.ts';
import { type AccountSend, createAccountSend } from './account-send.ts';
import { nameOf } from './resolve-draft.ts';
import type { TokenBook } from './token-book.ts';

/** A payment that waits longer than this is stuck: blocks come far more often. */
const STUCK_MS = 3 * 60_000;
const MAX_WAITING = 64;
const MAX_LOOKS = 100;

/** Chains with accounts of the open account, as the windows ask about them. */
export interface AccountsService {
  readonly send: AccountSend;
  readonly chains: readonly AccountChainParts[];
  /** Throws `chain.not-supported`. */
  chain(chain: ChainId): AccountChainParts;
  has(chain: ChainId): boolean;
  receive(chain: ChainId): ReceiveView;
  nonces(chain: ChainId): Promise<NonceView>;
  tokens(): AcceptedToken[];
  lookAtToken(chain: ChainId, contract: string): Promise<TokenFinding>;
  /** Pins what the last look has shown. Throws `input.bad` for anything else. */
  acceptToken(token: RequestOf<'token.accept'>): AcceptedToken;
  removeToken(chain: ChainId, contract: string): void;
  allowances(chain: ChainId, cursor: string | null): Promise<AllowancesPage>;
}

export interface AccountsServiceOptions {
  readonly context: AccountContext;
  readonly journal: Journal;
  readonly tokens: TokenBook;
  readonly chains: readonly AccountChainParts[];
  readonly checkpoint: Parameters<typeof createAccountSend>[0]['checkpoint'];
  readonly background: Parameters<typeof createAccountSend>[0]['background'];
}

export function createAccountsService(options: AccountsServiceOptions): AccountsService {
  const { context, journal, tokens, chains } = options;
  const { clock, signal } = context;
  /** What contracts said of themselves when they were looked at: only that may be pinned. */
  const looks = new Map<string, Extract<TokenFinding, { kind: 'token' }>>();

  function chainOf(chain: ChainId): AccountChainParts {
    const found = chains.find(({ port }) => port.chain === chain);
    if (found === undefined) throw new WalletError('chain.not-supported', { chain });
    return found;
  }

  function parse({ port }: AccountChainParts, contract: string): AddressText {
    const parsed = port.codec.parseAddress(contract.trim());
    if (!parsed.ok) throw new WalletError('chain.bad-address', { reason: parsed.reason });
    return parsed.value;
  }

  function keepLook(finding: TokenFinding): TokenFinding {
    if (finding.kind === 'token') {
      looks.set(`${finding.chain} ${finding.contract}`, finding);
      const [oldest] = looks.keys();
      if (looks.size > MAX_LOOKS && oldest !== undefined) looks.delete(oldest);
    }
    return finding;
  }

  function standingOf(chain: ChainId, asset: string): Pick<AllowanceItem, 'standing' | 'symbol' | 'decimals'> {
    const name = nameOf(tokens, chain, asset);
    if (name === undefined) return { standing: 'unknown', symbol: null, decimals: null };
    return { standing: findAsset(chain, asset)?.isFlux === true ? 'flux' : 'accepted', ...name };
  }

  return {
    send: createAccountSend({ ...options, chainOf }),
    chains,
    chain: chainOf,
    has: (chain) => chains.some(({ port }) => port.chain === chain),
    receive: (chain) => {
      const { sender } = chainOf(chain);
      const sharedWith = chains
        .filter((other) => other.port.chain !== chain && other.sender.address === sender.address)
        .map(({ port }) => port.chain);
      return { chain, current: toWireRef(sender), previous: [], sharedWith };
    },
    nonces: async (chain) => {
      const { connection, sender } = chainOf(chain);
      const snapshot = await connection().reader.nonces(sender.address);
      signal.throwIfAborted();
      const { mined, next } = snapshot.value;
      const ours = journal
        .entries()
        .filter((entry) => entry.chain === chain && isOpen(entry.state) && (entry.account?.nonce ?? -1) >= mined);
      const last = Math.max(next, ...ours.map(({ account }) => (account?.nonce ?? -1) + 1));
      const count = Math.min(MAX_WAITING, last - mined);
      const waiting = Array.from({ length: count }, (_, offset) => {
        // The newest is the one that is meant: the others it replaces.
        const entry = ours.findLast(({ account }) => account?.nonce === mined + offset);
        return {
          nonce: mined + offset,
          sendId: entry?.sendId ?? null,
          createdAtMs: entry?.createdAtMs ?? null,
        };
      });
      const oldest = Math.min(...waiting.flatMap(({ createdAtMs }) => (createdAtMs === null ? [] : [createdAtMs])));
      const isStuck = waiting.length > 0 && clock.now() - oldest > STUCK_MS;
      return { chain, address: sender.address, mined, next, waiting, isStuck, provenance: provenanceOf(snapshot) };
    },
    tokens: () => [...tokens.all()],
    lookAtToken: async (chain, text) => {
      const parts = chainOf(chain);
      const contract = parse(parts, text);
      const { value: found, ...snapshot } = await parts.connection().reader.token(contract);
      signal.throwIfAborted();
      const provenance = provenanceOf(snapshot);
      if (!found.ok) return { kind: 'refused', chain, contract, reason: found.reason, provenance };
      const { symbol, name, decimals, warnings } = found.value;
      const isAccepted = tokens.find(chain, contract) !== undefined;
      return keepLook({
        kind: 'token',
        chain,
        contract,
        symbol,
        name,
        decimals,
        warnings: [...warnings],
        isAccepted,
        provenance,
      });
    },
    acceptToken: ({ chain, contract, symbol, name, decimals }) => {
      const parts = chainOf(chain);
      const pinned = { contract: parse(parts, contract), symbol, name, decimals };
      const seen = looks.get(`${chain} ${pinned.contract}`);
      const isAsSeen = seen?.symbol === symbol && seen.name === name && seen.decimals === decimals;
      if (!isAsSeen) throw new WalletError('input.bad', { field: 'token', why: 'not-as-seen' });
      return tokens.accept(chain, pinned);
    },
    removeToken: (chain, contract) => tokens.remove(chain, contract),
    allowances: async (chain, cursor) => {
      const { connection, owners } = chainOf(chain);
      const snapshot = await connection().reader.allowances(owners, cursor);
      signal.throwIfAborted();
      const { items, next, completeAbove } = snapshot.value;
      return {
        items: items.slice(0, 1_000).map(({ token, owner, spender, amount, unlimited }) => ({
          chain,
          asset: token,
          ...standingOf(chain, token),
          owner,
          spender,
          amount: amount.toString(),
          unlimited,
        })),
        next,
        completeAbove: completeAbove ?? -1,
        provenance: provenanceOf(snapshot),
      };
    },
  };
}
