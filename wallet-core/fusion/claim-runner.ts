/** The steps of a claim, with everything outside behind ports; see `swap-runner.ts`. */
import { isWalletError } from '../errors/index.ts';
import type { ClaimEvent } from './claim-events.ts';
import type { PastClaim } from './claim-replies.ts';
import { type ClaimState, nextClaimStep } from './claim-state.ts';
import type { FusionAnswer } from './envelope.ts';
import type { FusionChain } from './fusion-chains.ts';
import { checkPayout, type SeenPayout } from './payout.ts';

export interface ClaimPorts {
  /** On disk when it returns; gives the state after it. Throws when it has no place or cannot be written. */
  append(event: ClaimEvent): ClaimState;
  /** What the service remembers of the address on a chain. */
  pastClaims(state: ClaimState): Promise<FusionAnswer<readonly PastClaim[]>>;
  readPayout(chain: FusionChain, txid: string): Promise<SeenPayout | 'not-seen' | 'not-readable'>;
  now(): number;
}

/** Refused on this side. Any other failure may have come after the service heard: a cut connection looks like none. */
function wasNotSent(thrown: unknown): boolean {
  return isWalletError(thrown) && thrown.code === 'network.refused-host';
}

/**
 * Sends a signed claim, journalled before. A lost answer leaves it `unsure`: the service may have paid, so the list of
 * claims decides and nothing is sent twice. Throws what journalling throws, and nothing else.
 */
export async function askForClaim(
  phraseMs: number,
  ports: ClaimPorts,
  send: () => Promise<FusionAnswer<string>>,
): Promise<ClaimState> {
  ports.append({ kind: 'asked', atMs: ports.now(), phraseMs });
  let answer: FusionAnswer<string>;
  try {
    answer = await send();
  } catch (thrown) {
    const refusal = { name: null, message: '' };
    return wasNotSent(thrown)
      ? ports.append({ kind: 'refused', atMs: ports.now(), refusal })
      : ports.append({ kind: 'unanswered', atMs: ports.now() });
  }
  return answer.ok
    ? ports.append({ kind: 'paid', atMs: ports.now(), txid: answer.value })
    : ports.append({ kind: 'refused', atMs: ports.now(), refusal: answer.refusal });
}

/** Is this the claim that nobody has answered for? By its place, its sum where told, and being new on the list. */
function isOurs(state: ClaimState, past: PastClaim): boolean {
  if (state.before.includes(past.txid)) return false;
  if (state.claim === 'native' ? !past.isNative : past.isNative) return false;
  if (past.chain !== null && state.claim !== 'native' && past.chain !== state.chain) return false;
  return past.claimingAddress === null || past.claimingAddress === state.claimingAddress;
}

async function readList(state: ClaimState, ports: ClaimPorts): Promise<void> {
  const list = await ports.pastClaims(state);
  if (!list.ok) return;
  const found = list.value.find((past) => isOurs(state, past));
  if (found !== undefined) ports.append({ kind: 'paid', atMs: ports.now(), txid: found.txid });
  else ports.append({ kind: 'not-listed', atMs: ports.now() });
}

async function lookForPayout(state: ClaimState, txid: string, ports: ClaimPorts): Promise<void> {
  const seen = await ports.readPayout(state.chain, txid);
  const check = checkPayout({ address: state.claimingAddress, amount: state.received }, seen);
  const before = state.payout;
  if (before?.outcome === check.outcome && before.isFinal === check.isFinal) return;
  ports.append({ kind: 'payout-checked', atMs: ports.now(), ...check });
}

/** Takes the next step of a claim that nobody is signing or sending. Throws what the network throws. */
export async function takeClaimStep(state: ClaimState, ports: ClaimPorts): Promise<void> {
  const step = nextClaimStep(state);
  switch (step.kind) {
    case 'give-up-signing':
      ports.append({ kind: 'not-signed', atMs: ports.now() });
      return;
    case 'mark-unanswered':
      ports.append({ kind: 'unanswered', atMs: ports.now() });
      return;
    case 'read-list':
      return readList(state, ports);
    case 'check-payout':
      return lookForPayout(state, step.txid, ports);
    case 'person':
    case 'nothing':
      return;
  }
}
