import { accept, type Result, refuse } from '../primitives/index.ts';

export type FreeMessageRefusal =
  | 'empty'
  | 'too-long'
  /** 64 hex characters: node starts and Fusion claims sign such a text with the same key and magic. */
  | 'digest'
  /** Hex, or a PSBT: somebody else's transaction dressed as a message. */
  | 'transaction'
  /** The shape of a Flux ID login: it belongs on the login screen, which shows who asks. */
  | 'login-phrase'
  /** Begins like the wrapping of another signing protocol. */
  | 'protocol-prefix';

const maxLength = 4_000;
const hexText = /^(?:0x)?[0-9a-f]+$/i;
const loginShape = /^[0-9]{13}[0-9a-z]+$/;
const psbtBase64 = /^cHNidP/;
/** Bitcoin's, FLUX's and others' `… Signed Message:` (with or without their length byte), Algorand's `TX`/`MX` are bytes. */
const protocolPrefix = /^[\u0000-\u0020\u007f]*[A-Za-z]+ Signed (?:Message|Typed Data)\b/;

/** FluxOS asks nothing of a phrase but its length and its time (verificationHelperUtils.js, verifyUserSession). */
const phraseLengths = { least: 40, most: 70 };
const earliestTime = 1e12;
const latestTime = 1e13;

/**
 * Would a FluxOS node take this text as a login phrase? It reads the first 13 characters with `Number()`, which also
 * knows exponents, hexadecimal and blanks around, and looks at nothing behind them: words may follow.
 */
export function servesAsLogin(text: string): boolean {
  if (text.length < phraseLengths.least || text.length > phraseLengths.most) return false;
  const time = Number(text.slice(0, 13));
  return time >= earliestTime && time < latestTime;
}

/** Text of at least this many hex characters may be bytes of value; shorter ones ("cafe", a colour) are words. */
const shortestHexData = 40;

/**
 * Judges what a person wants to sign in the free "sign message" tool (T-13). Fails towards refusal: everything that
 * could mean something to another protocol is refused, with a reason that a screen can explain.
 */
export function judgeFreeMessage(text: string): Result<string, FreeMessageRefusal> {
  const bare = text.trim();
  if (bare === '') return refuse('empty');
  if (text.length > maxLength) return refuse('too-long');
  const joined = bare.replace(/\s+/g, '');
  if (hexText.test(joined)) {
    const digits = joined.replace(/^0x/i, '').length;
    if (digits === 64) return refuse('digest');
    if (digits >= shortestHexData)
      return refuse(loginShape.test(bare) && servesAsLogin(bare) ? 'login-phrase' : 'transaction');
  }
  if (servesAsLogin(text) || servesAsLogin(bare)) return refuse('login-phrase');
  if (psbtBase64.test(joined)) return refuse('transaction');
  if (protocolPrefix.test(text)) return refuse('protocol-prefix');
  return accept(text);
}
