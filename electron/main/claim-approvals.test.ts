/** Claims through Fusion on their way from the app window to the signer and back. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { RequestOf } from '../../wallet-core/ipc/index.ts';
import { type Approvals, createApprovals } from './approvals.ts';
import { createManualClock, settle } from './testing/manual-clock.ts';
import { createRecordingLogger } from './testing/recording-logger.ts';
import { accountId, draftId, statedClaims, txid } from './testing/samples.ts';

let log: unknown[];
let shown: string[];
let approvals: Approvals;

beforeEach(() => {
  log = [];
  shown = [];
  const clock = createManualClock();
  approvals = createApprovals({
    backend: {
      call: async (name, request) => {
        log.push([name, request]);
        if (name === 'draft.take-claims')
          return { accountId, stated: statedClaims, validUntilMs: clock.now() + 60_000 } as never;
        return { claimIds: [draftId] } as never;
      },
    },
    signer: {
      present: () => undefined,
      hide: () => undefined,
      send: (name, payload) => {
        if (name === 'approval.open-claims' && 'requestId' in payload) shown.push(payload.requestId);
      },
    },
    clock,
    random: { bytes: (length) => new Uint8Array(length).fill(1) },
    logger: createRecordingLogger(),
    isAccountOpen: (id) => id === accountId,
    isSignerTaken: () => false,
  });
});

type Decision = RequestOf<'approval.decide'>['decision'];
const claims = [{ claimId: draftId, signature: `${'A'.repeat(87)}=` }];
const signed: Decision = { kind: 'claims-signed', claims };

describe('claims to be signed', () => {
  it('are shown as the backend has them; the signatures go to the backend and nowhere else', async () => {
    const outcome = approvals.requestClaims({ draftId, stated: statedClaims });
    await settle();
    expect(shown).toEqual(['01'.repeat(16)]);
    await approvals.decide({ requestId: '01'.repeat(16), decision: signed });
    expect(await outcome).toEqual({ claimIds: [draftId] });
    expect(log.at(-1)).toEqual(['draft.commit-claims', { draftId, claims }]);
  });

  it('E-29: stated otherwise by the app window → the signer is not even shown', async () => {
    const [claim] = statedClaims.claims;
    const forged = { ...statedClaims, claims: [{ ...claim, claimingAddress: '0xthief' }] } as typeof statedClaims;
    await expect(approvals.requestClaims({ draftId, stated: forged })).rejects.toMatchObject({
      code: 'approval.mismatch',
    });
    expect(shown).toEqual([]);
  });

  it('E-28: a decision about something else commits nothing', async () => {
    const outcome = approvals.requestClaims({ draftId, stated: statedClaims });
    outcome.catch(() => undefined);
    await settle();
    const decision: Decision = { kind: 'approved', signed: 'beef', txid };
    const deciding = approvals.decide({ requestId: '01'.repeat(16), decision });
    await expect(deciding).rejects.toMatchObject({ code: 'approval.mismatch' });
    expect(log.map((entry) => (entry as [string])[0])).not.toContain('draft.commit-claims');
  });
});
