import { WalletError } from '../../../wallet-core/errors/index.ts';

/** How Node names failures of the TLS handshake: X.509 verification results, OpenSSL and BoringSSL errors. */
const TLS_FAILURE = /CERT|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_SSL|ERR_TLS|EPROTO/;
const UNREADABLE_REPLY = /^HPE_|^Z_/;

export function nodeErrorCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
}

/** A failure of Node's client as one of ours; the system's word for it goes along for the log. */
export function toNetworkError(thrown: unknown): WalletError {
  if (thrown instanceof WalletError) return thrown;
  const word = nodeErrorCode(thrown);
  if (TLS_FAILURE.test(word)) return new WalletError('network.bad-certificate', { cause: word }, { cause: thrown });
  if (UNREADABLE_REPLY.test(word)) return new WalletError('server.bad-reply', { cause: word }, { cause: thrown });
  return new WalletError('network.offline', { cause: word === '' ? 'unknown' : word }, { cause: thrown });
}
