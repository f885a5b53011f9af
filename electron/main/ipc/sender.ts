/** Who is calling? (E-18) Asked for every message, before anything of it is looked at. */
import { kindOfUrl, type WindowKind } from '../../windows/window-kinds.ts';
import type { WindowRegistry } from '../../windows/window-registry.ts';

export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
  readonly detached: boolean;
}

export interface SenderEvent {
  /** Null once the frame has navigated or is gone. */
  readonly senderFrame: SenderFrame | null;
  readonly sender: { readonly id: number };
}

/** The kind of window behind a message: the top frame, at its kind's exact origin, of a window we made. Else `undefined`. */
export function identifySender(event: SenderEvent, windows: WindowRegistry): WindowKind | undefined {
  try {
    const frame = event.senderFrame;
    if (frame === null || frame === undefined) return undefined;
    if (frame.parent !== null || frame.detached) return undefined;
    const kind = windows.kindOf(event.sender.id);
    return kind !== undefined && kindOfUrl(frame.url) === kind ? kind : undefined;
  } catch {
    // Electron throws when a disposed frame is asked for its parts.
    return undefined;
  }
}
