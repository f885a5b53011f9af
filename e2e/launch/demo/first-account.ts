/**
 * Whom the demo's faucet pays: the first account that stays open. The app tells nobody that it has an account, so this
 * watches what it asks the local servers, as a stranger on the network would.
 */
import type { LoggedRequest } from '../../devnet/index.ts';

const ADDRESS = /t[13][1-9A-HJ-NP-Za-km-z]{33}/;
/** A preview before sign-in asks once; an open account goes on asking. */
const STAYS_OPEN_MS = 1_500;

export class FirstAccount {
  private candidate: { address: string; sinceMs: number } | undefined;

  /** Looks at new requests; gives the receive address to pay once it is clear that its account is open. */
  look(requests: readonly Pick<LoggedRequest, 'url' | 'body'>[], nowMs: number): string | undefined {
    for (const { url, body } of requests) {
      const text = decodeURIComponent(`${url} ${body}`.replace(/%(?![0-9A-Fa-f]{2})/g, '%25'));
      const first = ADDRESS.exec(text)?.[0];
      if (first === undefined) continue;
      if (this.candidate === undefined) this.candidate = { address: first, sinceMs: nowMs };
      else if (text.includes(this.candidate.address) && nowMs - this.candidate.sinceMs >= STAYS_OPEN_MS)
        return this.candidate.address;
      // Another account: the one before was only looked at.
      else if (nowMs - this.candidate.sinceMs >= 20 * STAYS_OPEN_MS)
        this.candidate = { address: first, sinceMs: nowMs };
    }
    return undefined;
  }
}
