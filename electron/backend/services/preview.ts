import type { AccountPublicKeys, AddressRef } from '../../../wallet-core/chain-contract/index.ts';
import { toWireError } from '../../../wallet-core/errors/index.ts';
import type { AccountPreview } from '../../../wallet-core/ipc/index.ts';
import type { Logger } from '../../../wallet-core/ports/index.ts';
import { logError } from '../system/log-error.ts';
import type { ChainConnection, ChainPort } from './chain-port.ts';
import { provenanceOf } from './provenance.ts';
import { uniqueAddresses } from './sync/sync-cache.ts';

const MAX_SHOWN = 20;

/**
 * What a sign-in with these keys would find: first addresses and the total, asked for live, nothing stored. When the
 * servers do not answer, the addresses are still right and the numbers are unknown.
 */
export async function previewAccount(
  keys: AccountPublicKeys,
  port: ChainPort,
  connection: ChainConnection,
  logger: Logger,
): Promise<AccountPreview> {
  const show = (refs: readonly AddressRef[], used: ReadonlySet<string>) =>
    refs
      .slice(0, MAX_SHOWN)
      .map(({ address, path }) => ({ chain: port.chain, address, path, used: used.has(address) }));
  const first = port.addressesOf(keys)?.at('receive', 0) ?? null;
  try {
    const discovered = await connection.discover(keys);
    const { used, nextReceive, nextChange } = discovered.value;
    const next = [nextReceive, nextChange].filter((ref) => ref !== null);
    const balances = await connection.balances(uniqueAddresses([...used, ...next]));
    const total = balances.value.reduce(
      (sum, part) => sum + part.spendable + part.incoming + part.immature + part.collateral + part.frozen,
      0n,
    );
    const usedTexts = new Set<string>(used.filter(({ role }) => role !== 'watched').map(({ address }) => address));
    const shown = uniqueAddresses([...(first === null ? [] : [first]), ...used]);
    return {
      addresses: show(shown, usedTexts),
      total: total.toString(),
      usedCount: usedTexts.size,
      provenance: provenanceOf(balances),
      error: null,
    };
  } catch (thrown) {
    logError(logger, 'preview.failed', thrown);
    const known = first === null ? [] : [first];
    return {
      addresses: show(known, new Set()),
      total: null,
      usedCount: null,
      provenance: null,
      error: toWireError(thrown),
    };
  }
}
