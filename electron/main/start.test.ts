/** What is decided before anything runs: switches, arguments, environment, and what the log may hold. */
import { describe, expect, it } from 'vitest';
import { backendEnvironment } from './backend-environment.ts';
import { describeBoot } from './boot-info.ts';
import { dangerousSwitches, findDangerousSwitch } from './dangerous-switches.ts';
import { createLogger } from './logger.ts';
import { createPortHandout } from './port-handout.ts';
import { systemProcesses } from './processes.ts';
import { parseUnpackagedArguments } from './unpackaged-arguments.ts';

describe('E-05: dangerous switches', () => {
  const named = [
    'remote-debugging-port',
    'remote-debugging-pipe',
    'disable-web-security',
    'no-sandbox',
    'load-extension',
    'js-flags',
    'host-rules',
    'host-resolver-rules',
    'ignore-certificate-errors',
    'proxy-server',
  ];

  it('knows every switch the rule names', () => {
    for (const name of named) expect(dangerousSwitches).toContain(name);
  });

  it.each(dangerousSwitches)('refuses %s in every spelling', (name) => {
    for (const argument of [`--${name}`, `--${name}=1`, `-${name}`, `-${name}=a b\n`, `--${name.toUpperCase()}`]) {
      expect(findDangerousSwitch(['flux:t1', argument], 'linux')).toBe(name);
    }
    expect(findDangerousSwitch([`/${name}`], 'win32')).toBe(name);
    expect(findDangerousSwitch([`/${name}`], 'linux')).toBeUndefined();
  });

  it('refuses the plain password store', () => {
    expect(findDangerousSwitch(['--password-store=basic'], 'linux')).toBe('password-store=basic');
    expect(findDangerousSwitch(['--password-store=gnome-libsecret'], 'linux')).toBeUndefined();
  });

  it.each([[[]], [['flux:t1?amount=1']], [['--']], [['no-sandbox']], [['--lang=de', '--force-color-profile=srgb']]])(
    'lets %j start',
    (argv) => {
      expect(findDangerousSwitch(argv, 'linux')).toBeUndefined();
    },
  );
});

describe('arguments of unpackaged runs', () => {
  it.each([
    [[], { profileDir: null, serversFile: null, demo: false }],
    [['--profile', 'p', '--demo'], { profileDir: '/cwd/p', serversFile: null, demo: true }],
    [['--servers=/s.json', '--profile=/p'], { profileDir: '/p', serversFile: '/s.json', demo: false }],
    [['flux:t1', '--other'], { profileDir: null, serversFile: null, demo: false }],
  ])('%j', (argv, expected) => {
    expect(parseUnpackagedArguments(argv, '/cwd')).toEqual(expected);
  });

  it.each([[['--profile']], [['--profile', '--demo']], [['--servers', '']]])('refuses %j', (argv) => {
    expect(() => parseUnpackagedArguments(argv, '/cwd')).toThrow(RangeError);
  });
});

it('no variable that weakens Node or turns the network elsewhere reaches the backend', () => {
  const kept = backendEnvironment({
    HOME: '/home/a',
    Path: 'C:\\Windows',
    LANG: 'de_DE.UTF-8',
    NODE_OPTIONS: '--require /evil.js',
    NODE_EXTRA_CA_CERTS: '/evil.pem',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    ELECTRON_RUN_AS_NODE: '1',
    HTTPS_PROXY: 'http://evil',
    SSLKEYLOGFILE: '/tmp/keys',
    LD_PRELOAD: '/evil.so',
    TMP: undefined,
  });
  expect(kept).toEqual({ HOME: '/home/a', Path: 'C:\\Windows', LANG: 'de_DE.UTF-8' });
});

describe('describeBoot', () => {
  const facts = { version: '1.2.3', platform: 'linux', demo: false };

  it('names Electron, or says that it is not there', () => {
    expect(describeBoot({ ...facts, versions: { electron: '45.2.3' } })).toMatchObject({
      engine: 'Electron 45.2.3',
      standIn: false,
    });
    expect(describeBoot({ ...facts, versions: { node: '24.0.0', chrome: '156' } })).toMatchObject({
      engine: 'Stand-in for Electron (Chromium 156, Node 24.0.0)',
      standIn: true,
    });
  });

  it('refuses a system it does not know', () => {
    expect(() => describeBoot({ ...facts, platform: 'aix', versions: {} })).toThrow();
  });
});

it('E-35: the log takes words and numbers, never sentences, paths, addresses or keys', () => {
  const lines: string[] = [];
  createLogger((line) => lines.push(line)).log('warn', 'ipc.refused', {
    channel: 'session.open',
    count: 3,
    ok: false,
    path: '/home/somebody',
    sentence: 'not a word',
    'bad name': 'x',
    address: 't1Xk3pmGAXzxXgYdLFGFQmrBCTxzMiMSR4u',
    key: 'ab'.repeat(32),
  });
  createLogger((line) => lines.push(line)).log('warn', 'an event with words');
  expect(lines).toEqual([
    '{"place":"main","level":"warn","event":"ipc.refused","channel":"session.open","count":3,"ok":false}',
    '{"place":"main","level":"warn","event":"unnamed"}',
  ]);
});

it('the port is handed out once per page load and backend process', () => {
  let load = 1;
  let generation = 1;
  const handed: string[] = [];
  const port = (name: string) => ({ name }) as never;
  const handout = createPortHandout({
    app: { load: () => load, handPort: () => handed.push('app') },
    backend: { generation: () => generation, handPort: () => handed.push('backend') },
    createChannel: () => ({ port1: port('1'), port2: port('2') }),
  });
  handout.connect();
  expect(() => handout.connect()).toThrow(expect.objectContaining({ code: 'session.busy' }));
  load = 2;
  handout.connect();
  generation = 2;
  handout.connect();
  expect(handed).toHaveLength(6);
});

it('asks the system about processes', () => {
  expect(systemProcesses.isAlive(process.pid)).toBe(true);
  expect(systemProcesses.isAlive(0x7ffffffe)).toBe(false);
  systemProcesses.kill(0x7ffffffe);
});
