import { findLookAlikes, type KnownAddress } from '../../../../wallet-core/policy/index.ts';

/** Both ends of look-alikes agree in at least three characters, so only addresses with this end need comparing. */
const END = 3;

const endOf = (address: string) => address.slice(-END).toLowerCase();

/** Does an address resemble a known one without being it (T-02)? Fast for long histories. */
export function createLookAlikeIndex(known: Iterable<KnownAddress>): (address: string) => boolean {
  const byEnd = new Map<string, KnownAddress[]>();
  for (const entry of known) {
    const end = endOf(entry.address);
    const bucket = byEnd.get(end);
    if (bucket === undefined) byEnd.set(end, [entry]);
    else bucket.push(entry);
  }
  return (address) => findLookAlikes(address, byEnd.get(endOf(address)) ?? []).length > 0;
}
