import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { LinkProposal } from '../../../wallet-core/ipc/index.ts';
import { FakeEmitter } from '../testing/fake-window.ts';
import { createManualClock, type ManualClock, settle } from '../testing/manual-clock.ts';
import { address } from '../testing/samples.ts';
import { type DeepLinks, initDeepLinks, KEEP_MS } from './deep-links.ts';

const link = `flux:${address}?amount=1`;
const proposal: LinkProposal = {
  kind: 'pay',
  chain: 'flux',
  asset: 'native',
  address,
  amount: '100000000',
  message: null,
  label: null,
};

class FakeApp extends FakeEmitter {
  readonly registered: string[] = [];

  setAsDefaultProtocolClient(scheme: string): boolean {
    this.registered.push(scheme);
    return true;
  }
}

let app: FakeApp;
let clock: ManualClock;
let open: boolean;
let parsed: string[];
let announced: number;
let parse: () => Promise<{ link: LinkProposal }>;
let links: DeepLinks;

function make(register = true): DeepLinks {
  return initDeepLinks({
    app: app as never,
    register,
    backend: {
      call: async (_name, request) => {
        parsed.push('text' in request ? request.text : '');
        return (await parse()) as never;
      },
    },
    clock,
    isSessionOpen: () => open,
    announce: () => {
      announced += 1;
    },
  });
}

beforeEach(() => {
  app = new FakeApp();
  clock = createManualClock();
  open = true;
  parsed = [];
  announced = 0;
  parse = async () => ({ link: proposal });
  links = make();
});

const take = (target: DeepLinks = links) => target.handlers['link.take']({}, { kind: 'app' });

describe('E-30: links in', () => {
  it('while open: parsed, announced, taken once; nothing else happens', async () => {
    links.offerArguments(['/usr/bin/parallax', '--flag', link]);
    expect(take()).toEqual({ link: null });
    await settle();
    expect(parsed).toEqual([link]);
    expect(announced).toBe(1);
    expect(take()).toEqual({ link: proposal });
    expect(take()).toEqual({ link: null });
  });

  it('from macOS', async () => {
    expect(app.emit('open-url', link)).toBe(true);
    await settle();
    expect(take()).toEqual({ link: proposal });
  });

  it('while locked: kept as text for a minute, parsed after unlock', async () => {
    open = false;
    links.offerArguments([link]);
    await settle();
    expect(parsed).toEqual([]);
    expect(take()).toEqual({ link: null });
    clock.jump(KEEP_MS);
    open = true;
    links.sessionOpened();
    await settle();
    expect(take()).toEqual({ link: proposal });
  });

  it('is dropped after a minute', async () => {
    open = false;
    links.offerArguments([link]);
    clock.jump(KEEP_MS + 1);
    open = true;
    links.sessionOpened();
    await settle();
    expect(parsed).toEqual([]);
    expect(announced).toBe(0);
    expect(take()).toEqual({ link: null });
  });

  it('keeps one: the newest', async () => {
    open = false;
    links.offerArguments([link]);
    links.offerArguments([`flux:${address}?amount=2`]);
    open = true;
    links.sessionOpened();
    await settle();
    expect(parsed).toEqual([`flux:${address}?amount=2`]);
  });

  it('a proposal does not outlive a lock, nor does one that is being parsed', async () => {
    links.offerArguments([link]);
    await settle();
    links.sessionLocked();
    expect(take()).toEqual({ link: null });

    const gate = Promise.withResolvers<{ link: LinkProposal }>();
    parse = () => gate.promise;
    links.offerArguments([link]);
    open = false;
    links.sessionLocked();
    gate.resolve({ link: proposal });
    await settle();
    open = true;
    expect(take()).toEqual({ link: null });
    expect(announced).toBe(1);
  });

  it('a newer link replaces one that is still being parsed', async () => {
    const slow = Promise.withResolvers<{ link: LinkProposal }>();
    parse = () => slow.promise;
    links.offerArguments([link]);
    parse = async () => ({ link: { ...proposal, amount: '2' } });
    links.offerArguments([`flux:${address}?amount=2`]);
    await settle();
    slow.resolve({ link: proposal });
    await settle();
    expect(take()).toEqual({ link: { ...proposal, amount: '2' } });
  });

  it('a link that cannot be understood is told to the person as such', async () => {
    parse = () => Promise.reject(new WalletError('link.bad-form', { reason: 'checksum' }));
    links.offerArguments([link]);
    await settle();
    expect(announced).toBe(1);
    expect(() => take()).toThrow(expect.objectContaining({ code: 'link.bad-form', data: { reason: 'checksum' } }));
    expect(take()).toEqual({ link: null });
  });

  it.each([
    [['https://evil.example/']],
    [['javascript:alert(1)']],
    [['file:///etc/passwd']],
    [['--flux:x']],
    [[` ${link}`]],
    [[`${link}\u0000`]],
    [[`${link}\u202e`]],
    [[`flux:${'a'.repeat(5_000)}`]],
    [[link, link]],
    [[]],
  ])('ignores %j', async (argv) => {
    links.offerArguments(argv);
    await settle();
    expect(parsed).toEqual([]);
  });

  it('registers its schemes when installed and only then', async () => {
    await links.onReady?.();
    expect(app.registered).toEqual(['flux', 'zel']);
    app = new FakeApp();
    await make(false).onReady?.();
    expect(app.registered).toEqual([]);
  });

  it('whatever stands on a command line, at most one known, printable, bounded text gets as far as the parser', async () => {
    const argument = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom(link, 'zel:?action=pay', '--no-sandbox', '/usr/bin/x', 'C:\\x.exe', `FLUX:${address}`),
      fc.webUrl(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(argument, { maxLength: 8 }), async (argv) => {
        parsed = [];
        links.offerArguments(argv);
        await settle();
        expect(parsed.length).toBeLessThanOrEqual(1);
        for (const text of parsed) {
          expect(argv).toContain(text);
          expect(text).toMatch(/^(flux|zel|bitcoin|ethereum|solana|tron):/i);
          expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(4_096);
          expect(text).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
