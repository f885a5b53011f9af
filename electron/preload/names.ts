/**
 * Names only, so that a preload is a few kilobytes of reviewable code without the schemas. They follow the contract:
 * a missing or foreign name does not compile, and a test compares both lists at run time.
 */
import type { AppToBackend, AppToMain, EventsTo, SignerToMain } from '../../wallet-core/ipc/index.ts';

type Complete<All extends string, Listed extends readonly All[]> = [Exclude<All, Listed[number]>] extends [never]
  ? Listed
  : { readonly missing: Exclude<All, Listed[number]> };

/* @__NO_SIDE_EFFECTS__ */
function complete<All extends string>() {
  return <const Listed extends readonly All[]>(listed: Listed & Complete<All, Listed>): Listed => listed;
}

export const appToMain = complete<AppToMain>()([
  'app.boot',
  'app.connect',
  'session.lock',
  'session.activity',
  'approval.request',
  'approval.cancel',
  'clipboard.write',
  'clipboard.compare',
  'file.save',
  'scan.begin',
  'scan.end',
  'link.take',
  'external.open',
]);

export const appToBackend = complete<AppToBackend>()([
  'state.read',
  'sync.refresh',
  'activity.page',
  'activity.export',
  'label.set',
  'receive.read',
  'receive.next',
  'coins.read',
  'coins.freeze',
  'send.validate',
  'send.prepare',
  'send.retry',
  'send.read',
  'link.parse',
  'settings.update',
  'server.test',
]);

export const mainToAppEvents = complete<EventsTo<'app', 'main'>>()([
  'session.locked',
  'session.idle-warning',
  'link.arrived',
  'backend.gone',
]);

export const backendToAppEvents = complete<EventsTo<'app', 'backend'>>()([
  'state.portfolio',
  'state.sync',
  'state.sends',
  'state.activity',
  'state.coins',
  'state.settings',
]);

export const signerToMain = complete<SignerToMain>()([
  'app.boot',
  'session.lock',
  'session.activity',
  'signer.ready',
  'unlock.gate',
  'unlock.failed',
  'account.preview',
  'session.open',
  'account.forget',
  'blob.read',
  'blob.write',
  'approval.decide',
  'signer.print',
  'signer.close',
]);

export const mainToSignerEvents = complete<EventsTo<'signer', 'main'>>()([
  'approval.open',
  'approval.withdraw',
  'settings.changed',
]);
