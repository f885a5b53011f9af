/** From a draft to recipient, value and call data, without prices: what can be tried out and estimated. */
import type { AccountDraft } from '../../../wallet-core/chain-contract/index.ts';
import type { AddressText } from '../../../wallet-core/primitives/index.ts';
import { addressWord, encodeCall, selectors, uintWord } from './abi.ts';
import { formatAddressBytes, parseAddress } from './address.ts';
import type { EvmCodec } from './codec.ts';
import { readAction } from './read-call.ts';

export interface CallIntent {
  readonly to: AddressText;
  readonly value: bigint;
  readonly data: Uint8Array;
}

const EMPTY = new Uint8Array();
const UINT256_MAX = 2n ** 256n - 1n;

function accepted(text: string): AddressText | undefined {
  const parsed = parseAddress(text);
  return parsed.ok ? parsed.value : undefined;
}

const fitsWord = (amount: bigint) => amount >= 0n && amount <= UINT256_MAX;

function tokenCall(selector: string, token: string, other: string, amount: bigint): CallIntent | undefined {
  const [to, party] = [accepted(token), accepted(other)];
  if (to === undefined || party === undefined || !fitsWord(amount)) return undefined;
  return { to, value: 0n, data: encodeCall(selector, [addressWord(party), uintWord(amount)]) };
}

/**
 * The call a draft leads to; `undefined` while it is incomplete. `max` stands for the amount of a draft that sends
 * everything. Throws `chain.bad-transaction` for an original that is not a signed transaction of this chain.
 */
export function intentOf(
  codec: EvmCodec,
  draft: AccountDraft,
  sender: AddressText,
  max: bigint,
): CallIntent | undefined {
  switch (draft.kind) {
    case 'transfer': {
      const { address, amount } = draft.recipient;
      const units = amount === 'max' ? max : amount;
      if (draft.asset !== 'native') return tokenCall(selectors.transfer, draft.asset, address, units);
      const to = accepted(address);
      return to === undefined || !fitsWord(units) ? undefined : { to, value: units, data: EMPTY };
    }
    case 'allowance':
      return tokenCall(selectors.approve, draft.asset, draft.spender, draft.amount);
    case 'cancel':
      return { to: sender, value: 0n, data: EMPTY };
    case 'speed-up': {
      const { to, value, data } = codec.readSigned(draft.original).transaction;
      return to === null ? undefined : { to: formatAddressBytes(to), value, data };
    }
  }
}

export interface DraftSubject {
  /** Identifier of what the draft is about; `native` for the coin. */
  readonly asset: string;
  /** Recipient or spender; `null` while there is none, and for cancellations. */
  readonly party: AddressText | null;
}

/** Whose money of which asset goes to whom. */
export function subjectOf(codec: EvmCodec, draft: AccountDraft): DraftSubject {
  if (draft.kind === 'transfer') return { asset: draft.asset, party: accepted(draft.recipient.address) ?? null };
  if (draft.kind === 'allowance') return { asset: draft.asset, party: accepted(draft.spender) ?? null };
  if (draft.kind === 'cancel') return { asset: 'native', party: null };
  const action = readAction(codec.config.chain, codec.readSigned(draft.original).transaction);
  if (action.kind === 'transfer') return { asset: action.asset, party: action.recipient };
  return action.kind === 'allowance'
    ? { asset: action.asset, party: action.spender }
    : { asset: 'native', party: null };
}
