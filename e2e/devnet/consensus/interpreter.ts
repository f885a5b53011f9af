/**
 * Runs the scripts of one input in bitcore-lib's interpreter with the Flux digest under it: the interpreter sees a
 * stand-in transaction whose `verifySignature` hashes by ZIP-243 and verifies with noble.
 * Flags as in the daemon's script/standard.h; error words as in its script_error.cpp.
 */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import bitcore, { type ScriptInterpreter, type SpendingTransaction } from 'bitcore-lib';
import { concat } from './bytes.ts';
import { finalSequence } from './limits.ts';
import { OP_CODESEPARATOR, parseScript } from './scripts.ts';
import type { Tx } from './transaction.ts';
import { type SharedHashes, sharedHashes, signatureHash } from './zip243.ts';

const { Interpreter } = bitcore.Script;

/** Strict DER is never optional in the Zcash family; CHECKLOCKTIMEVERIFY holds in blocks as well. */
const mandatoryFlags =
  Interpreter.SCRIPT_VERIFY_P2SH | Interpreter.SCRIPT_VERIFY_DERSIG | Interpreter.SCRIPT_VERIFY_CHECKLOCKTIMEVERIFY;

const standardFlags =
  mandatoryFlags |
  Interpreter.SCRIPT_VERIFY_STRICTENC |
  Interpreter.SCRIPT_VERIFY_LOW_S |
  Interpreter.SCRIPT_VERIFY_NULLDUMMY |
  Interpreter.SCRIPT_VERIFY_MINIMALDATA |
  Interpreter.SCRIPT_VERIFY_DISCOURAGE_UPGRADABLE_NOPS;

const evalFalse = 'Script evaluated without error but finished with a false/empty top stack element';

const words: Readonly<Record<string, string>> = {
  SCRIPT_ERR_EVAL_FALSE_NO_RESULT: evalFalse,
  SCRIPT_ERR_EVAL_FALSE_IN_STACK: evalFalse,
  SCRIPT_ERR_EVAL_FALSE_NO_P2SH_STACK: evalFalse,
  SCRIPT_ERR_EVAL_FALSE_IN_P2SH_STACK: evalFalse,
  SCRIPT_ERR_VERIFY: 'Script failed an OP_VERIFY operation',
  SCRIPT_ERR_EQUALVERIFY: 'Script failed an OP_EQUALVERIFY operation',
  SCRIPT_ERR_CHECKMULTISIGVERIFY: 'Script failed an OP_CHECKMULTISIGVERIFY operation',
  SCRIPT_ERR_CHECKSIGVERIFY: 'Script failed an OP_CHECKSIGVERIFY operation',
  SCRIPT_ERR_NUMEQUALVERIFY: 'Script failed an OP_NUMEQUALVERIFY operation',
  SCRIPT_ERR_SCRIPT_SIZE: 'Script is too big',
  SCRIPT_ERR_PUSH_SIZE: 'Push value size limit exceeded',
  SCRIPT_ERR_OP_COUNT: 'Operation limit exceeded',
  SCRIPT_ERR_STACK_SIZE: 'Stack size limit exceeded',
  SCRIPT_ERR_SIG_COUNT: 'Signature count negative or greater than pubkey count',
  SCRIPT_ERR_PUBKEY_COUNT: 'Pubkey count negative or limit exceeded',
  SCRIPT_ERR_BAD_OPCODE: 'Opcode missing or not understood',
  SCRIPT_ERR_UNDEFINED_OPCODE: 'Opcode missing or not understood',
  SCRIPT_ERR_DISABLED_OPCODE: 'Attempted to use a disabled opcode',
  SCRIPT_ERR_INVALID_STACK_OPERATION: 'Operation not valid with the current stack size',
  SCRIPT_ERR_INVALID_ALTSTACK_OPERATION: 'Operation not valid with the current altstack size',
  SCRIPT_ERR_OP_RETURN: 'OP_RETURN was encountered',
  SCRIPT_ERR_UNBALANCED_CONDITIONAL: 'Invalid OP_IF construction',
  SCRIPT_ERR_NEGATIVE_LOCKTIME: 'Negative locktime',
  SCRIPT_ERR_UNSATISFIED_LOCKTIME: 'Locktime requirement not satisfied',
  SCRIPT_ERR_SIG_HASHTYPE: 'Signature hash type missing or not understood',
  SCRIPT_ERR_SIG_DER_INVALID_FORMAT: 'Non-canonical DER signature',
  SCRIPT_ERR_MINIMALDATA: 'Data push larger than necessary',
  SCRIPT_ERR_SIG_PUSHONLY: 'Only non-push operators allowed in signatures',
  SCRIPT_ERR_SIG_DER_HIGH_S: 'Non-canonical signature: S value is unnecessarily high',
  SCRIPT_ERR_SIG_NULLDUMMY: 'Dummy CHECKMULTISIG argument must be zero',
  SCRIPT_ERR_DISCOURAGE_UPGRADABLE_NOPS: 'NOPx reserved for soft-fork upgrades',
  SCRIPT_ERR_PUBKEYTYPE: 'Public key is neither compressed or uncompressed',
};

