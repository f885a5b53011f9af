/** Words that the contract between the processes names too; nothing else is in here, so that it stays small. */

/** How the Fusion service names its chains (ZelCore-io/fusiondocs spec/openapi.yaml; the later ones: RunOnFlux/balance-checker). */
export const fusionChains = [
  'main',
  'kda',
  'eth',
  'bsc',
  'trx',
  'sol',
  'avax',
  'erg',
  'algo',
  'matic',
  'base',
] as const;
export type FusionChain = (typeof fusionChains)[number];

/** `native`: all chains of a mining address at once, paid as FLUX. */
export const claimKinds = ['mining', 'snapshot', 'native'] as const;

export const swapHeadlines = [
  'planned',
  'reserving',
  'reserve-refused',
  'cancelled',
  'sign-deposit',
  'deposit-sent',
  'deposit-died',
  'unclaimed',
  'not-created',
  'waiting',
  'confirming',
  'exchanging',
  'held',
  'order-elsewhere',
  'dust',
  'expired',
  'unrecognised',
  'paid-unseen',
  'paid-unreadable',
  'arriving',
  'arrived',
  'arrived-wrong-amount',
  'paid-elsewhere',
] as const;
export type SwapHeadline = (typeof swapHeadlines)[number];

export const claimHeadlines = [
  'planned',
  'signing',
  'asked',
  'unsure',
  'lapsed',
  'refused',
  'cancelled',
  'paid-unseen',
  'paid-unreadable',
  'arriving',
  'arrived',
  'arrived-wrong-amount',
  'paid-elsewhere',
] as const;
export type ClaimHeadline = (typeof claimHeadlines)[number];
