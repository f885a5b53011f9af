/** The app as tests and the demo hold it, whichever of the two engines it runs on. */
import type { Page } from 'playwright';
import type { Records } from './stand-in/electron/records.ts';

export type WindowKind = 'app' | 'signer';
export type KillTarget = 'backend' | 'app' | 'app-window' | 'signer';

export interface LaunchOptions {
  /** The profile folder, `--profile`. It outlives the app. */
  readonly profileDir: string;
  /** JSON file of servers, `--servers`. */
  readonly serversFile?: string;
  /** Further arguments of the app, `--demo` for one. */
  readonly args?: readonly string[];
  /** Default true. */
  readonly headless?: boolean;
  /** Default: real Electron when its binary is there, else the stand-in. */
  readonly engine?: 'electron' | 'stand-in';
  /** The app's folder (package.json) and main script; default: this project's built bundles. */
  readonly appRoot?: string;
  readonly main?: string;
  /** On top of this process's own; nothing of the app reads the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Stand-in only: further Chromium switches, a fake camera for one. */
  readonly chromiumArguments?: readonly string[];
  /** Stand-in only: a strip at the foot of every window that says so. Default false. */
  readonly banner?: boolean;
  /** Stand-in only: a DevTools port on loopback, without which there are no pages to hold. Default true. */
  readonly debuggable?: boolean;
  /** Shows the app's output while it comes; it is collected in any case. */
  readonly echo?: boolean;
}

export interface WindowInfo {
  readonly id: number;
  readonly kind: WindowKind | 'other';
  /** `app://…` on both engines. */
  readonly url: string;
  readonly isVisible: boolean;
  readonly isFocused: boolean;
  readonly isEnabled: boolean;
  readonly isContentProtected: boolean;
  readonly parentId: number | undefined;
  /** Renderer process; 0 when it is gone. */
  readonly pid: number;
  /** What the window was made with; Electron itself does not say. */
  readonly webPreferences: Readonly<Record<string, unknown>> | undefined;
}

/** Process ids at the moment of asking. */
export interface Processes {
  readonly main: number;
  readonly backend: number | undefined;
  readonly app: number | undefined;
  readonly signer: number | undefined;
  /** The processes above and all others of the app (Chromium, GPU, …). */
  readonly all: readonly number[];
}

export interface PageChoice {
  /** Only a window that is shown; default any. */
  readonly visible?: boolean;
  /** Default 15,000. */
  readonly timeoutMs?: number;
}

export interface RunningApp {
  /** For every report: `Chromium 156 stand-in` or `Electron 45.2.3`. */
  readonly engine: string;
  readonly profileDir: string;
  /** Exit code of the main process; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Everything the app wrote so far. */
  output(): string;
  windows(): Promise<readonly WindowInfo[]>;
  /** The app window's page, waiting until there is one. After a crash or a reload ask again. */
  appPage(choice?: PageChoice): Promise<Page>;
  signerPage(choice?: PageChoice): Promise<Page>;
  processes(): Promise<Processes>;
  readonly powerMonitor: {
    /** `suspend`, `resume`, `lock-screen`, `unlock-screen`, `user-did-resign-active`, `shutdown`, … */
    fire(name: string): Promise<void>;
    setIdleSeconds(seconds: number): Promise<void>;
  };
  readonly clipboard: { read(): Promise<string>; write(text: string): Promise<void> };
  readonly dialogs: {
    /** What the person chooses in the next save dialog; null cancels. */
    answerSave(path: string | null): Promise<void>;
    /** What the person chooses in the next open dialog; null cancels. */
    answerOpen(path: string | null): Promise<void>;
    answerMessage(response: number, checkboxChecked?: boolean): Promise<void>;
  };
  /** A deep link by `open-url`, the way of macOS. */
  openUrl(link: string): Promise<void>;
  /** Starts the app again with these arguments on the same profile; gives that process's exit code. */
  secondInstance(args: readonly string[]): Promise<number | null>;
  activate(): Promise<void>;
  /** An accelerator of the application menu, `CmdOrCtrl+L`. */
  pressAccelerator(accelerator: string): Promise<void>;
  /** Clicks the n-th notification shown so far. */
  clickNotification(index: number): Promise<void>;
  setSystemDark(dark: boolean): Promise<void>;
  /** The person closes a window. */
  closeWindow(kind: WindowKind): Promise<void>;
  /** What the app did to the system: links opened, dialogs, notifications, prints, permissions. */
  records(): Promise<Records>;
  /** SIGKILL. `app` means every process of it at once; resolves when the processes are gone. */
  kill9(target: KillTarget): Promise<void>;
  /** Asks the app to quit as the system does, by force after ten seconds, and clears what the launcher made. */
  close(): Promise<void>;
}

/** Not every engine can do everything; tests that need it say so by this error. */
export class NotOnThisEngine extends Error {
  constructor(what: string, engine: string) {
    super(`${what} is not possible on ${engine}`);
    this.name = 'NotOnThisEngine';
  }
}
