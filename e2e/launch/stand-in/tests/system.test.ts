import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attack, call, type Fixture, startFixture } from './fixture-app.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture({ chromiumArguments: ['--use-fake-device-for-media-stream'] });
});
afterAll(() => fixture.end());

const walletWindow = async () => (await fixture.app.windows()).find((window) => window.kind === 'app');
const signerWindow = async () => (await fixture.app.windows()).find((window) => window.kind === 'signer');

describe('power and lock events', () => {
  it.each(['suspend', 'resume', 'lock-screen', 'unlock-screen', 'shutdown', 'user-did-resign-active'])(
    'fires %s',
    async (name) => {
      await fixture.app.powerMonitor.fire(name);
      expect(await fixture.logged('power', name)).toBeDefined();
    },
  );
});

describe('E-13: permissions', () => {
  it.each(['microphone', 'geolocation', 'notification', 'readClipboard', 'writeClipboard'])(
    'refuses %s',
    async (name) => {
      expect(await attack(fixture.wallet, name)).toMatch(/NotAllowedError|denied|NotFoundError|User denied/);
    },
  );

  it('gives the camera only while main’s handlers would', async () => {
    expect(await attack(fixture.wallet, 'camera')).toMatch(/^NotAllowedError/);
    await call(fixture.wallet, 'invoke', 'camera', true);
    expect(await attack(fixture.wallet, 'camera')).toBe('done: 1');
    expect(await attack(fixture.wallet, 'microphone')).toMatch(/^NotAllowedError/);
    await call(fixture.wallet, 'invoke', 'camera', false);
    expect(await attack(fixture.wallet, 'camera')).toMatch(/^NotAllowedError/);
    expect((await fixture.app.records()).permissions.at(-1)).toMatchObject({
      origin: 'app://wallet',
      video: true,
      granted: false,
    });
  });
});

describe('E-27: input on its way into a window', () => {
  const inputs = async () => (await fixture.log()).filter(([what]) => what === 'input').map(([, type]) => type);

  it('is the person’s', async () => {
    await fixture.wallet.mouse.move(10, 10);
    await fixture.wallet.mouse.move(40, 40);
    await fixture.wallet.mouse.wheel(0, 5);
    await fixture.wallet.keyboard.press('a');
    for (const type of ['mouseMove', 'mouseWheel', 'rawKeyDown', 'keyUp']) await fixture.logged('input', type);
  });

  it('is not what a script dispatches', async () => {
    const before = (await inputs()).length;
    expect(await attack(fixture.wallet, 'pretendInput')).toBe('done');
    expect(await inputs()).toHaveLength(before);
  });
});

describe('partitions', () => {
  it('share nothing', async () => {
    await fixture.wallet.evaluate(() => localStorage.setItem('planted', 'by the wallet'));
    expect(await attack(fixture.signer, 'foreignStorage')).toBe('');
    expect(await attack(fixture.wallet, 'foreignStorage')).toContain('planted');
  });
});

describe('windows', () => {
  it('are shown, hidden, made modal and protected as main says', async () => {
    expect(await walletWindow()).toMatchObject({
      isVisible: true,
      isFocused: true,
      isEnabled: true,
      isContentProtected: false,
    });
    await fixture.act('modal-signer');
    expect(await signerWindow()).toMatchObject({
      isVisible: true,
      isFocused: true,
      isContentProtected: true,
      parentId: 1,
    });
    expect(await walletWindow()).toMatchObject({ isVisible: true, isFocused: false, isEnabled: false });
  });

  it('take no keys while a modal child is above them', async () => {
    const type = async (): Promise<string> => {
      await fixture.wallet.locator('#field').evaluate((field: HTMLInputElement) => {
        field.value = '';
        field.focus();
      });
      await fixture.wallet.keyboard.type('x', { delay: 0 });
      return fixture.wallet.locator('#field').inputValue();
    };
    expect(await type()).toBe('');
    await fixture.act('plain-signer');
    expect(await type()).toBe('x');
  });

  it('have the size they were made with', async () => {
    expect(await fixture.wallet.evaluate(() => [innerWidth, innerHeight])).toEqual([640, 480]);
  });

  it('E-06: report the preferences they were made with', async () => {
    expect((await walletWindow())?.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      partition: 'wallet',
    });
  });

  it('follow the theme that main sets', async () => {
    const isDark = (): Promise<boolean> =>
      fixture.wallet.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    expect(await isDark()).toBe(false);
    await fixture.act('dark');
    await expect.poll(isDark).toBe(true);
  });
});

describe('the system around the app', () => {
  it('lets the launcher write the clipboard and a page paste it', async () => {
    await fixture.app.clipboard.write('t1 from outside');
    expect(await fixture.act('paste-text')).toBe('t1 from outside');
    await fixture.wallet.locator('#field').fill('');
    await fixture.wallet.locator('#field').press('ControlOrMeta+v');
    await expect.poll(() => fixture.wallet.locator('#field').inputValue()).toBe('t1 from outside');
  });

  it('shares what main and pages copy', async () => {
    await fixture.act('copy-text');
    expect(await fixture.app.clipboard.read()).toBe('copied by main');
    await fixture.wallet.locator('#field').fill('copied in the page');
    await fixture.wallet.locator('#field').press('ControlOrMeta+a');
    await fixture.wallet.locator('#field').press('ControlOrMeta+c');
    await expect.poll(() => fixture.app.clipboard.read()).toBe('copied in the page');
  });

  it('records links that would be opened', async () => {
    await fixture.act('open-link');
    expect((await fixture.app.records()).openedLinks).toEqual(['https://example.invalid/']);
  });

  it('answers dialogs as the test says, and cancels otherwise', async () => {
    expect(await fixture.act('save-dialog')).toEqual({ canceled: true, filePath: '' });
    await fixture.app.dialogs.answerSave('/tmp/name.csv');
    expect(await fixture.act('save-dialog')).toEqual({ canceled: false, filePath: '/tmp/name.csv' });
  });

  it('presses accelerators of the menu, from outside and from the keyboard', async () => {
    await fixture.app.pressAccelerator('CmdOrCtrl+L');
    await fixture.logged('accelerator');
    await fixture.wallet.keyboard.press('Control+l');
    await expect.poll(async () => (await fixture.log()).filter(([word]) => word === 'accelerator').length).toBe(2);
  });

  it('delivers deep links', async () => {
    await fixture.app.openUrl('flux:t1abc');
    expect(await fixture.logged('open-url', 'flux:t1abc')).toBeDefined();
  });

  it('prints to nowhere and keeps the pages', async () => {
    expect(await fixture.act('print')).toBe(true);
    const [pdf] = (await fixture.app.records()).prints;
    expect(
      Buffer.from(pdf ?? '', 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('names what it does not have', async () => {
    expect(await fixture.act('unlisted')).toContain('BrowserWindow.setThumbarButtons');
  });

  it('says what it is', () => {
    expect(fixture.app.engine).toMatch(/^Chromium \d+ stand-in$/);
    expect(fixture.app.output()).toContain(`fixture: ready on ${fixture.app.engine} 1.2.3`);
  });
});
