/** What the launcher tells the stand-in; given in the address of `register.ts`, so that the app's arguments stay its own. */
export interface StandInOptions {
  /** Folder of the app's package.json. */
  readonly appRoot: string;
  readonly chromium: string;
  readonly userDataDir: string;
  readonly headless: boolean;
  readonly debuggingPort: boolean;
  readonly chromiumArguments: readonly string[];
  /** Shown at the foot of every window; empty for none. */
  readonly banner: string;
}

let current: StandInOptions | undefined;

export function setOptions(options: StandInOptions): void {
  current = options;
}

export function getOptions(): StandInOptions {
  if (!current) throw new Error('the stand-in for Electron is started by e2e/launch only');
  return current;
}

export function toImportUrl(registerUrl: string, options: StandInOptions): string {
  const url = new URL(registerUrl);
  url.searchParams.set('options', JSON.stringify(options));
  return url.href;
}

export function fromImportUrl(url: string): StandInOptions {
  return JSON.parse(new URL(url).searchParams.get('options') ?? '') as StandInOptions;
}
