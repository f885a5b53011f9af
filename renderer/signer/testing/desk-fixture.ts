/** Both desks over a main that keeps what it is told and an Argon2 that costs nothing, passed in. Synthetic secrets. */
import { sha512 } from '@noble/hashes/sha2.js';
import { parseSecretText, parseUsername } from '../../../wallet-core/credentials/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import {
  type AccountPreview,
  type D2faView,
  type KnownAccount,
  parseReplyValue,
  parseRequest,
  type ReplyOf,
  type RequestOf,
  type SignerToMain,
} from '../../../wallet-core/ipc/index.ts';
import { nobleEngine } from '../../../wallet-core/keyring/index.ts';
import type { Argon2 } from '../../../wallet-core/ports/index.ts';
import { concatBytes, SecretBytes } from '../../../wallet-core/primitives/index.ts';
import { AccountDesk } from '../session/account-desk.ts';
import { ApprovalDesk } from '../session/approval-desk.ts';
import { CheckUpDesk } from '../session/check-up-desk.ts';
import { CreateDesk } from '../session/create-desk.ts';
import { DeviceDesk } from '../session/device-desk.ts';
import { ExportDesk } from '../session/export-desk.ts';
import { ImportDesk } from '../session/import-desk.ts';
import { KeysDesk } from '../session/keys-desk.ts';
import type { MainPort } from '../session/main-port.ts';
import { ProofDesk } from '../session/proof-desk.ts';
import { QuickDesk } from '../session/quick-desk.ts';
import type { Screen } from '../session/screen.ts';
import { ScreenStore } from '../session/screen-store.ts';
import { createFactors } from '../session/second-factor/create-factors.ts';
import type { FactorGate } from '../session/second-factor/factor-gate.ts';
import type { Credentials } from '../session/secret-input.ts';
import { Session } from '../session/session.ts';
import { SweepDesk } from '../session/sweep-desk.ts';

export const nothingFound: AccountPreview = {
  addresses: [],
  total: '0',
  usedCount: 0,
  provenance: { source: 'one.example', height: 10, atMs: 5 },
  error: null,
};

const settings = {
  theme: 'dark',
  language: 'en',
  autoLockMinutes: 10,
  hideAmounts: false,
  followWhileLocked: true,
  notifications: true,
  servers: { flux: [] },
} as const;

/** One server, read to the end, without a record. */
export function nothingRecorded(atMs: number): ReplyOf<'d2fa.records'> {
  const reading = { source: 'one.example', tipHeight: 2_950_000, atMs, complete: true, outputs: [] };
  return { readings: [reading], agreement: 'unknown', anchorsWanted: 8 };
}

/** Main's answers. Requests and replies go through the contract, so a desk that breaks it fails here too. */
export class FakeMain {
  readonly calls: { readonly channel: SignerToMain; readonly request: unknown }[] = [];
  readonly blobs = new Map<string, string>();
  readonly failures = new Map<SignerToMain, WalletError>();
  /** What happens inside main before it answers. */
  readonly during = new Map<SignerToMain, () => unknown>();
  accounts: KnownAccount[] = [];
  preview: AccountPreview = nothingFound;
  gateMs = 0;
  storeKind = 'keychain';
  failedMs = 0;
  /** Instead of the usual answers. */
  readonly answers = new Map<SignerToMain, (request: unknown) => unknown>();
  /** What was last said of the second factor. */
  reported: D2faView | null = null;
  now: () => number = () => 0;
  /** What a paper key is said to hold. */
  sweep: ReplyOf<'sweep.prepare'> | null = null;

  readonly port = (async (channel: SignerToMain, request: unknown) => {
    const checked = parseRequest(channel, request);
    this.calls.push({ channel, request: checked });
    await this.during.get(channel)?.();
    const failure = this.failures.get(channel);
    if (failure !== undefined) throw failure;
    const own = this.answers.get(channel);
    return parseReplyValue(channel, own === undefined ? this.#answer(channel, checked) : own(checked));
  }) as MainPort;

  requests<Name extends SignerToMain>(name: Name): RequestOf<Name>[] {
    return this.calls.filter(({ channel }) => channel === name).map(({ request }) => request as RequestOf<Name>);
  }

  #answer(channel: SignerToMain, request: unknown): unknown {
    const { accountId, name, blob } = request as { accountId: string; name: string; blob: string };
    switch (channel) {
      case 'signer.ready':
        return { accounts: this.accounts, settings };
      case 'unlock.gate':
        return { waitMs: this.gateMs, failures: 0 };
      case 'unlock.failed':
        return { waitMs: this.failedMs, failures: 1 };
      case 'account.preview':
        return this.preview;
      case 'blob.read':
        return { blob: this.blobs.get(`${accountId} ${name}`) ?? null };
      case 'blob.write':
        this.blobs.set(`${accountId} ${name}`, blob);
        return {};
      case 'account.forget':
        for (const key of this.blobs.keys()) if (key.startsWith(accountId)) this.blobs.delete(key);
        this.accounts = this.accounts.filter((account) => account.accountId !== accountId);
        return {};
      case 'session.open': {
        const { account } = request as RequestOf<'session.open'>;
        const others = this.accounts.filter((one) => one.accountId !== account.accountId);
        this.accounts = [...others, account];
        return {};
      }
      case 'd2fa.records':
        return nothingRecorded(this.now());
      case 'd2fa.report':
        this.reported = (request as RequestOf<'d2fa.report'>).view;
        return {};
      case 'sweep.prepare':
        return this.sweep;
      case 'sweep.commit': {
        const { draftId, txid } = request as RequestOf<'sweep.commit'>;
        return { sendId: draftId, txid };
      }
      case 'sheet.save-pdf':
        return { saved: true };
      case 'system-store.status':
        return { available: this.storeKind === 'keychain', kind: this.storeKind };
      case 'system-store.seal':
        return { sealed: `aa${(request as RequestOf<'system-store.seal'>).content}` };
      case 'system-store.open':
        return { content: (request as RequestOf<'system-store.open'>).sealed.slice(2) };
      default:
        return {};
    }
  }
}

