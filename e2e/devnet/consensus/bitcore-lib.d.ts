/**
 * The few parts of bitcore-lib (which ships without types) that the devnet's script check touches.
 * Everything else of the package stays out of reach on purpose.
 */
declare module 'bitcore-lib' {
  interface BigNumber {
    toBuffer(options: { readonly size: number }): Buffer;
  }
  interface ScriptSignature {
    readonly r: BigNumber;
    readonly s: BigNumber;
    readonly nhashtype: number;
  }
  interface ScriptPublicKey {
    toBuffer(): Buffer;
  }
  interface BitcoreScript {
    toBuffer(): Buffer;
    readonly chunks: readonly { readonly opcodenum: number }[];
  }
  /** What the interpreter asks of the spending transaction. */
  interface SpendingTransaction {
    readonly version: number;
    readonly nLockTime: number;
    readonly inputs: readonly { readonly sequenceNumber: number; isFinal(): boolean }[];
    verifySignature(signature: ScriptSignature, key: ScriptPublicKey, input: number, subscript: BitcoreScript): boolean;
  }
  interface ScriptInterpreter {
    readonly stack: readonly Buffer[];
    readonly flags: number;
    errstr: string;
    checkSignatureEncoding(signature: Buffer): boolean;
    checkPubkeyEncoding(key: Buffer): boolean;
    verify(
      scriptSig: BitcoreScript,
      scriptPubKey: BitcoreScript,
      spending: SpendingTransaction,
      input: number,
      flags: number,
      witness: readonly Buffer[],
      satoshis: number,
    ): boolean;
  }
  interface InterpreterConstructor {
    new (): ScriptInterpreter;
    readonly prototype: ScriptInterpreter;
    readonly SCRIPT_VERIFY_P2SH: number;
    readonly SCRIPT_VERIFY_STRICTENC: number;
    readonly SCRIPT_VERIFY_DERSIG: number;
    readonly SCRIPT_VERIFY_LOW_S: number;
    readonly SCRIPT_VERIFY_NULLDUMMY: number;
    readonly SCRIPT_VERIFY_MINIMALDATA: number;
    readonly SCRIPT_VERIFY_DISCOURAGE_UPGRADABLE_NOPS: number;
    readonly SCRIPT_VERIFY_CHECKLOCKTIMEVERIFY: number;
  }
  interface ScriptConstructor {
    new (bytes: Buffer): BitcoreScript;
    readonly Interpreter: InterpreterConstructor;
  }
  interface CompactSignature {
    readonly compressed: boolean;
  }
  interface Bitcore {
    readonly Script: ScriptConstructor;
    readonly crypto: {
      readonly Signature: { fromCompact(bytes: Buffer): CompactSignature };
      readonly ECDSA: { recoverPublicKey(hash: Buffer, signature: CompactSignature): ScriptPublicKey };
    };
    readonly encoding: {
      readonly Base58Check: { encode(bytes: Buffer): string; decode(text: string): Buffer };
    };
  }
  const bitcore: Bitcore;
  export default bitcore;
  export type {
    BitcoreScript,
    InterpreterConstructor,
    ScriptInterpreter,
    ScriptPublicKey,
    ScriptSignature,
    SpendingTransaction,
  };
}
