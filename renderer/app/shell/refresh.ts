import type { ChainId } from '../../../wallet-core/chain-contract/index.ts';
import { toWireError } from '../../../wallet-core/errors/index.ts';
import { describeError, toast } from '../../ui/index.ts';
import { call } from '../api/index.ts';

/** Asks one chain again. Pressed faster than the backend takes it, the refresh under way is the one that was wanted. */
export function refreshChain(chain: ChainId): void {
  call('sync.refresh', { chain }).catch((thrown: unknown) => {
    const { code } = toWireError(thrown);
    if (code !== 'session.locked' && code !== 'ipc.rate-limited') toast('danger', describeError(code).title);
  });
}
