import type { PageTarget } from '../chromium/page-target.ts';
import { decodeTagged, encodeTagged } from '../tagged-json.ts';
import { IpcMain, invokeHandler } from './ipc-main.ts';
import { listed } from './listed.ts';
import { pressAccelerator } from './menu.ts';
import { type MessagePortMain, PortLink, type PortWord } from './message-port.ts';
import type { WebFrameMain } from './web-frame-main.ts';

/** The module `ipcMain` of Electron. */
export const ipcMain = listed('ipcMain', new IpcMain());

/** What a preload says over its binding. */
type Word =
  | {
      readonly op: 'send';
      readonly channel: string;
      readonly args: readonly unknown[];
      readonly ports: readonly number[];
    }
  | { readonly op: 'invoke'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly op: 'permission'; readonly id: number; readonly video: boolean; readonly audio: boolean }
  | { readonly op: 'accelerator'; readonly accelerator: string }
  | { readonly op: 'input'; readonly type: string }
  | PortWord;

export interface LinkOwner {
  /** The web contents, as main knows it. */
  readonly sender: object;
  readonly ipc: IpcMain;
  page(): PageTarget | undefined;
  processId(): number;
  decideMedia(frame: WebFrameMain | null, media: { video: boolean; audio: boolean }): Promise<boolean>;
  input(type: string): void;
}

/** Everything that crosses between main and one window's preload. */
export class RendererLink {
  private readonly owner: LinkOwner;
  private readonly ports = new PortLink((word) => this.deliver(word));

  constructor(owner: LinkOwner) {
    this.owner = owner;
  }

  private deliver(word: object, contextId?: number): void {
    this.owner.page()?.deliver(encodeTagged(word), contextId);
  }

  /** As Electron, loses what is sent before the page has a preload that listens. */
  emit(channel: string, args: readonly unknown[], transfer: readonly MessagePortMain[]): void {
    const { ids, flow } = this.ports.give(transfer);
    this.deliver({ op: 'emit', channel, args, ports: ids });
    flow();
  }

  closePorts(): void {
    this.ports.closeAll();
  }

  hear(frame: WebFrameMain | null, contextId: number, text: string): void {
    const word = decodeTagged(text) as Word;
    switch (word.op) {
      case 'send':
        this.receive(frame, word.channel, word.args, word.ports);
        return;
      case 'invoke':
        void this.answer(frame, contextId, word.id, word.channel, word.args);
        return;
      case 'permission':
        void this.owner
          .decideMedia(frame, word)
          .then((granted) => this.deliver({ op: 'permission', id: word.id, granted }, contextId));
        return;
      case 'accelerator':
        pressAccelerator(word.accelerator, null);
        return;
      case 'input':
        this.owner.input(word.type);
        return;
      default:
        this.ports.hear(word);
    }
  }

  private describeSender(frame: WebFrameMain | null) {
    const { sender } = this.owner;
    const processId = this.owner.processId();
    return { type: 'frame', sender, senderFrame: frame, processId, frameId: frame?.routingId ?? 0 };
  }

  private receive(
    frame: WebFrameMain | null,
    channel: string,
    args: readonly unknown[],
    ports: readonly number[],
  ): void {
    const event = {
      ...this.describeSender(frame),
      ports: ports.map((id) => this.ports.accept(id)),
      reply: (name: string, ...rest: unknown[]) => this.emit(name, rest, []),
    };
    this.owner.ipc.emit(channel, event, ...args);
    ipcMain.emit(channel, event, ...args);
  }

  private async answer(
    frame: WebFrameMain | null,
    contextId: number,
    id: number,
    channel: string,
    args: readonly unknown[],
  ): Promise<void> {
    const outcome = await invokeHandler([this.owner.ipc, ipcMain], channel, this.describeSender(frame), args);
    try {
      this.deliver({ op: 'reply', id, ...outcome }, contextId);
    } catch {
      const error = `Error invoking remote method '${channel}': Error: An object could not be cloned.`;
      this.deliver({ op: 'reply', id, ok: false, error }, contextId);
    }
  }
}
