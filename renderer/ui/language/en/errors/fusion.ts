import { type ErrorWords, notSent, unaffected } from './error-words.ts';

/** Claims and swaps through Fusion. */
export const fusionWords = {
  'fusion.refused': {
    title: 'Fusion does not accept this now',
    meaning: notSent,
    next: 'Read what the service says, and try again later or with other terms.',
  },
  'fusion.unknown': {
    title: 'This claim or swap is not in the list',
    meaning: unaffected,
    next: 'Refresh Fusion; swaps found on the chains appear again.',
  },
  'fusion.not-now': {
    title: 'This cannot be done at this point',
    meaning: 'Nothing was sent, and nothing is sent twice.',
    next: 'Look at the state of the claim or swap: it says what comes next.',
  },
  'fusion.quote-changed': {
    title: 'The terms of this swap have changed',
    meaning: notSent,
    next: 'Cancel this swap and ask for a new quote.',
  },
  'fusion.new-address': {
    title: 'Fusion names a deposit address that this wallet does not know',
    meaning: notSent,
    next: 'Compare it with what the Flux team publishes, and agree to it only then.',
  },
  'fusion.bad-phrase': {
    title: 'Fusion asks to sign something that is no claim',
    meaning: 'Nothing was signed.',
    next: 'Try again later. If it happens again, do not claim with this service.',
  },
} as const satisfies Record<string, ErrorWords>;
