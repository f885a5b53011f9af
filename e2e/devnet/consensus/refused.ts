/**
 * A refusal in the daemon's own words. `rpcCode` is the JSON-RPC code that explorers repeat; `message` is the RPC
 * text, for most refusals "<reject code>: <reason>" (rpc/rawtransaction.cpp, sendrawtransaction).
 */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly rpcCode: number;
  readonly reason: string;

  constructor(rpcCode: number, message: string, reason: string) {
    super(message);
    this.rpcCode = rpcCode;
    this.reason = reason;
  }
}

/** consensus/validation.h */
export const reject = { invalid: 16, duplicate: 18, nonstandard: 64, insufficientFee: 66 } as const;

/** RPC_TRANSACTION_REJECTED: the reject code and the reason. */
export const refused = (rejectCode: number, reason: string): Refused =>
  new Refused(-26, `${rejectCode}: ${reason}`, reason);

export const invalid = (reason: string): Refused => refused(reject.invalid, reason);
export const nonstandard = (reason: string): Refused => refused(reject.nonstandard, reason);

/** RPC_TRANSACTION_ERROR: the daemon gives up without a reject code, in some cases without any word. */
export const failed = (message: string, reason = message): Refused => new Refused(-25, message, reason);

/** RPC_DESERIALIZATION_ERROR */
export const undecodable = (): Refused => new Refused(-22, 'TX decode failed', 'tx-decode-failed');
