import { appOrigin } from '../urls.ts';

/** What changes in a frame's life; held and changed by its web contents. */
export interface FrameState {
  /** As main sees it, `app://…`. */
  url: string;
  pid(): number;
  detached: boolean;
}

/** A frame as main sees it: address and family, never its inside. The same object for the frame's whole life. */
export class WebFrameMain {
  readonly frameTreeNodeId: number;
  readonly routingId: number;
  readonly name = '';
  readonly parent: WebFrameMain | null;
  readonly frames: WebFrameMain[] = [];
  private readonly state: FrameState;

  constructor(id: number, parent: WebFrameMain | null, state: FrameState) {
    this.frameTreeNodeId = id;
    this.routingId = id;
    this.parent = parent;
    this.state = state;
    parent?.frames.push(this);
  }

  get url(): string {
    return this.state.url;
  }

  get origin(): string {
    return appOrigin(this.state.url);
  }

  get top(): WebFrameMain {
    return this.parent === null ? this : this.parent.top;
  }

  get processId(): number {
    return this.state.pid();
  }

  get osProcessId(): number {
    return this.state.pid();
  }

  get detached(): boolean {
    return this.state.detached;
  }

  isDestroyed(): boolean {
    return this.state.detached;
  }

  get framesInSubtree(): WebFrameMain[] {
    return [this, ...this.frames.flatMap((frame) => frame.framesInSubtree)];
  }
}
