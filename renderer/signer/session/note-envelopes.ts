import type { Random } from '../../../wallet-core/ports/index.ts';
import { utf8 } from '../../../wallet-core/primitives/index.ts';
import { authenticateBlob, openAuthenticatedBlob, openBlob, sealBlob } from '../../../wallet-core/vault/index.ts';
import type { NoteEnvelope } from './kept-note.ts';

/** Nobody outside this window can read it or make it. */
export function sealed(random: Random): NoteEnvelope {
  return {
    close: ({ known: { accountId }, candidate }, name, text) =>
      sealBlob(candidate.keys.sealKey, { accountId, name }, utf8(text), random),
    open: ({ known: { accountId }, candidate }, name, blob) =>
      openBlob(candidate.keys.sealKey, { accountId, name }, blob),
  };
}

/** Others may read it; nobody outside this window can make it. */
export const authenticated: NoteEnvelope = {
  close: ({ known: { accountId }, candidate }, name, text) =>
    authenticateBlob(candidate.keys.policyKey, { accountId, name }, utf8(text)),
  open: ({ known: { accountId }, candidate }, name, blob) =>
    openAuthenticatedBlob(candidate.keys.policyKey, { accountId, name }, blob),
};
