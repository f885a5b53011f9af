import type { Receive } from './receive.ts';
import type { SendChain } from './send/send-service.ts';

/** One chain of an open account with all that its services share. */
export interface SessionChain extends SendChain {
  readonly receive: Receive;
}
