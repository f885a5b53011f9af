type Handler = (request: Request) => Response | Promise<Response>;

/** `session.protocol` and, for the default session, the module `protocol`. */
export class ProtocolRegistry {
  private readonly handlers = new Map<string, Handler>();

  handle(scheme: string, handler: Handler): void {
    // Only names that the stand-in can translate: see urls.ts.
    if (scheme !== 'app') throw new Error(`the stand-in for Electron serves app:// only, not ${scheme}://`);
    if (this.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    this.handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme);
  }

  /** Not part of Electron: the handler of an address, for the request pipeline. */
  handlerFor(url: string): Handler | undefined {
    return URL.canParse(url) ? this.handlers.get(new URL(url).protocol.replace(/:$/, '')) : undefined;
  }
}

interface Privileges {
  readonly scheme: string;
  readonly privileges?: Readonly<Record<string, boolean>>;
}

/** What was registered, for tests: the pages' real origins are https and have the same privileges. */
export const registeredSchemes: Privileges[] = [];

export function registerSchemesAsPrivileged(schemes: readonly Privileges[]): void {
  registeredSchemes.push(...schemes);
}
