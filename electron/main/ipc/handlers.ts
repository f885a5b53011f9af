/** What main answers by itself or passes to the backend; the modules with a concern of their own bring theirs along. */
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { BootInfo, RequestOf } from '../../../wallet-core/ipc/index.ts';
import type { SignerWindow } from '../../windows/signer-window.ts';
import type { Approvals } from '../approvals.ts';
import type { Backend } from '../backend-host.ts';
import type { CurrentSettings } from '../current-settings.ts';
import type { ClipboardModule } from '../modules/clipboard.ts';
import type { DeepLinks } from '../modules/deep-links.ts';
import type { ExternalLinks } from '../modules/external-links.ts';
import type { FilesModule } from '../modules/files.ts';
import type { Idle } from '../modules/idle.ts';
import type { CameraGate } from '../modules/permissions.ts';
import type { SecretClipboard } from '../modules/secret-clipboard.ts';
import type { SystemStoreModule } from '../modules/system-store.ts';
import type { SecondFactor } from '../second-factor.ts';
import type { Session } from '../session.ts';
import type { SignerScreens } from '../signer-screens.ts';
import type { Sweeps } from '../sweeps.ts';
import type { MainHandlers } from './main-handlers.ts';

export interface HandlerParts {
  readonly boot: BootInfo;
  readonly backend: Pick<Backend, 'call'>;
  readonly session: Pick<Session, 'open' | 'lock' | 'isOpen' | 'hasAccount' | 'account' | 'unlocked' | 'setUnlocked'>;
  readonly approvals: Pick<
    Approvals,
    'request' | 'requestStarts' | 'requestIdentity' | 'requestClaims' | 'cancel' | 'decide'
  >;
  readonly signer: Pick<SignerWindow, 'print'>;
  readonly screens: Pick<SignerScreens, 'show' | 'showNodeKey' | 'activate' | 'reveal'>;
  readonly gate: CameraGate;
  readonly settings: CurrentSettings;
  connect(): void;
  /** The signer wants to go away: hides it, or quits when nothing else is there. */
  closeSigner(): void;
  /** Locks, deletes what this device keeps, begins anew. */
  wipeDevice(): void;
}

type BlobName = RequestOf<'blob.read'>['name'];

/**
 * Read and written before an account is open: what it is opened with, and when its secret was last typed in full, which
 * may have to be asked first. The last is authenticated with a key of
 * the signer; imported keys are sealed with one.
 */
const blobsOfOpening: ReadonlySet<string> = new Set([
  'sealed-seed',
  'watched',
  'quick-unlock',
  'checkup',
  'keys',
] satisfies BlobName[]);

/** Whoever brings handlers of his own. */
type Others = Idle &
  ClipboardModule &
  SecretClipboard &
  SystemStoreModule &
  FilesModule &
  DeepLinks &
  ExternalLinks &
  SecondFactor &
  Sweeps;
type OwnHandlers = Omit<MainHandlers, keyof Others['handlers']>;

export function createHandlers(parts: HandlerParts): OwnHandlers {
  const { backend, session, approvals, screens } = parts;

  function assertBlobOpen({ accountId, name }: { readonly accountId: string; readonly name: BlobName }): void {
    if (!blobsOfOpening.has(name) && !session.hasAccount(accountId)) throw new WalletError('session.locked');
  }

  /** The signer may hold the keys of several accounts; the backend reads and writes for the open one. */
  function assertOpen(accountId: string): void {
    if (!session.hasAccount(accountId)) throw new WalletError('session.locked');
  }

  /** The account that a request of the app window is about. */
  function openAccountId(): string {
    const account = session.account();
    if (account === null) throw new WalletError('session.locked');
    return account.accountId;
  }

  return {
    'app.boot': () => parts.boot,
    'app.connect'() {
      parts.connect();
      return {};
    },
    'session.lock'() {
      // Not awaited: the signer that may have asked is dead before there is an answer.
      void session.lock('person');
      return {};
    },
    'approval.request': (request) => approvals.request(request),
    'approval.node-start': (request) => approvals.requestStarts(request),
    'approval.flux-id': (request) => approvals.requestIdentity(request),
    'approval.fusion-claims': (request) => approvals.requestClaims(request),
    'approval.cancel'({ draftId }) {
      approvals.cancel(draftId);
      return {};
    },
    'scan.begin'() {
      parts.gate.begin();
      return {};
    },
    'scan.end'() {
      parts.gate.end();
      return {};
    },
    'signer.show'({ screen }) {
      screens.show({ screen, accountId: openAccountId() });
      return {};
    },
    'signer.show-node-key'(request) {
      screens.showNodeKey({ ...request, accountId: openAccountId() });
      return {};
    },
    'node.adopt'(request) {
      assertOpen(request.accountId);
      return backend.call('backend.adopt-nodes', request);
    },
    'node.hand-over'(request) {
      assertOpen(request.accountId);
      return backend.call('backend.hand-over', request);
    },
    async 'accounts.list'() {
      const { accounts } = await backend.call('device.read', {});
      const open = session.account();
      // One that is not to be remembered is open all the same.
      const isListed = open === null || accounts.some(({ accountId }) => accountId === open.accountId);
      const all = isListed ? accounts : [open, ...accounts].slice(0, 50);
      return { accounts: all.map((account) => ({ account, unlocked: session.unlocked().has(account.accountId) })) };
    },
    async 'session.switch'({ accountId }) {
      const { accounts } = await backend.call('device.read', {});
      if (!accounts.some((account) => account.accountId === accountId)) throw new WalletError('account.unknown');
      if (accountId !== openAccountId()) screens.activate(accountId, session.unlocked().has(accountId));
      return {};
    },
    'account.rename': (request) => backend.call('backend.rename', request),
    'session.unlocked'({ accountIds }) {
      session.setUnlocked(accountIds);
      return {};
    },
    'device.wipe'() {
      // Not awaited: the signer that asked is dead before there is an answer.
      parts.wipeDevice();
      return {};
    },
    async 'signer.ready'() {
      const device = await backend.call('device.read', {});
      parts.settings.set(device.settings);
      return device;
    },
    'unlock.gate': (request) => backend.call('throttle.read', request),
    'unlock.failed': (request) => backend.call('throttle.fail', request),
    'account.preview': (request) => backend.call('backend.preview', request),
    async 'session.open'(request) {
      try {
        await session.open(request);
      } catch (thrown) {
        // It may have been asked for behind the signer's hidden window, which says what went wrong.
        if (session.isOpen()) screens.reveal();
        throw thrown;
      }
      return {};
    },
    async 'account.forget'(request) {
      const wasOpen = session.hasAccount(request.accountId);
      await backend.call('backend.forget', request);
      if (wasOpen) void session.lock('person');
      return {};
    },
    async 'blob.read'(request) {
      assertBlobOpen(request);
      return await backend.call('backend.blob-read', request);
    },
    async 'blob.write'(request) {
      assertBlobOpen(request);
      return await backend.call('backend.blob-write', request);
    },
    async 'approval.decide'(request) {
      await approvals.decide(request);
      return {};
    },
    'signer.print'() {
      parts.signer.print();
      return {};
    },
    'signer.close'() {
      parts.closeSigner();
      return {};
    },
  };
}
