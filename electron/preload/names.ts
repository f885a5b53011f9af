/**
 * Names only, so that a preload is a few kilobytes of reviewable code without the schemas. They follow the contract:
 * a missing or foreign name does not compile, and a test compares both lists at run time.
 */
import type { AppToBackend, AppToMain, EventsTo, SignerToMain } from '../../wallet-core/ipc/index.ts';

export const appToMain = [
  'app.boot',
  'app.connect',
  'session.lock',
  'approval.request',
  'approval.cancel',
  'clipboard.write',
  'clipboard.compare',
  'file.save',
  'scan.begin',
  'scan.end',
  'link.take',
  'external.open',
  'signer.show',
  'accounts.list',
  'session.switch',
  'account.rename',
  'backup.save',
  'backup.restore',
  'approval.node-start',
  'approval.flux-id',
  'signer.show-node-key',
  'd2fa.view',
  'd2fa.look',
] as const satisfies readonly AppToMain[];

export const appToBackend = [
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
  'account.validate',
  'account.prepare',
  'account.nonces',
  'tokens.read',
  'token.look',
  'token.accept',
  'token.remove',
  'allowances.read',
  'link.parse',
  'settings.update',
  'server.test',
  'nodes.read',
  'nodes.refresh',
  'nodes.network',
  'nodes.list',
  'nodes.add',
  'nodes.add-script',
  'nodes.forget',
  'nodes.configure',
  'nodes.setup',
  'nodes.plan-collateral',
  'nodes.prepare-start',
  'nodes.ask-server',
  'nodes.access',
  'nodes.trust',
  'nodes.operate',
  'consolidation.plan',
  'consolidation.begin',
  'consolidation.read',
  'consolidation.next',
  'consolidation.end',
  'flux-id.read',
  'flux-id.prepare',
  'flux-id.give-address',
  'flux-id.judge-link',
  'flux-id.revoke',
  'flux-id.forget',
  'flux-id.verify',
] as const satisfies readonly AppToBackend[];

export const mainToAppEvents = [
  'session.locked',
  'session.idle-warning',
  'd2fa.changed',
  'link.arrived',
  'backend.gone',
] as const satisfies readonly EventsTo<'app', 'main'>[];

export const backendToAppEvents = [
  'state.portfolio',
  'state.sync',
  'state.sends',
  'state.activity',
  'state.coins',
  'state.settings',
  'state.nodes',
  'state.consolidation',
  'state.flux-id',
] as const satisfies readonly EventsTo<'app', 'backend'>[];

export const signerToMain = [
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
  'session.unlocked',
  'clipboard.secret',
  'sheet.save-pdf',
  'system-store.status',
  'system-store.seal',
  'system-store.open',
  'device.wipe',
  'd2fa.records',
  'd2fa.plan',
  'd2fa.prepare',
  'd2fa.commit',
  'node.adopt',
  'node.hand-over',
  'd2fa.report',
  'signer.print',
  'signer.close',
] as const satisfies readonly SignerToMain[];

export const mainToSignerEvents = [
  'approval.open',
  'approval.withdraw',
  'signer.open-screen',
  'signer.screen-closed',
  'session.activate',
  'd2fa.look-again',
  'settings.changed',
  'approval.open-starts',
  'approval.open-identity',
  'signer.open-node-key',
] as const satisfies readonly EventsTo<'signer', 'main'>[];

type Missing =
  | Exclude<AppToMain, (typeof appToMain)[number]>
  | Exclude<AppToBackend, (typeof appToBackend)[number]>
  | Exclude<EventsTo<'app', 'main'>, (typeof mainToAppEvents)[number]>
  | Exclude<EventsTo<'app', 'backend'>, (typeof backendToAppEvents)[number]>
  | Exclude<SignerToMain, (typeof signerToMain)[number]>
  | Exclude<EventsTo<'signer', 'main'>, (typeof mainToSignerEvents)[number]>;
type Nothing<T extends never> = T;
/** Does not compile when a list lacks a name of the contract. */
export type NothingMissing = Nothing<Missing>;
