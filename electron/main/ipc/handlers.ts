/** What main answers by itself or passes to the backend; the modules with a concern of their own bring theirs along. */
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { BootInfo, RequestOf } from '../../../wallet-core/ipc/index.ts';
import type { SignerWindow } from '../../windows/signer-window.ts';
import type { Approvals } from '../approvals.ts';
import type { Backend } from '../backend-host.ts';
import type { CurrentSettings } from '../current-settings.ts';
import type { CameraGate } from '../modules/permissions.ts';
import type { Session } from '../session.ts';
import type { MainHandlers } from './main-handlers.ts';

export interface HandlerParts {
  readonly boot: BootInfo;
  readonly backend: Pick<Backend, 'call'>;
  readonly session: Pick<Session, 'open' | 'lock' | 'hasAccount'>;
  readonly approvals: Pick<Approvals, 'request' | 'cancel' | 'decide'>;
  readonly signer: Pick<SignerWindow, 'print'>;
  readonly gate: CameraGate;
  readonly settings: CurrentSettings;
  connect(): void;
  /** The signer wants to go away: hides it, or quits when nothing else is there. */
  closeSigner(): void;
}

type BlobName = RequestOf<'blob.read'>['name'];

/** Read and written before an account is open: they are what it is opened with. */
const blobsOfOpening: ReadonlySet<string> = new Set(['sealed-seed', 'watched'] satisfies BlobName[]);

type OwnHandlers = Omit<
  MainHandlers,
  'session.activity' | 'clipboard.write' | 'clipboard.compare' | 'file.save' | 'link.take' | 'external.open'
>;

export function createHandlers(parts: HandlerParts): OwnHandlers {
  const { backend, session, approvals } = parts;

  function assertBlobOpen({ accountId, name }: { readonly accountId: string; readonly name: BlobName }): void {
    if (!blobsOfOpening.has(name) && !session.hasAccount(accountId)) throw new WalletError('session.locked');
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
    async 'signer.ready'() {
      const device = await backend.call('device.read', {});
      parts.settings.set(device.settings);
      return device;
    },
    'unlock.gate': (request) => backend.call('throttle.read', request),
    'unlock.failed': (request) => backend.call('throttle.fail', request),
    'account.preview': (request) => backend.call('backend.preview', request),
    async 'session.open'(request) {
      await session.open(request);
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
