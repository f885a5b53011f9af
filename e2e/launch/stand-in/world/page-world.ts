import type { Bridge } from './bridge.ts';

export interface PageWorldParts {
  readonly makeBridge: (channel: EventTarget, here: string, there: string, onWord: (word: unknown) => void) => Bridge;
  readonly offer: string;
  readonly ask: string;
}

/**
 * The stand-in's part of the page's own world, run before any script of the page: takes what the preload exposes and
 * asks for permission before the camera is touched. Leaves nothing on the page but what was exposed.
 */
export function startPageWorld({ makeBridge, offer, ask }: PageWorldParts): void {
  if (window.top !== window.self) return;
  const channel = document.createElement('i');
  const { defineProperty } = Object;
  const waiting = new Map<number, (granted: boolean) => void>();
  let asked = 0;

  const bridge = makeBridge(channel, 'to-page', 'to-preload', (word) => {
    const said = word as { expose?: string; api?: unknown; permission?: number; granted?: boolean };
    if (said.expose !== undefined) {
      const value = bridge.rebuild(said.api, true);
      defineProperty(window, said.expose, { value, enumerable: true, configurable: false, writable: false });
    } else if (said.permission !== undefined) {
      waiting.get(said.permission)?.(said.granted === true);
      waiting.delete(said.permission);
    }
  });

  // `relatedTarget` is the one way to hand an element to another world; it happens before the page has any script.
  const hand = (): void => {
    document.dispatchEvent(new MouseEvent(offer, { relatedTarget: channel }));
  };
  const onAsk = (): void => {
    document.removeEventListener(ask, onAsk);
    hand();
  };
  document.addEventListener(ask, onAsk);
  hand();

  // Electron asks main at the moment of use. Chromium is told beforehand, so the question has to come first.
  const devices = navigator.mediaDevices;
  if (!devices) return;
  const original = devices.getUserMedia;
  const getUserMedia = async (constraints?: MediaStreamConstraints): Promise<MediaStream> => {
    const id = ++asked;
    const granted = await new Promise<boolean>((resolve) => {
      waiting.set(id, resolve);
      bridge.say({ permission: id, video: Boolean(constraints?.video), audio: Boolean(constraints?.audio) });
    });
    if (!granted) throw new DOMException('Permission denied', 'NotAllowedError');
    return Reflect.apply(original, devices, [constraints]);
  };
  defineProperty(MediaDevices.prototype, 'getUserMedia', { value: getUserMedia, configurable: true, writable: true });
}
