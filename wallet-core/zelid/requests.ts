/**
 * What is sent to FluxOS nodes and portals. Always as a form: `application/json` makes these handlers hang (a parser eats
 * the stream), and a raw `+` in a signature breaks it. Answers of GETs are cached by address across users, so every
 * authenticated one is made unique. Signed phrases stay out of addresses, logs and stores (T-14).
 */
export const FORM_TYPE = 'application/x-www-form-urlencoded';
/** Beside the unique query: asks the cache to step aside. */
export const bypassHeader = Object.freeze({ 'x-apicache-bypass': 'true' });

/** What proves a login to a node. A secret for 16 hours (T-14). */
export interface SignedLogin {
  /** Flux ID or 0x address. */
  readonly identity: string;
  readonly phrase: string;
  /** Base64, or hex for 0x identities. */
  readonly signature: string;
}

/** A form body in the order given; everything but letters, digits and `-_.!~*'()` is escaped. */
export function formBody(fields: readonly (readonly [name: string, value: string])[]): string {
  return fields.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}

/** `POST /id/verifylogin`, `POST /id/checkprivilege`. */
export function loginBody({ identity, phrase, signature }: SignedLogin): string {
  return formBody([
    ['zelid', identity],
    ['signature', signature],
    ['loginPhrase', phrase],
  ]);
}

/** Answer to `zel:?action=sign`, and `POST /id/providesign`. */
export function signatureBody(address: string, message: string, signature: string): string {
  return formBody([
    ['address', address],
    ['message', message],
    ['signature', signature],
  ]);
}

/** Answer to `zel:?action=getaddress` of type `post`. */
export function addressBody(address: string): string {
  return formBody([['address', address]]);
}

export interface PaymentAnswer {
  readonly txid: string;
  /** Zelcore coin name, as the link had it. */
  readonly coin: string;
  readonly chain: string;
  /** In whole coins. */
  readonly amount: string;
  readonly fromAddress: string;
  readonly toAddress: string;
  /** Web page of the transaction; empty for none. */
  readonly explorer: string;
}

/** Answer to `zel:?action=pay` with a callback, and `POST /payment/verifypayment` (at most 10 KB). */
export function paymentBody(answer: PaymentAnswer): string {
  return formBody([
    ['transaction_id', answer.txid],
    ['coin', answer.coin],
    ['chain', answer.chain],
    ['explorer', answer.explorer],
    ['amount', answer.amount],
    ['from_address', answer.fromAddress],
    ['to_address', answer.toAddress],
  ]);
}

/** `POST /id/logoutspecificsession`. */
export function logoutBody(phrase: string): string {
  return formBody([['loginPhrase', phrase]]);
}

/** The header of authenticated calls. */
export function zelidAuthHeader(login: SignedLogin): Readonly<Record<'zelidauth', string>> {
  return { zelidauth: loginBody(login) };
}

/** The path with a query that no cache has seen. `token` must never repeat for one node: a time and a counter will do. */
export function uniquePath(path: string, token: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}ts=${encodeURIComponent(token)}`;
}

/** Where a page waits for a signature given by `providesign`: address and the last 13 characters of the text. */
export function signatureChannel(address: string, message: string): string {
  return `${address}${message.slice(-13)}`;
}