/** SHA-512 in the place of Argon2id: other secrets, other keys, and that is all these tests need. */
function cheapArgon2(signal: AbortSignal, count: () => void, pause: () => Promise<void>): Argon2 {
  return {
    async derive(input, salt, parameters) {
      count();
      const output = sha512(concatBytes(input, salt)).slice(0, parameters.outputLength);
      const aborted = new Promise<never>((_resolve, reject) => {
        const cancel = () => reject(new WalletError('approval.cancelled'));
        if (signal.aborted) cancel();
        signal.addEventListener('abort', cancel);
      });
      await Promise.race([pause(), aborted]);
      return output;
    },
  };
}

export interface DesksOptions {
  /** The second factor is looked after, and asked for before an export; else that door stands open. */
  readonly withFactors?: boolean;
}

export function createDesks({ withFactors = false }: DesksOptions = {}) {
  const main = new FakeMain();
  const screens = new ScreenStore();
  const session = new Session();
  const seen: Screen['kind'][] = [];
  screens.subscribe(() => seen.push(screens.read().kind));
  let now = 1_000_000;
  main.now = () => now;
  const sleepers = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  const sleep = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const sleeper = { atMs: now + ms, wake: resolve };
      sleepers.add(sleeper);
      signal?.addEventListener('abort', () => {
        sleepers.delete(sleeper);
        reject(signal.reason);
      });
    });
  let drawn = 0;
  let derivations = 0;
  let pause: Promise<void> = Promise.resolve();
  const deps = {
    main: main.port,
    screens,
    session,
    clock: { now: () => now, sleep },
    engine: nobleEngine,
    random: { bytes: (length: number) => Uint8Array.from({ length }, (_, at) => (at * 7 + drawn++) & 0xff) },
    startArgon2: (signal: AbortSignal) =>
      cheapArgon2(
        signal,
        () => {
          derivations += 1;
        },
        () => pause,
      ),
  };
  const accounts = new AccountDesk(deps);
  const creates = new CreateDesk({ ...deps, accounts });
  const imports = new ImportDesk({ ...deps, accounts });
  const proofs = new ProofDesk({ ...deps, accounts });
  const checkUps = new CheckUpDesk({ ...deps, accounts });
  const quick = new QuickDesk({ ...deps, accounts, proofs });
  const keys = new KeysDesk({ ...deps, accounts });
  const sweeps = new SweepDesk({ ...deps, accounts });
  const device = new DeviceDesk({ ...deps, accounts });
  const factors = createFactors({ ...deps, accounts, proofs });
  const open: FactorGate['pass'] = async () => ({ by: 'nothing-set' });
  const gate = withFactors ? factors.gate : { pass: open };
  if (withFactors) accounts.onOpened((account, isNew) => void (isNew ? factors.watch.begin(account) : undefined));
  const exports = new ExportDesk({ ...deps, accounts, proofs, gate });
  const approvals = new ApprovalDesk({ ...deps, proofs, gate, makeRoom: () => accounts.makeRoom() });
  return {
    main,
    screens,
    session,
    accounts,
    creates,
    imports,
    proofs,
    exports,
    approvals,
    checkUps,
    device,
    quick,
    factors,
    keys,
    sweeps,
    now: () => now,
    seen,
    derivations: () => derivations,
    pass: async (ms: number) => {
      now += ms;
      for (const sleeper of [...sleepers].filter(({ atMs }) => atMs <= now)) {
        sleepers.delete(sleeper);
        sleeper.wake();
      }
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    },
    /** Derivations from now on wait for the returned function. */
    holdDerivations: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      pause = promise;
      return resolve;
    },
  };
}

export type Desks = ReturnType<typeof createDesks>;

/** What the desks use of an input. */
export function inputOf(value: string): HTMLInputElement {
  return { value } as HTMLInputElement;
}

export function wordsInputOf(value: string): HTMLTextAreaElement {
  return { value } as HTMLTextAreaElement;
}

export function credentialsOf(username: string, password: string, passphrase = '') {
  const name = parseUsername(username);
  const secrets = [password, passphrase].map(parseSecretText);
  const [first, second] = secrets.map((secret) => (secret.ok ? secret.value : new SecretBytes(new Uint8Array())));
  if (!name.ok || first === undefined || second === undefined) throw new TypeError('credentials');
  const credentials = { ok: true, value: { username: name.value, password: first, passphrase: second } } as const;
  const areErased = () => first.isErased && second.isErased;
  return { credentials: credentials satisfies Credentials, areErased };
}

/** The screen, which must be of this kind. */
export function screenOf<Kind extends Screen['kind']>(
  screens: ScreenStore,
  kind: Kind,
): Extract<Screen, { kind: Kind }> {
  const screen = screens.read();
  if (screen.kind !== kind) throw new TypeError(`on screen is ${screen.kind}, not ${kind}`);
  return screen as Extract<Screen, { kind: Kind }>;
}
