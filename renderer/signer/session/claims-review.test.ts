import { describe, expect, it } from 'vitest';
import { ethereumCodec } from '../../../chains/ethereum/codec.ts';
import { fluxCodec } from '../../../chains/flux/codec.ts';
import { verifyFluxMessage } from '../../../chains/flux/message.ts';
import type {
  KnownAccount,
  PayloadOf,
  RequestOf,
  WireStatedClaim,
  WireStatedClaims,
} from '../../../wallet-core/ipc/index.ts';
import { SecretBytes } from '../../../wallet-core/primitives/index.ts';
import { evmPath, fluxNodeIdentityPath, fluxPath } from '../../../wallet-core/seed/index.ts';
import { makeKeyring } from '../testing/payment-fixture.ts';
import { SETTLE_MS } from './approval-desk.ts';
import { describeKeyring } from './candidate.ts';
import { reviewClaims } from './claims-review.ts';
import { FluxApprovalDesk } from './flux-approval-desk.ts';
import type { MainPort } from './main-port.ts';
import { ScreenStore } from './screen-store.ts';
import { Session } from './session.ts';

const NOW = 1_795_000_000_000;
const keyring = makeKeyring();
const address = fluxCodec.formatAddress(keyring.publicKey(fluxPath(0, 0)));
const own = ethereumCodec.formatAddress(keyring.publicKey(evmPath(0)));

function claim(changes: Partial<WireStatedClaim> = {}): WireStatedClaim {
  return {
    claimId: '11'.repeat(16),
    claim: 'mining',
    address,
    path: fluxPath(0, 0),
    chain: 'eth',
    claimingAddress: own,
    amount: '30000000000',
    fee: '15500000000',
    received: '14500000000',
    phrase: `${NOW}k3j5h2g9x8q1`,
    ...changes,
  };
}

const stated = (...claims: readonly WireStatedClaim[]): WireStatedClaims => ({
  kind: 'fusion-claims',
  service: 'fusion.example',
  claims: [...claims],
});

function outcomeOf(...claims: readonly WireStatedClaim[]): string {
  const outcome = reviewClaims(stated(...claims), keyring, NOW);
  return outcome.kind === 'refused' ? outcome.reasons.join() : 'review';
}

describe('claims to be signed', () => {
  it('are shown with chain, receiver and whose it is', () => {
    const foreign = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
    const second = claim({
      claimId: '22'.repeat(16),
      claimingAddress: foreign,
      phrase: `${NOW}aaaaaaaaaa`,
      chain: 'base',
    });
    const outcome = reviewClaims(stated(claim(), second), keyring, NOW);
    if (outcome.kind === 'refused') throw new Error(outcome.reasons.join());
    expect(outcome.review.claims).toMatchObject([
      { chain: 'ethereum', receiver: own, isOwnReceiver: true, received: 14_500_000_000n },
      { chain: 'base', receiver: foreign, isOwnReceiver: false },
    ]);
    expect(outcomeOf(claim({ claim: 'native', chain: 'main', claimingAddress: address }))).toBe('review');
  });

  it.each([
    ['T-13: a node start', { phrase: `${NOW}${'0'.repeat(51)}` }, 'claims-phrase'],
    ['T-13: an old phrase', { phrase: `${NOW - 16 * 60_000}k3j5h2g9x8q1` }, 'claims-phrase'],
    ['another account’s reward address', { address: 't1T8yaLVhNqxA5KJcmiqqFN88e8DNp2PBfF' }, 'claims-own-key'],
    ['a key that holds no coins', { path: fluxNodeIdentityPath(0) }, 'claims-own-key'],
    ['a path outside the scheme', { path: "m/44'/0'/0'/0/0" }, 'claims-own-key'],
    ['a chain nothing is known of here', { chain: 'kda', claimingAddress: 'k:alice' }, 'claims-receiver'],
    ['a receiver that is no address', { claimingAddress: '0x123' }, 'claims-receiver'],
    [
      'native FLUX to somebody else',
      { claim: 'native', chain: 'main', claimingAddress: 't1T8yaLVhNqxA5KJcmiqqFN88e8DNp2PBfF' },
      'claims-receiver',
    ],
    ['T-17: parts that do not add up', { received: '14500000001' }, 'claims-sum'],
    ['nothing that arrives', { fee: '30000000000', received: '0' }, 'claims-sum'],
  ] as const)('refuses %s', (_what, changes, reason) => expect(outcomeOf(claim(changes))).toBe(reason));

  it('refuses one phrase for two claims', () => {
    expect(outcomeOf(claim(), claim({ claimId: '22'.repeat(16), chain: 'bsc' }))).toBe('claims-twice');
  });
});

describe('the desk', () => {
  const described = describeKeyring(keyring);
  const known: KnownAccount = {
    accountId: described.accountId,
    kind: 'password',
    label: 'ada',
    username: 'ada',
    fingerprint: ['write', 'push', 'receive'],
    createdAtMs: 0,
    lastOpenedAtMs: null,
  };

  function makeDesk() {
    const key = () => new SecretBytes(new Uint8Array(32).fill(3));
    const session = new Session();
    const keys = { keyring, vaultKey: key(), sealKey: key(), policyKey: key(), d2faKey: key(), backupKey: null };
    const words = { kind: 'password', username: 'ada', fingerprint: ['write', 'push', 'receive'] } as const;
    session.add({ known, candidate: { ...described, ...words, fingerprint: [...words.fingerprint], keys } });
    const decisions: RequestOf<'approval.decide'>[] = [];
    const main = (async (channel: string, request: unknown) => {
      if (channel === 'approval.decide') decisions.push(request as RequestOf<'approval.decide'>);
      return {};
    }) as MainPort;
    let now = NOW;
    const screens = new ScreenStore();
    const desk = new FluxApprovalDesk({
      main,
      screens,
      session,
      clock: { now: () => now, sleep: () => new Promise(() => undefined) },
      makeRoom: () => true,
      gate: { pass: async () => ({ by: 'nothing-set' }) },
    });
    return {
      desk,
      screens,
      decisions,
      pass: (ms: number) => {
        now += ms;
      },
    };
  }

  const request: PayloadOf<'approval.open-claims'> = {
    requestId: '33'.repeat(16),
    accountId: described.accountId,
    stated: stated(claim()),
    validUntilMs: NOW + 60_000,
  };

  it('E-28: signs each phrase with the key of its reward address after a click here, and only then', async () => {
    const { desk, screens, decisions, pass } = makeDesk();
    await desk.openClaims(request);
    expect(screens.read().kind).toBe('approve-claims');
    await desk.approve(request.requestId);
    expect(decisions).toEqual([]);
    pass(SETTLE_MS);
    await desk.approve(request.requestId);
    const decision = decisions[0]?.decision;
    if (decision?.kind !== 'claims-signed') throw new Error(decision?.kind);
    const [signed] = decision.claims;
    expect(verifyFluxMessage(address, claim().phrase, signed?.signature ?? '')).toBe(true);
    expect(signed?.claimId).toBe(claim().claimId);
  });

  it('what is refused is explained, and nothing of it is signed', async () => {
    const { desk, screens, decisions, pass } = makeDesk();
    await desk.openClaims({ ...request, stated: stated(claim({ received: '1' })) });
    expect(screens.read()).toMatchObject({ kind: 'refused', reasons: ['claims-sum'] });
    pass(SETTLE_MS);
    await desk.approve(request.requestId);
    expect(decisions).toEqual([]);
    await desk.acknowledge();
    expect(decisions[0]?.decision).toMatchObject({ kind: 'refused', error: { code: 'approval.mismatch' } });
  });
});
