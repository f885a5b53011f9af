import type { ReplyOf, RequestOf, SignerBridge, SignerToMain } from '../../../wallet-core/ipc/index.ts';
import { openReply } from '../../../wallet-core/ipc/index.ts';

/** Calls to main as promises of values; a refusal is thrown as the WalletError it carries. */
export type MainPort = <Name extends SignerToMain>(channel: Name, request: RequestOf<Name>) => Promise<ReplyOf<Name>>;

export function createMainPort(bridge: SignerBridge): MainPort {
  return async (channel, request) => {
    const call = bridge.call[channel] as (request: unknown) => Promise<unknown>;
    return openReply(channel, await call(request));
  };
}
