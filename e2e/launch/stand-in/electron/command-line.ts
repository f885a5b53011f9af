import { listed } from './listed.ts';

function switchArgument(name: string): string | undefined {
  return process.argv.slice(1).find((argument) => argument === `--${name}` || argument.startsWith(`--${name}=`));
}

const appended = new Map<string, string>();

/** `app.commandLine`. */
export const commandLine = listed('app.commandLine', {
  hasSwitch: (name: string): boolean => appended.has(name) || switchArgument(name) !== undefined,
  getSwitchValue: (name: string): string =>
    appended.get(name) ?? switchArgument(name)?.split('=').slice(1).join('=') ?? '',
  appendSwitch: (name: string, value = ''): void => void appended.set(name, value),
  appendArgument(): void {},
  removeSwitch: (name: string): void => void appended.delete(name),
});

/** What main asked of Chromium before it was ready, as Chromium takes it. */
export function appendedSwitches(): string[] {
  return Array.from(appended, ([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
}
