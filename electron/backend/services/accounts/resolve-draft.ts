import { findAsset } from '../../../../wallet-core/assets/index.ts';
import type { AccountDraft, ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import {
  type AcceptedToken,
  fromWireGasChoice,
  type TokenClaim,
  type WireAccountDraft,
} from '../../../../wallet-core/ipc/index.ts';
import { fromHex } from '../../../../wallet-core/primitives/index.ts';
import { canReplace, type StoredSend } from '../send/entry.ts';
import type { Journal } from '../send/journal.ts';
import type { AccountChainParts } from './account-chain.ts';
import type { TokenBook } from './token-book.ts';

export interface Resolving {
  readonly journal: Journal;
  readonly tokens: TokenBook;
  /** Throws `chain.not-supported`. */
  readonly chainOf: (chain: ChainId) => AccountChainParts;
}

export interface ResolvedDraft {
  readonly chain: AccountChainParts;
  readonly draft: AccountDraft;
  /** How amounts of its asset are to be read. */
  readonly name: TokenClaim;
  /** The same where the signer's own table does not have it. */
  readonly claim: TokenClaim | null;
  /** The payment whose place it takes. */
  readonly original: StoredSend | undefined;
}

/** What an asset is called: by the wallet's table, by what the person accepted, or not at all. */
export function nameOf(tokens: Pick<TokenBook, 'find'>, chain: ChainId, asset: string): TokenClaim | undefined {
  const { symbol, decimals } = findAsset(chain, asset) ?? tokens.find(chain, asset) ?? {};
  return symbol === undefined || decimals === undefined ? undefined : { symbol, decimals };
}

/** The same for one chain of an account whose services are joined. */
export function nameInBook(accounts: { tokens(): AcceptedToken[] }, chain: ChainId) {
  const find = (_chain: ChainId, contract: string) =>
    accounts.tokens().find((token) => token.chain === chain && token.contract === contract);
  return (asset: string) => nameOf({ find }, chain, asset);
}

/** Raw units without a name. */
const nameless: TokenClaim = { symbol: '', decimals: 0 };

const claimOf = (chain: ChainId, asset: string, name: TokenClaim | undefined): TokenClaim | null =>
  name === undefined || findAsset(chain, asset) !== undefined ? null : name;

/** What the contract says its amounts mean, to take a permission back: there is no amount to misread. */
async function decimalsOfStranger({ connection, port }: AccountChainParts, asset: string): Promise<number> {
  const parsed = port.codec.parseAddress(asset);
  if (!parsed.ok) throw new WalletError('chain.bad-address', { reason: parsed.reason });
  const { value: found } = await connection().reader.token(parsed.value);
  // One that says nothing sensible of itself is refused further on.
  return found.ok ? found.value.decimals : 0;
}

type Wire<Kind extends WireAccountDraft['kind']> = Extract<WireAccountDraft, { kind: Kind }>;

async function resolveAllowance({ tokens, chainOf }: Resolving, wire: Wire<'allowance'>): Promise<ResolvedDraft> {
  const chain = chainOf(wire.chain);
  const name = nameOf(tokens, wire.chain, wire.asset);
  // Money that is not shown is not handed out either; taking back is always possible.
  if (name === undefined && wire.amount !== '0') throw new WalletError('chain.not-supported', { what: 'token' });
  const decimals = name === undefined ? await decimalsOfStranger(chain, wire.asset) : (wire.decimals ?? name.decimals);
  return {
    chain,
    draft: { ...wire, decimals, amount: BigInt(wire.amount), gas: fromWireGasChoice(wire.gas) },
    name: name ?? nameless,
    claim: claimOf(wire.chain, wire.asset, name),
    original: undefined,
  };
}

function resolveTransfer({ tokens, chainOf }: Resolving, wire: Wire<'transfer'>): ResolvedDraft {
  const name = nameOf(tokens, wire.chain, wire.asset);
  if (name === undefined) throw new WalletError('chain.not-supported', { what: 'token' });
  const { address, amount } = wire.recipient;
  const units: bigint | 'max' = amount === 'max' ? 'max' : BigInt(amount);
  const recipient = { address: address.trim(), amount: units };
  return {
    chain: chainOf(wire.chain),
    draft: { ...wire, recipient, gas: fromWireGasChoice(wire.gas) },
    name,
    claim: claimOf(wire.chain, wire.asset, name),
    original: undefined,
  };
}

function resolveReplacement(
  { journal, tokens, chainOf }: Resolving,
  { kind, sendId, gas }: Wire<'speed-up' | 'cancel'>,
): ResolvedDraft {
  const entry = journal.get(sendId);
  if (!canReplace(entry, journal.entries())) throw new WalletError('chain.conflict', { reason: 'ended' });
  const original = fromHex(entry.signed);
  const asset = kind === 'cancel' ? 'native' : entry.asset;
  const name = nameOf(tokens, entry.chain, asset);
  return {
    chain: chainOf(entry.chain),
    draft: { kind, chain: entry.chain, original, gas: fromWireGasChoice(gas) },
    name: name ?? nameless,
    claim: claimOf(entry.chain, asset, name),
    original: entry,
  };
}

/** A draft of the app window in the chain's terms. Throws `chain.not-supported`, `chain.conflict`, `chain.bad-address`. */
export async function resolveDraft(resolving: Resolving, wire: WireAccountDraft): Promise<ResolvedDraft> {
  switch (wire.kind) {
    case 'transfer':
      return resolveTransfer(resolving, wire);
    case 'allowance':
      return resolveAllowance(resolving, wire);
    case 'speed-up':
    case 'cancel':
      return resolveReplacement(resolving, wire);
  }
}
