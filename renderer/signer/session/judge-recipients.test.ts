import { describe, expect, it } from 'vitest';
import { makeKeyring, otherStranger, ownAddress, stranger } from '../testing/payment-fixture.ts';
import { judgeRecipients } from './judge-recipients.ts';

const keys = makeKeyring();

/** As a thief would make one: both ends of the other, something else between. */
function imitate(address: string): string {
  const middle = [...address.slice(8, -8)].map((character) => (character === 'z' ? 'y' : 'z')).join('');
  return address.slice(0, 8) + middle + address.slice(-8);
}

const judge = (address: string, paidBefore: readonly string[] = []) => judgeRecipients([address], paidBefore, keys)[0];

describe('judgeRecipients', () => {
  it('T-04: tells own addresses, those paid before, and first payments apart', () => {
    expect(judge(ownAddress(keys, 0, 19).address)?.standing).toBe('own');
    expect(judge(ownAddress(keys, 1, 0).address, [ownAddress(keys, 1, 0).address])?.standing).toBe('own');
    expect(judge(stranger, [otherStranger, stranger])?.standing).toBe('paid-before');
    expect(judge(stranger, [otherStranger])?.standing).toBe('first-time');
    expect(judge(stranger)?.standing).toBe('first-time');
  });

  it('T-02: names the known address that another one imitates, own or paid before, and where it differs', () => {
    const own = ownAddress(keys, 0, 0).address;
    expect(judge(imitate(own))).toMatchObject({
      standing: 'first-time',
      lookAlike: { known: { address: own, source: 'own' } },
    });
    const found = judge(imitate(stranger), [otherStranger, stranger]);
    expect(found?.lookAlike).toMatchObject({ known: { address: stranger, source: 'history' }, tail: 8 });
    expect(found?.lookAlike?.positions[0]).toBe(8);
    expect(judge(imitate(stranger))?.lookAlike).toBeNull();
  });

  it('T-02: an address that is known resembles nobody', () => {
    const imitation = imitate(stranger);
    expect(judge(imitation, [stranger, imitation])).toMatchObject({ standing: 'paid-before', lookAlike: null });
    const own = ownAddress(keys, 0, 0).address;
    expect(judge(own, [imitate(own)])).toMatchObject({ standing: 'own', lookAlike: null });
  });

  it('judges each of several, in their order', () => {
    const own = ownAddress(keys, 0, 1).address;
    expect(judgeRecipients([stranger, own, otherStranger], [otherStranger], keys)).toMatchObject([
      { address: stranger, standing: 'first-time' },
      { address: own, standing: 'own' },
      { address: otherStranger, standing: 'paid-before' },
    ]);
  });
});
