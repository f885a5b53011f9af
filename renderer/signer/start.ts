/** Composition root of this window: real clock, randomness, engine and worker; one desk for accounts, one for approvals. */
import type { BootInfo, PayloadOf, SignerBridge } from '../../wallet-core/ipc/index.ts';
import { createLazyEngine } from '../../wallet-core/keyring/lazy-engine.ts';
import type { Clock, Random } from '../../wallet-core/ports/index.ts';
import { applyTheme } from '../ui/index.ts';
import { AccountApprovalDesk } from './session/account-approval-desk.ts';
import { AccountDesk } from './session/account-desk.ts';
import { ApprovalDesk } from './session/approval-desk.ts';
import { CheckUpDesk } from './session/check-up-desk.ts';
import { CreateDesk } from './session/create-desk.ts';
import { DeviceDesk } from './session/device-desk.ts';
import { ExportDesk } from './session/export-desk.ts';
import { FluxApprovalDesk } from './session/flux-approval-desk.ts';
import { ImportDesk } from './session/import-desk.ts';
import { ImportNodesDesk } from './session/import-nodes-desk.ts';
import { KeysDesk } from './session/keys-desk.ts';
import { createMainPort } from './session/main-port.ts';
import { NodeKeyDesk } from './session/node-key-desk.ts';
import { ProofDesk } from './session/proof-desk.ts';
import { QuickDesk } from './session/quick-desk.ts';
import { ScreenStore } from './session/screen-store.ts';
import { createFactors, type Factors } from './session/second-factor/create-factors.ts';
import { Session } from './session/session.ts';
import { SweepDesk } from './session/sweep-desk.ts';
import { startDerivationWorker } from './worker/start-worker.ts';
import { createWorkerArgon2 } from './worker/worker-argon2.ts';

const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};

const random: Random = { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) };

export interface SignerParts {
  readonly screens: ScreenStore;
  readonly accounts: AccountDesk;
  readonly creates: CreateDesk;
  readonly imports: ImportDesk;
  readonly approvals: ApprovalDesk;
  readonly fluxApprovals: FluxApprovalDesk;
  readonly nodeKeys: NodeKeyDesk;
  readonly nodeImports: ImportNodesDesk;
  readonly accountApprovals: AccountApprovalDesk;
  readonly proofs: ProofDesk;
  readonly exports: ExportDesk;
  readonly checkUps: CheckUpDesk;
  readonly device: DeviceDesk;
  readonly quick: QuickDesk;
  readonly factors: Factors;
  readonly keys: KeysDesk;
  readonly sweeps: SweepDesk;
  readonly clock: Clock;
  readonly random: Random;
  /** `null`: main did not say; the notices are left out, everything else works. */
  readonly boot: Promise<BootInfo | null>;
  readonly lock: () => void;
  readonly print: () => void;
  /** Whether it was saved; false when the person gave up. */
  readonly savePdf: () => Promise<boolean>;
}

