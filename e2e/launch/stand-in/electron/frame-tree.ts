import type { Protocol } from '../chromium/protocol.ts';
import { toAppUrl } from '../urls.ts';
import { type FrameState, WebFrameMain } from './web-frame-main.ts';

interface Entry {
  readonly frame: WebFrameMain;
  readonly state: FrameState;
}

let lastFrame = 0;

/** The frames of one page by Chromium's ids. The top frame keeps its object from load to load. */
export class FrameTree {
  private readonly entries = new Map<string, Entry>();
  private readonly pid: () => number;
  private topEntry: Entry;

  constructor(pid: () => number) {
    this.pid = pid;
    this.topEntry = this.make(null);
  }

  get top(): WebFrameMain {
    return this.topEntry.frame;
  }

  find(id: string): WebFrameMain | undefined {
    return this.entries.get(id)?.frame;
  }

  private make(parent: WebFrameMain | null): Entry {
    lastFrame += 1;
    const state: FrameState = { url: '', pid: this.pid, detached: false };
    return { frame: new WebFrameMain(lastFrame, parent, state), state };
  }

  /** A new page behind the same contents: its frames are new ones. */
  reset(topId: string): void {
    for (const id of [...this.entries.keys()]) this.detached(id);
    this.topEntry.state.detached = true;
    this.topEntry = this.make(null);
    this.entries.set(topId, this.topEntry);
  }

  attached(id: string, parentId: string): void {
    if (!this.entries.has(id)) this.entries.set(id, this.make(this.find(parentId) ?? this.top));
  }

  detached(id: string): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.entries.delete(id);
    entry.state.detached = true;
    const siblings = entry.frame.parent?.frames ?? [];
    if (siblings.includes(entry.frame)) siblings.splice(siblings.indexOf(entry.frame), 1);
  }

  navigated(frame: Protocol.Page.Frame): void {
    if (frame.parentId !== undefined) this.attached(frame.id, frame.parentId);
    const entry = this.entries.get(frame.id);
    if (entry) entry.state.url = toAppUrl(frame.url);
  }
}
