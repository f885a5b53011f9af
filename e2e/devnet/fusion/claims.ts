/** The claim side of the service: phrases, mining and snapshot records, payouts. */
import { randomBytes } from 'node:crypto';
import { formatAddress } from '../consensus/addresses.ts';
import { hash160 } from '../consensus/bytes.ts';
import type { Devnet } from '../devnet-interface.ts';
import { fluxMagic, messageHash, recoverKey } from '../fluxnode/signed-message.ts';
import { FusionError } from './fusion-error.ts';
import type { Misbehaviours } from './misbehaviour.ts';
import { balanceAt, type Earned, minedBy, type PaidClaim, type SnapshotTaken } from './records.ts';
import type { SupplyBooks } from './supply.ts';
import { type ChainLedger, type FeeTables, type FusionChainName, feeOf } from './types.ts';

const phraseLifetimeMs = 15 * 60_000;
const shareDivisor = 10n;

export interface ClaimParts {
  readonly devnet: Devnet;
  readonly ledgers: ReadonlyMap<FusionChainName, ChainLedger>;
  readonly misbehaviours: Misbehaviours;
  readonly books: SupplyBooks;
  readonly nowMs: () => number;
  readonly fees: () => FeeTables;
}

export interface ClaimBody {
  readonly address: string;
  readonly chain: FusionChainName;
  readonly claimingAddress: string;
  readonly message: string;
  readonly signature: string;
}

export interface SnapshotRecord {
  readonly address: string;
  readonly sat: bigint;
  readonly snapshot: FusionChainName;
  readonly claim: PaidClaim | null;
}

export class Claims {
  readonly #parts: ClaimParts;
  /** Phrases that were handed out and not used. */
  readonly #phrases = new Map<string, number>();
  readonly #mining: PaidClaim[] = [];
  readonly #snapshotClaims: PaidClaim[] = [];
  readonly #snapshots: SnapshotTaken[] = [];
  /** Pools that the team has not put on its list. */
  readonly miners = new Set<string>();

  constructor(parts: ClaimParts) {
    this.#parts = parts;
  }

  phrase(): string {
    const forged = this.#parts.misbehaviours.take('phrase');
    if (forged !== null) {
      this.#phrases.set(forged.text, this.#parts.nowMs());
      return forged.text;
    }
    const text = `${this.#parts.nowMs()}${randomBytes(32).toString('base64url').replace(/[-_]/g, 'x')}`;
    this.#phrases.set(text, this.#parts.nowMs());
    return text;
  }

  /** Snapshots the balances of today for a chain. */
  takeSnapshot(snapshot: FusionChainName): void {
    this.#snapshots.push({ snapshot, height: this.#parts.devnet.tip().height });
  }

