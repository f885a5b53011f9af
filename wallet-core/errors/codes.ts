/**
 * Every error a person or a log can meet. The sentence and the next step for each code stand in
 * `renderer/ui/language/en/errors.ts`; a test fails when one is missing. Server text never becomes a code.
 */
export const errorCodes = [
  // network and servers
  'network.offline',
  'network.timeout',
  'network.refused-host',
  'network.too-large',
  'network.redirected',
  'network.bad-certificate',
  'network.status',
  'server.bad-reply',
  'server.wrong-chain',
  'server.behind',
  'server.rate-limited',
  'server.coins-disagree',
  'server.disagree',
  'server.none-left',
  // chains
  'chain.rejected',
  'chain.fee-too-low',
  'chain.conflict',
  'chain.already-known',
  'chain.expired',
  'chain.insufficient-funds',
  'chain.too-large',
  'chain.dust',
  'chain.bad-address',
  'chain.bad-transaction',
  'chain.not-supported',
  'chain.unknown-transaction',
  'chain.gap-limit',
  // account, credentials
  'account.bad-username',
  'account.bad-password',
  'account.bad-passphrase',
  'account.bad-mnemonic',
  'account.too-weak',
  'account.wrong-credentials',
  'account.unknown',
  'account.exists',
  'account.out-of-memory',
  'account.derivation-failed',
  'account.throttled',
  // session and approvals
  'session.locked',
  'session.busy',
  'approval.rejected',
  'approval.expired',
  'approval.replayed',
  'approval.mismatch',
  'approval.unknown',
  'approval.policy',
  'approval.unanswered',
  'approval.cancelled',
  // FluxNodes and the Flux ID
  'node.unknown',
  'node.unreachable',
  'node.no-address',
  'node.certificate-new',
  'node.certificate-changed',
  'node.plain-http',
  'node.login-needed',
  'node.not-allowed',
  'node.refused',
  'node.bad-script',
  'zelid.none',
  'zelid.refused-text',
  'zelid.refused-callback',
  'zelid.login-needed',
  'zelid.login-refused',
  'consolidation.nothing',
  'consolidation.changed',
  // links
  'link.bad-form',
  'link.not-supported',
  'link.dropped',
  // storage
  'vault.bad-format',
  'vault.bad-parameters',
  'vault.wrong-key',
  'vault.tampered',
  'vault.newer-version',
  'store.corrupt',
  'store.newer-version',
  'store.write-failed',
  'store.locked-by-other',
  'store.no-system-store',
  // IPC
  'ipc.unknown-channel',
  'ipc.bad-sender',
  'ipc.bad-payload',
  'ipc.bad-reply',
  'ipc.rate-limited',
  'ipc.peer-gone',
  // amounts and input
  'amount.bad-format',
  'amount.too-precise',
  'amount.out-of-range',
  'input.too-long',
  'input.bad',
  'file.cancelled',
  'file.failed',
  'camera.unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

const known: ReadonlySet<string> = new Set(errorCodes);

export function isErrorCode(text: string): text is ErrorCode {
  return known.has(text);
}
