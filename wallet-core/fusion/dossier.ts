/** Everything support needs to know of one swap or claim, as text. Made of journalled events, which hold no secret. */
import { formatAmount } from '../amounts/index.ts';
import { chainNames } from '../assets/index.ts';
import type { ClaimEvent } from './claim-events.ts';
import { chainOfFusion, type FusionChain } from './fusion-chains.ts';
import type { SwapEvent } from './swap-events.ts';
import { replaySwap, type SwapState } from './swap-state.ts';

export interface DossierFacts {
  readonly id: string;
  readonly appVersion: string;
  readonly madeAtMs: number;
  readonly fluxId: string | null;
  /** Of the deposit, by the source chain; `null` while not known. */
  readonly depositConfirmations: number | null;
  /** Host of the service. */
  readonly service: string;
}

const DECIMALS = 8;

function time(atMs: number): string {
  return new Date(atMs).toISOString();
}

function place(chain: FusionChain): string {
  return `${chainNames[chainOfFusion(chain)]} (${chain})`;
}

/** The service's words, quoted: one line, so that they cannot look like ours. */
function shown(value: unknown): string {
  if (value === null) return 'not known';
  if (typeof value === 'bigint') return `${formatAmount(value, DECIMALS)} FLUX`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(([name, part]) => `${name} ${shown(part)}`);
    return `(${parts.join(', ')})`;
  }
  return String(value);
}

function eventLine({ kind, atMs, ...facts }: SwapEvent | ClaimEvent): string {
  const shownFacts = Object.entries(facts)
    .filter(([name]) => name !== 'before')
    .map(([name, value]) => `${name} ${/Ms$/.test(name) ? time(Number(value)) : shown(value)}`);
  return `${time(atMs)}  ${kind}${shownFacts.length === 0 ? '' : `: ${shownFacts.join(', ')}`}`;
}

function summary(state: SwapState, facts: DossierFacts): readonly string[] {
  const { told, payout, terms, target } = state;
  return [
    `From: ${place(state.chainFrom)}, ${state.addressFrom}`,
    `To: ${target === null ? 'not known' : `${place(target.chainTo)}, ${target.addressTo}`}`,
    `Amount: ${shown(state.amount)}; fee agreed: ${shown(terms?.fee ?? null)}; to receive: ${shown(terms?.received ?? null)}`,
    `Deposit address: ${terms?.depositAddress ?? 'not known'}`,
    `Deposit: ${state.txidFrom ?? 'none'}, confirmations ${facts.depositConfirmations ?? 'not known'} of ${told?.confirmations ?? terms?.confirmations ?? 'not known'}`,
    `State here: ${state.phase}; status of the service: ${told === null ? 'none' : `${told.status} (${time(told.atMs)})`}`,
    `Payout: ${told?.txidTo ?? 'none'}; on the chain: ${payout === null ? 'not looked at' : `${payout.outcome}, ${shown(payout.amount)}`}`,
  ];
}

/** The dossier of a swap. Addresses, ids, amounts, times, states and the service's answers; no key, phrase or signature. */
export function swapDossier(events: readonly SwapEvent[], facts: DossierFacts): string {
  const state = replaySwap(events);
  return [
    `Fusion swap ${facts.id}`,
    `Made ${time(facts.madeAtMs)} by Parallax ${facts.appVersion}; service ${facts.service}; Flux ID ${facts.fluxId ?? 'not given'}`,
    '',
    ...(state === undefined ? ['The journal of this swap cannot be read as one.'] : summary(state, facts)),
    '',
    'What happened, in UTC:',
    ...events.map(eventLine),
    '',
  ].join('\n');
}

/** The dossier of a claim. */
export function claimDossier(events: readonly ClaimEvent[], facts: Omit<DossierFacts, 'depositConfirmations'>): string {
  return [
    `Fusion claim ${facts.id}`,
    `Made ${time(facts.madeAtMs)} by Parallax ${facts.appVersion}; service ${facts.service}; Flux ID ${facts.fluxId ?? 'not given'}`,
    '',
    'What happened, in UTC:',
    ...events.map(eventLine),
    '',
  ].join('\n');
}
