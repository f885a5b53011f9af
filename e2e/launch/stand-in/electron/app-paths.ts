import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const home = homedir();

function appData(): string {
  if (process.platform === 'win32') return process.env.APPDATA ?? join(home, 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support');
  return process.env.XDG_CONFIG_HOME ?? join(home, '.config');
}

/** `app.getPath` and `app.setPath` for the names that Electron knows. */
export class AppPaths {
  private readonly chosen = new Map<string, string>();
  private readonly name: () => string;

  constructor(name: () => string) {
    this.name = name;
  }

  get(name: string): string {
    const chosen = this.chosen.get(name);
    if (chosen !== undefined) return chosen;
    switch (name) {
      case 'home':
        return home;
      case 'appData':
        return appData();
      case 'userData':
        return join(appData(), this.name());
      case 'sessionData':
        return this.get('userData');
      case 'logs':
        return join(this.get('userData'), 'logs');
      case 'temp':
        return tmpdir();
      case 'exe':
        return process.execPath;
      case 'desktop':
      case 'documents':
      case 'downloads':
      case 'music':
      case 'pictures':
      case 'videos':
        return join(home, name.charAt(0).toUpperCase() + name.slice(1));
      default:
        throw new Error(`Failed to get '${name}' path`);
    }
  }

  set(name: string, path: string): void {
    this.get(name);
    mkdirSync(path, { recursive: true });
    this.chosen.set(name, path);
  }
}
