/**
 * Command line switches with which another program could drive or weaken the packaged app (E-05). There is no fuse for
 * Chromium's switches (electron/fuses#2), so main looks first thing and ends.
 */
export const dangerousSwitches = [
  'allow-file-access-from-files',
  'allow-running-insecure-content',
  'allow-sandbox-debugging',
  'auth-server-allowlist',
  'blink-settings',
  'browser-subprocess-path',
  'crash-dumps-dir',
  'disable-blink-features',
  'disable-extensions-except',
  'disable-features',
  'disable-gpu-sandbox',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-setuid-sandbox',
  'disable-site-isolation-trials',
  'disable-web-security',
  'enable-automation',
  'enable-blink-features',
  'enable-crash-reporter',
  'enable-experimental-web-platform-features',
  'enable-logging',
  'gpu-launcher',
  'headless',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
  'js-flags',
  'load-extension',
  'log-net-log',
  'no-sandbox',
  'no-zygote',
  'no-zygote-sandbox',
  'proxy-bypass-list',
  'proxy-pac-url',
  'proxy-server',
  'remote-allow-origins',
  'remote-debugging-address',
  'remote-debugging-io-pipes',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'remote-debugging-targets',
  'renderer-cmd-prefix',
  'renderer-process-limit',
  'single-process',
  'ssl-key-log-file',
  'trace-config-file',
  'trace-startup',
  'trace-startup-file',
  'unsafely-treat-insecure-origin-as-secure',
  'use-fake-device-for-media-stream',
  'use-fake-ui-for-media-stream',
  'use-file-for-fake-video-capture',
  'utility-cmd-prefix',
] as const;

const dangerous: ReadonlySet<string> = new Set(dangerousSwitches);

/** The name of a switch as Chromium reads it: one or two dashes, on Windows also a slash, without regard to case. */
function parseSwitch(argument: string, platform: string): { readonly name: string; readonly value: string } | null {
  const match = (platform === 'win32' ? /^(?:--?|\/)([^=]+)(?:=(.*))?$/s : /^--?([^=]+)(?:=(.*))?$/s).exec(argument);
  return match === null ? null : { name: (match[1] ?? '').toLowerCase(), value: match[2] ?? '' };
}

/** The first dangerous switch on the command line, `undefined` when there is none. `argv` without the program's own path. */
export function findDangerousSwitch(argv: readonly string[], platform: string): string | undefined {
  for (const argument of argv) {
    const found = parseSwitch(argument, platform);
    if (found === null) continue;
    if (dangerous.has(found.name)) return found.name;
    if (found.name === 'password-store' && found.value.toLowerCase() === 'basic') return 'password-store=basic';
  }
  return undefined;
}