const isStrictKey = (key: Buffer): boolean =>
  (key.length === 33 && (key[0] === 2 || key[0] === 3)) || (key.length === 65 && key[0] === 4);

/** Fills two gaps of bitcore: with low-S on it forgets the hash type, and its key check costs a point decompression. */
const strictInterpreter = (): ScriptInterpreter => {
  const interpreter = new Interpreter();
  const strict = (): boolean => (interpreter.flags & Interpreter.SCRIPT_VERIFY_STRICTENC) !== 0;
  interpreter.checkSignatureEncoding = (signature): boolean => {
    if (!Interpreter.prototype.checkSignatureEncoding.call(interpreter, signature)) return false;
    const base = (signature[signature.length - 1] ?? 0) & ~0x80;
    if (signature.length === 0 || !strict() || (base >= 1 && base <= 3)) return true;
    interpreter.errstr = 'SCRIPT_ERR_SIG_HASHTYPE';
    return false;
  };
  interpreter.checkPubkeyEncoding = (key): boolean => {
    if (!strict() || isStrictKey(key)) return true;
    interpreter.errstr = 'SCRIPT_ERR_PUBKEYTYPE';
    return false;
  };
  return interpreter;
};

export interface SpentOutput {
  readonly script: Uint8Array;
  readonly value: bigint;
}

/** What all inputs of one transaction share, so that checking n inputs stays linear in n. */
export interface Spending {
  readonly tx: Tx;
  readonly shared: SharedHashes;
  readonly inputs: SpendingTransaction['inputs'];
}

export const spendingOf = (tx: Tx): Spending => ({
  tx,
  shared: sharedHashes(tx),
  inputs: tx.inputs.map((input) => ({
    sequenceNumber: input.sequence,
    // bitcore's name is the wrong way round: it asks whether the lock time still counts.
    isFinal: () => input.sequence !== finalSequence,
  })),
});

const standIn = ({ tx, shared, inputs }: Spending, spent: SpentOutput): SpendingTransaction => ({
  version: tx.version,
  nLockTime: tx.lockTime,
  inputs,
  verifySignature: (signature, key, input, subscript) => {
    const digest = signatureHash(tx, shared, {
      input,
      scriptCode: subscript.toBuffer(),
      value: spent.value,
      hashType: signature.nhashtype,
    });
    const compact = concat(signature.r.toBuffer({ size: 32 }), signature.s.toBuffer({ size: 32 }));
    return secp256k1.verify(compact, digest, key.toBuffer(), { prehash: false, lowS: false, format: 'compact' });
  },
});

/** OP_CODESEPARATOR is disabled since Sapling, also in a branch that is not taken. */
const hasCodeSeparator = (script: Uint8Array): boolean =>
  (parseScript(script) ?? []).some((op) => op.code === OP_CODESEPARATOR);

const run = (spending: Spending, input: number, spent: SpentOutput, flags: number): string | null => {
  const interpreter = strictInterpreter();
  try {
    const script = spending.tx.inputs[input]?.script ?? new Uint8Array();
    const redeem = parseScript(script)?.at(-1)?.data;
    if (hasCodeSeparator(spent.script) || (redeem && hasCodeSeparator(redeem)))
      return words.SCRIPT_ERR_DISABLED_OPCODE ?? '';
    const passed = interpreter.verify(
      new bitcore.Script(Buffer.from(script)),
      new bitcore.Script(Buffer.from(spent.script)),
      standIn(spending, spent),
      input,
      flags,
      [],
      0,
    );
    if (!passed) return words[interpreter.errstr] ?? 'unknown error';
    // CLEANSTACK, for which the daemon has no sentence; bitcore's own flag is broken outside P2SH.
    return flags === standardFlags && interpreter.stack.length !== 1 ? 'unknown error' : null;
  } catch {
    return words.SCRIPT_ERR_BAD_OPCODE ?? '';
  }
};

export type ScriptRules = 'standard' | 'block';

/** Null when the input's scripts pass; else the daemon's reason, telling policy from consensus failures. */
export const scriptFailure = (
  spending: Spending,
  input: number,
  spent: SpentOutput,
  rules: ScriptRules,
): { readonly mandatory: boolean; readonly words: string } | null => {
  const failure = run(spending, input, spent, rules === 'standard' ? standardFlags : mandatoryFlags);
  if (failure === null) return null;
  const mandatory = rules === 'block' || run(spending, input, spent, mandatoryFlags) !== null;
  return { mandatory, words: failure };
};
