import { type ChannelName, channels, type ReplyOf, type RequestOf } from '../../../wallet-core/ipc/index.ts';
import type { WindowKind } from '../../windows/window-kinds.ts';

/** Every channel of the contract that main answers. */
export type MainChannel = {
  [Name in ChannelName]: (typeof channels)[Name]['to'] extends 'main' ? Name : never;
}[ChannelName];

export interface Caller {
  readonly kind: WindowKind;
}

/** One handler per channel: a missing one does not compile. */
export type MainHandlers = {
  readonly [Name in MainChannel]: (request: RequestOf<Name>, caller: Caller) => ReplyOf<Name> | Promise<ReplyOf<Name>>;
};

function isMainChannel(name: string): name is MainChannel {
  return Object.entries(channels).some(([known, channel]) => known === name && channel.to === 'main');
}

export const mainChannels: readonly MainChannel[] = Object.keys(channels).filter(isMainChannel);
