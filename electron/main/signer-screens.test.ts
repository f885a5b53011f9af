import { beforeEach, describe, expect, it } from 'vitest';
import { createSignerScreens, type SignerScreens } from './signer-screens.ts';
import { accountId } from './testing/samples.ts';

let log: string[];
let pending: boolean;
let screens: SignerScreens;

beforeEach(() => {
  log = [];
  pending = false;
  screens = createSignerScreens({
    signer: { present: () => void log.push('present'), send: (name) => void log.push(name) },
    approvals: { isPending: () => pending, cancelOpen: () => void log.push('cancel') },
  });
});

const busy = expect.objectContaining({ code: 'session.busy' });
const show = () => screens.show({ screen: 'export', accountId });

describe('the signer’s own screens', () => {
  it('come up one at a time, and not beside an approval', () => {
    show();
    expect(log).toEqual(['signer.open-screen', 'present']);
    expect(screens.isShown()).toBe(true);
    log = [];
    expect(show).toThrow(busy);
    expect(log).toEqual(['present']);
    screens.ended();
    pending = true;
    expect(show).toThrow(busy);
    expect(screens.isShown()).toBe(false);
  });

  it('are told when the person closes the window, and only then', () => {
    screens.dismissed();
    expect(log).toEqual([]);
    show();
    log = [];
    screens.dismissed();
    expect(log).toEqual(['signer.screen-closed']);
    expect(screens.isShown()).toBe(false);
    show();
    screens.ended();
    log = [];
    screens.dismissed();
    expect(log).toEqual([]);
  });

  it('another account: behind the hidden window when its keys are there, else with it; approvals are cancelled', () => {
    screens.activate(accountId, true);
    expect(log).toEqual(['cancel', 'session.activate']);
    expect(screens.isShown()).toBe(false);
    log = [];
    screens.activate(accountId, false);
    expect(log).toEqual(['cancel', 'session.activate', 'present']);
    log = [];
    expect(() => screens.activate(accountId, true)).toThrow(busy);
    expect(log).toEqual(['present']);
    screens.ended();
    log = [];
    pending = true;
    expect(() => screens.activate(accountId, true)).toThrow(busy);
    expect(log).toEqual(['cancel']);
  });
});