  /** Chains that parallel mining is earned on: all but the main one. */
  minedChains(): readonly FusionChainName[] {
    return [...this.#parts.ledgers.keys()].filter((chain) => chain !== 'main');
  }

  earned(address: string): Earned {
    return minedBy(this.#parts.devnet, address);
  }

  claimed(address: string, chain?: FusionChainName): readonly PaidClaim[] {
    return this.#mining.filter((claim) => claim.address === address && (chain === undefined || claim.chain === chain));
  }

  claimable(address: string, chain: FusionChainName): bigint {
    const most = this.earned(address).sat / shareDivisor;
    return this.claimed(address, chain).reduce((left, { amount }) => left - amount, most);
  }

  snapshotsOf(address: string): readonly SnapshotRecord[] {
    return this.#snapshots.flatMap(({ snapshot, height }) => {
      const sat = balanceAt(this.#parts.devnet, address, height);
      const claim = this.#snapshotClaims.find((one) => one.address === address && one.chain === snapshot) ?? null;
      return sat === 0n ? [] : [{ address, sat, snapshot, claim }];
    });
  }

  #checkSignature(address: string, message: string, signature: string): void {
    const made = this.#phrases.get(message);
    if (made === undefined) throw new FusionError('Message is not valid or was used already');
    if (this.#parts.nowMs() - made > phraseLifetimeMs) throw new FusionError('Message has expired');
    const key = recoverKey(messageHash(fluxMagic, message), new Uint8Array(Buffer.from(signature, 'base64')));
    if (key === null || formatAddress('p2pkh', hash160(key)) !== address) throw new FusionError('Invalid signature');
    this.#phrases.delete(message);
  }

  async #payOut(chain: FusionChainName, claim: Omit<PaidClaim, 'txid' | 'timeMs'>): Promise<PaidClaim> {
    const ledger = this.#parts.ledgers.get(chain);
    if (ledger === undefined) throw new FusionError(`Chain ${chain} is not supported`);
    if (!ledger.isAddress(claim.claimingAddress)) throw new FusionError('Invalid claiming address');
    const { misbehaviours, books } = this.#parts;
    const right = claim.amount - claim.fee;
    const amount = right - (misbehaviours.take('wrong-amount')?.lessSat ?? 0n);
    const to = misbehaviours.take('wrong-address')?.address ?? claim.claimingAddress;
    const txid = await ledger.pay(to, amount);
    books.enter('mined', chain, amount);
    return { ...claim, txid, timeMs: this.#parts.nowMs() };
  }

  async claimMining({ address, chain, claimingAddress, message, signature }: ClaimBody): Promise<string> {
    this.#checkSignature(address, message, signature);
    if (this.miners.has(address)) throw new FusionError('Address is not whitelisted');
    if (!this.minedChains().includes(chain)) throw new FusionError(`Chain ${chain} is not supported`);
    const amount = this.claimable(address, chain);
    const fee = feeOf(this.#parts.fees().mining, chain, amount);
    if (fee === null || amount <= fee) throw new FusionError('Nothing to claim');
    const paid = await this.#payOut(chain, { address, chain, claimingAddress, amount, fee, isNative: false });
    this.#mining.push(paid);
    return paid.txid;
  }

  async claimSnapshot({ address, chain, claimingAddress, message, signature }: ClaimBody): Promise<string> {
    this.#checkSignature(address, message, signature);
    const record = this.snapshotsOf(address).find(({ snapshot }) => snapshot === chain);
    if (record === undefined || record.claim !== null) throw new FusionError('Nothing to claim');
    const fee = feeOf(this.#parts.fees().snapshot, chain, record.sat);
    if (fee === null || record.sat <= fee) throw new FusionError('Nothing to claim');
    const what = { address, chain, claimingAddress, amount: record.sat, fee, isNative: false };
    const paid = await this.#payOut(chain, what);
    this.#snapshotClaims.push(paid);
    return paid.txid;
  }

  /** All chains at once as native FLUX: the fee of each claim, and of a swap of it to the main chain. */
  nativeOffer(address: string): {
    readonly claim: bigint;
    readonly miningFees: bigint;
    readonly swapFees: bigint;
    readonly parts: readonly { readonly chain: FusionChainName; readonly amount: bigint; readonly fee: bigint }[];
  } {
    const { mining, swap } = this.#parts.fees();
    const parts = this.minedChains().flatMap((chain) => {
      const amount = this.claimable(address, chain);
      const miningFee = feeOf(mining, chain, amount);
      if (miningFee === null || amount <= miningFee) return [];
      const swapFee = feeOf(swap, 'main', amount - miningFee);
      if (swapFee === null || amount - miningFee <= swapFee) return [];
      return [{ chain, amount, miningFee, fee: miningFee + swapFee }];
    });
    const sum = (of: (part: (typeof parts)[number]) => bigint): bigint =>
      parts.reduce((total, part) => total + of(part), 0n);
    const miningFees = sum(({ miningFee }) => miningFee);
    return { claim: sum(({ amount }) => amount), miningFees, swapFees: sum(({ fee }) => fee) - miningFees, parts };
  }

  async claimNative(address: string, message: string, signature: string): Promise<string> {
    this.#checkSignature(address, message, signature);
    const { parts, claim, miningFees, swapFees } = this.nativeOffer(address);
    if (parts.length === 0) throw new FusionError('Nothing to claim');
    const fee = miningFees + swapFees;
    const what = { address, claimingAddress: address, amount: claim, fee, isNative: true };
    const { txid, timeMs } = await this.#payOut('main', { ...what, chain: 'main' });
    for (const part of parts) this.#mining.push({ ...what, ...part, txid, timeMs });
    return txid;
  }
}
