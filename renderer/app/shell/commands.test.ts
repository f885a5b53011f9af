import { afterEach, describe, expect, it, vi } from 'vitest';
import { routes, useRoute } from '../routes/router.ts';
import { resetAll, useSnapshots } from '../state/index.ts';
import { account, settings } from '../testing/fake-data.ts';
import { settle, standPage } from '../testing/stand-page.ts';
import { availableRoutes, commandsNow, matchCommands, toggleAmounts } from './commands.ts';

afterEach(() => {
  resetAll();
  vi.unstubAllGlobals();
});

const open = (kind: 'password' | 'watch') =>
  useSnapshots.setState({ account: { ...account, kind }, settings, phase: 'ready' });

describe('commands', () => {
  it('offer every screen, and none twice', () => {
    standPage();
    open('password');
    const ids = commandsNow().map((command) => command.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.startsWith('go-'))).toHaveLength(routes.length);
  });

  it('do not offer a watch-only account to send', () => {
    standPage();
    open('watch');
    expect(availableRoutes().map((route) => route.id)).not.toContain('send');
    expect(commandsNow().map((command) => command.id)).not.toContain('new-payment');
  });

  it('are found by words in any order and case', () => {
    standPage();
    open('password');
    expect(matchCommands(commandsNow(), 'ACTIVITY go').map((command) => command.id)).toEqual(['go-activity']);
    expect(matchCommands(commandsNow(), 'nothing like it')).toEqual([]);
    expect(matchCommands(commandsNow(), '  ')).toHaveLength(commandsNow().length);
  });

  it('go where they say', () => {
    standPage();
    open('password');
    commandsNow()
      .find((command) => command.id === 'go-coins')
      ?.run();
    expect(useRoute.getState().route).toBe('coins');
  });
});

describe('toggleAmounts', () => {
  it('keeps every other setting', async () => {
    const update = vi.fn(({ settings: wanted }: { settings: typeof settings }) => wanted);
    standPage({ 'settings.update': update });
    open('password');
    toggleAmounts();
    await settle();
    expect(update).toHaveBeenCalledWith({ settings: { ...settings, hideAmounts: true } });
    expect(useSnapshots.getState().settings?.hideAmounts).toBe(true);
  });
});
