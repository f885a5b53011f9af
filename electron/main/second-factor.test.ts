/** What main keeps and passes on of the second factor. */
import { describe, expect, it } from 'vitest';
import { composedMain, eventsOf, lastSent, ok, refused } from './testing/composed-main.ts';
import { account, accountId, d2faView, openRequest } from './testing/samples.ts';

const { start, windowOf, from, unlock } = composedMain();
const otherId = 'f'.repeat(16);

describe('the second factor as the app window sees it', () => {
  it('is nothing until the signer has looked, then what the signer said last', async () => {
    await start();
    await unlock();
    expect(await from('app', 'd2fa.view')).toEqual(ok({ view: null }));
    expect(await from('signer', 'd2fa.report', { accountId, view: d2faView })).toEqual(ok());
    expect(lastSent(windowOf('app'), 'd2fa.changed')).toEqual({ view: d2faView });
    expect(await from('app', 'd2fa.view')).toEqual(ok({ view: d2faView }));
  });

  it('E-18: the app window can ask for a look and can say nothing about it', async () => {
    await start();
    await unlock();
    expect(await from('app', 'd2fa.look')).toEqual(ok());
    expect(lastSent(windowOf('signer'), 'd2fa.look-again')).toEqual({ accountId });
    expect(await from('app', 'd2fa.report', { accountId, view: d2faView })).toEqual(refused('ipc.bad-sender'));
  });

  it('E-27: of another account nothing is taken, and nothing is left after a switch or a lock', async () => {
    await start();
    await unlock();
    expect(await from('signer', 'd2fa.report', { accountId: otherId, view: d2faView })).toEqual(
      refused('session.locked'),
    );
    expect(eventsOf(windowOf('app'))).not.toContain('d2fa.changed');
    await from('signer', 'd2fa.report', { accountId, view: d2faView });
    const other = { ...openRequest, account: { ...account, accountId: otherId } };
    expect(await from('signer', 'session.open', other)).toEqual(ok());
    expect(await from('app', 'd2fa.view')).toEqual(ok({ view: null }));
    await from('app', 'session.lock');
    expect(await from('app', 'd2fa.view')).toEqual(refused('session.locked'));
  });
});
