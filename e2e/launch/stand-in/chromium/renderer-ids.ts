/** Which process of the operating system draws which page. The protocol has no such field. */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CdpSession } from './connection.ts';
import type { Protocol } from './protocol.ts';

const SETTLE_MS = 1_500;
const ROUND_MS = 20;

export class RendererIds {
  private readonly root: CdpSession;
  private readonly taken = new Set<number>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(root: CdpSession) {
    this.root = root;
  }

  release(pid: number): void {
    this.taken.delete(pid);
  }

  /** The process of a page's document. `known`: the page's process so far, which a load of the same site keeps. */
  find(session: CdpSession, contextId: number, known: number): Promise<number> {
    const next = this.queue.then(async () => {
      if (known > 0 && this.taken.has(known) && existsSync(`/proc/${known}`)) return known;
      this.taken.delete(known);
      const pid = (await this.onlyFreeRenderer()) ?? (await this.traceStamp(session, contextId));
      this.taken.add(pid);
      return pid;
    });
    this.queue = next.catch(() => {});
    return next;
  }

  /**
   * Every page has a process of its own, so the one that no other page has is this page's. Linux only: elsewhere the
   * processes of Chromium's own surface look like a page's.
   */
  private async onlyFreeRenderer(): Promise<number | undefined> {
    if (process.platform !== 'linux') return undefined;
    for (const end = performance.now() + SETTLE_MS; performance.now() < end; await sleep(ROUND_MS)) {
      const { processInfo } = await this.root.send('SystemInfo.getProcessInfo');
      const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
      const [only, ...others] = renderers.filter((pid) => !this.taken.has(pid) && isPageRenderer(pid));
      // A process that a navigation left behind is still ending: look again.
      if (only !== undefined && others.length === 0) return only;
    }
    return undefined;
  }

  /** A time stamp that the page puts into a trace carries its process. Sure, but slow while processes come up. */
  private async traceStamp(session: CdpSession, contextId: number): Promise<number> {
    const stamp = `stand-in-pid-${crypto.randomUUID()}`;
    let found = 0;
    const collect = ({ value }: Protocol.Tracing.dataCollectedPayload): void => {
      for (const event of value as { pid?: number; args?: { data?: { message?: string } } }[]) {
        if (event.args?.data?.message === stamp) found = event.pid ?? 0;
      }
    };
    const traceConfig: Protocol.Tracing.TraceConfig = {
      includedCategories: ['devtools.timeline'],
      excludedCategories: ['*'],
      recordMode: 'recordUntilFull',
    };
    const complete = Promise.withResolvers<void>();
    const onComplete = (): void => complete.resolve();
    this.root.on('Tracing.dataCollected', collect);
    this.root.on('Tracing.tracingComplete', onComplete);
    try {
      await this.root.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
      try {
        await session.send('Runtime.evaluate', { expression: `console.timeStamp('${stamp}')`, contextId });
      } finally {
        await this.root.send('Tracing.end');
        await complete.promise;
      }
    } finally {
      this.root.off('Tracing.dataCollected', collect);
      this.root.off('Tracing.tracingComplete', onComplete);
    }
    return found;
  }
}

function isPageRenderer(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--top-chrome-webui');
  } catch {
    return false;
  }
}
