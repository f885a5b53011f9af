/** Why a contract refused a call, as far as its answer says (Solidity specification, "Error handling"). */
import type { RevertReason } from '../../../wallet-core/chain-contract/index.ts';
import { findTextFlaw, parseUtf8, toHex } from '../../../wallet-core/primitives/index.ts';
import { parseDynamicBytes, parseUintAnswer } from './abi.ts';

/** `Error(string)` and `Panic(uint256)`. */
const ERROR_SELECTOR = '08c379a0';
const PANIC_SELECTOR = '4e487b71';
/** A sentence; more is not shown. */
const MAX_TEXT_BYTES = 200;
/** Selector and three words of a contract's own error. */
const MAX_CUSTOM_BYTES = 4 + 3 * 32;

function messageOf(bytes: Uint8Array): string | undefined {
  const content = parseDynamicBytes(bytes, MAX_TEXT_BYTES);
  const text = content === undefined ? undefined : parseUtf8(content);
  return text === undefined || text === '' || findTextFlaw(text) !== undefined ? undefined : text;
}

/**
 * The reason in revert data. A text with hidden characters, or too long to read, is not passed on: its bytes are shown as
 * hex like any error of the contract's own.
 */
export function decodeRevert(data: Uint8Array): RevertReason {
  if (data.length < 4) return { kind: 'none' };
  const selector = toHex(data.subarray(0, 4));
  const content = data.subarray(4);
  if (selector === ERROR_SELECTOR) {
    const text = messageOf(content);
    if (text !== undefined) return { kind: 'message', text };
  }
  if (selector === PANIC_SELECTOR) {
    const code = parseUintAnswer(content);
    if (code !== undefined && code <= 0xffn) return { kind: 'panic', code: Number(code) };
  }
  return { kind: 'custom', hex: toHex(data.subarray(0, MAX_CUSTOM_BYTES)) };
}
