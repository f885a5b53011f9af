import { describe, expect, it } from 'vitest';
import { isWalletError, WalletError } from '../../errors/index.ts';
import type { Clock, Http } from '../../ports/index.ts';
import type { TxId } from '../../primitives/index.ts';
import type { AddressRef, BasicReader, ChainModel, Signed } from '../index.ts';
import { clientOf, hostileAnswers, type Network, reply, standingClock } from './pretended-network.ts';

export interface ReadingSubject<Reader extends BasicReader<ChainModel>> {
  /** A reader with one server, over this client. */
  reader(http: Http, clock: Clock): Reader;
  /** Everything it can be asked, by name. */
  readings(reader: Reader): readonly (readonly [string, () => Promise<unknown>])[];
  readonly nowMs: number;
  readonly addresses: readonly AddressRef[];
  healthyNetwork(accepted: Set<TxId>): Network;
  readonly foreignNetwork: Network;
  readonly signed: Signed;
  readonly unknownTxId: TxId;
}

/** Offline, hostile and foreign servers, unknown transactions, idempotent broadcast: the same for every chain. */
export function describeReading<Reader extends BasicReader<ChainModel>>(
  name: string,
  subject: ReadingSubject<Reader>,
): void {
  const readerOver = (network: Network) => subject.reader(clientOf(network), standingClock(subject.nowMs));

  describe(`${name} conforms: servers`, () => {
    it('without a network every reading fails: unknown is never zero or empty', async () => {
      const reader = readerOver(() => new WalletError('network.offline'));
      for (const [what, read] of subject.readings(reader)) {
        await expect(read(), what).rejects.toThrow('network.offline');
      }
    });

    it.each(hostileAnswers)('with %s every reading fails with a code of network or server', async (_name, answer) => {
      for (const [what, read] of subject.readings(readerOver(() => answer))) {
        const error: unknown = await read().then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        expect(isWalletError(error) ? error.code : error, what).toMatch(/^(?:network|server)\./);
      }
    });

    it('a server that breaks at any single request never yields a part', async () => {
      const whole = readerOver(subject.healthyNetwork(new Set()));
      const expected = JSON.stringify(await whole.balances(subject.addresses), (_key, value) =>
        typeof value === 'bigint' ? value.toString() : value,
      );
      for (let broken = 0; broken < 12; broken++) {
        const healthy = subject.healthyNetwork(new Set());
        let asked = 0;
        const reader = readerOver((request) => (asked++ === broken ? reply('<html>') : healthy(request)));
        const outcome: unknown = await reader.balances(subject.addresses).catch((thrown: unknown) => thrown);
        if (outcome instanceof Error) expect(isWalletError(outcome)).toBe(true);
        else {
          const got = JSON.stringify(outcome, (_key, value) => (typeof value === 'bigint' ? value.toString() : value));
          expect(got).toBe(expected);
        }
      }
    });

    it('a server of another network is told by every reading, the first one made and later ones', async () => {
      const kept = readerOver(subject.foreignNetwork);
      for (const [index, [what, read]] of subject.readings(kept).entries()) {
        await expect(read(), what).rejects.toThrow('server.wrong-chain');
        const first = subject.readings(readerOver(subject.foreignNetwork))[index]?.[1];
        await expect(first?.(), what).rejects.toThrow('server.wrong-chain');
      }
    });

    it('a transaction nobody knows is unknown, not failed', async () => {
      const reader = readerOver(subject.healthyNetwork(new Set()));
      expect(await reader.status(subject.unknownTxId)).toEqual({ kind: 'unknown' });
    });

    it('T-10: the same bytes twice are no error', async () => {
      const accepted = new Set<TxId>();
      const reader = readerOver(subject.healthyNetwork(accepted));
      expect(await reader.broadcast(subject.signed)).toBe(subject.signed.txid);
      expect(await reader.broadcast(subject.signed)).toBe(subject.signed.txid);
      expect([...accepted]).toEqual([subject.signed.txid]);
    });
  });
}