export function startSigner(bridge: SignerBridge): SignerParts {
  const main = createMainPort(bridge);
  const screens = new ScreenStore();
  const session = new Session();
  const { engine, warmUp } = createLazyEngine(async () => (await import('./fast-engine.ts')).fastEngine);
  const startArgon2 = (signal: AbortSignal) => {
    // The worker takes seconds, and this thread has nothing to do meanwhile.
    void warmUp();
    return createWorkerArgon2(startDerivationWorker, signal);
  };
  const accounts = new AccountDesk({ main, screens, session, clock, random, engine, startArgon2 });
  const creates = new CreateDesk({ main, screens, accounts });
  const imports = new ImportDesk({ main, screens, session, clock, random, engine, startArgon2, accounts });
  const proofs = new ProofDesk({ main, screens, session, clock, random, engine, startArgon2, accounts });
  const checkUps = new CheckUpDesk({ main, screens, session, clock, random, engine, startArgon2, accounts });
  const quick = new QuickDesk({ main, screens, session, clock, random, engine, startArgon2, accounts, proofs });
  const keys = new KeysDesk({ main, screens, session, random, accounts });
  const sweeps = new SweepDesk({ main, screens, session, clock, accounts });
  const device = new DeviceDesk({ main, screens, session, accounts });
  const factors = createFactors({ main, screens, session, clock, random, startArgon2, accounts, proofs });
  const { gate } = factors;
  const exports = new ExportDesk({ main, screens, session, clock, accounts, proofs, gate });
  const approvals = new ApprovalDesk({
    main,
    screens,
    session,
    clock,
    random,
    makeRoom: () => accounts.makeRoom(),
    gate,
    proofs,
  });
  accounts.onOpened((account, isNew) => void factors.follow.follow(account, isNew));

  const accountApprovals = new AccountApprovalDesk({
    main,
    screens,
    session,
    clock,
    random,
    makeRoom: () => accounts.makeRoom(),
    gate,
    proofs,
  });
  const fluxApprovals = new FluxApprovalDesk({
    main,
    screens,
    session,
    clock,
    makeRoom: () => accounts.makeRoom(),
    gate,
  });
  const nodeKeys = new NodeKeyDesk({ main, screens, session, clock, accounts, gate });
  const nodeImports = new ImportNodesDesk({ main, screens, session, accounts });

  bridge.on['approval.open']((payload) => {
    void (payload.stated.kind === 'payment' ? approvals : accountApprovals).open(payload);
  });
  bridge.on['approval.open-starts']((payload) => void fluxApprovals.openStarts(payload));
  bridge.on['approval.open-claims']((payload) => void fluxApprovals.openClaims(payload));
  bridge.on['approval.open-identity']((payload) => void fluxApprovals.openIdentity(payload));
  bridge.on['approval.withdraw'](({ requestId }) => {
    approvals.withdraw(requestId);
    accountApprovals.withdraw(requestId);
    fluxApprovals.withdraw(requestId);
  });
  bridge.on['signer.open-node-key']((payload) => {
    if (accounts.makeRoom()) void nodeKeys.open(payload);
  });
  bridge.on['session.activate'](async ({ accountId }) => {
    const watched = await accounts.activate(accountId);
    if (watched !== null) await imports.openWatched(watched);
  });
  bridge.on['signer.open-screen'](({ screen, accountId }) => {
    if (!accounts.makeRoom()) return;
    void accounts.refresh().then(() => openScreen(screen, accountId));
  });
  bridge.on['d2fa.look-again'](({ accountId }) => {
    const account = session.find(accountId);
    if (account !== undefined) void factors.watch.look(account).catch(() => undefined);
  });
  bridge.on['signer.screen-closed'](() => accounts.leave());
  const openScreen = (screen: PayloadOf<'signer.open-screen'>['screen'], accountId: string) => {
    if (!accounts.makeRoom()) return;
    const open = session.find(accountId)?.known;
    switch (screen) {
      case 'export':
        if (open !== undefined) exports.ask(open);
        break;
      case 'check-up':
        if (open !== undefined) checkUps.ask(accountId);
        break;
      case 'quick-unlock':
        if (open !== undefined) void quick.show(accountId);
        break;
      case 'second-factor':
        if (open !== undefined) void factors.desk.open(accountId);
        break;
      case 'sheet':
        if (open !== undefined) device.showSheet(accountId);
        break;
      case 'keys':
        if (open !== undefined) void keys.show(accountId);
        break;
      case 'import-nodes':
        if (open !== undefined) nodeImports.open(accountId);
        break;
      case 'remove':
        if (session.active?.accountId === accountId) device.showRemove(session.active);
        break;
      case 'add-account':
        accounts.showWelcome();
        break;
    }
  };
  let endTheme = applyTheme('system');
  bridge.on['settings.changed'](({ settings }) => {
    endTheme();
    endTheme = applyTheme(settings.theme);
  });

  // A window that nobody sees has no secret on it when it comes back.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && ['export', 'node-key', 'import-nodes'].includes(screens.read().kind))
      void accounts.returnToOpen();
  });

  const report = () => void main('session.activity', {}).catch(() => undefined);
  let lastReport = 0;
  for (const kind of ['pointerdown', 'keydown', 'wheel'] as const) {
    window.addEventListener(
      kind,
      () => {
        if (clock.now() - lastReport < 1_000) return;
        lastReport = clock.now();
        report();
      },
      { passive: true },
    );
  }

  void accounts.start().then(({ theme }) => {
    endTheme();
    endTheme = applyTheme(theme);
  });
  return {
    screens,
    accounts,
    creates,
    imports,
    approvals,
    fluxApprovals,
    nodeKeys,
    nodeImports,
    accountApprovals,
    proofs,
    exports,
    checkUps,
    device,
    quick,
    factors,
    keys,
    sweeps,
    clock,
    random,
    boot: main('app.boot', {}).catch(() => null),
    // Locking ends this window before there is an answer; a second click on Print within a second is one too many.
    lock: () => void main('session.lock', {}).catch(() => undefined),
    savePdf: async () => (await main('sheet.save-pdf', {})).saved,
    print: () => void main('signer.print', {}).catch(() => undefined),
  };
}
