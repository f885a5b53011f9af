import { type ErrorWords, notSent } from './error-words.ts';

/** What chains say, or do not say. */
export const chainWords = {
  'chain.rejected': {
    title: 'The network refused the payment',
    meaning: 'It was not sent. The coins it would have used are yours and free to spend.',
    next: 'Refresh, look at the payment again, and send it anew.',
  },
  'chain.fee-too-low': {
    title: 'The fee is below what the network accepts',
    meaning: 'The payment was not sent.',
    next: 'Choose a higher fee.',
  },
  'chain.conflict': {
    title: 'Another payment has used the same coins',
    meaning: 'Only one of the two can happen, and the network keeps the first. Nothing is paid twice.',
    next: 'Refresh and look at Activity before sending again.',
  },
  'chain.already-known': {
    title: 'The network knows this payment already',
    meaning: 'It was sent once and counts once.',
    next: 'Nothing. It appears in Activity.',
  },
  'chain.expired': {
    title: 'The payment was not mined in time',
    meaning: 'It can no longer happen, and its coins are free to spend again.',
    next: 'Send it anew, with a higher fee if the network is busy.',
  },
  'chain.insufficient-funds': {
    title: 'Not enough spendable FLUX',
    meaning: `${notSent} Pending, immature, frozen and collateral coins do not count as spendable.`,
    next: 'Send less, use Max, or wait until pending coins are confirmed.',
  },
  'chain.too-large': {
    title: 'The payment would be too large for one transaction',
    meaning: `${notSent} It would need more small coins than fit in one transaction.`,
    next: 'Send a smaller amount, or merge small coins first by sending them to yourself.',
  },
  'chain.dust': {
    title: 'The amount is too small for the network',
    meaning: `${notSent} The network refuses outputs below 0.00000546 FLUX.`,
    next: 'Enter a larger amount.',
  },
  'chain.bad-address': {
    title: 'This is not a valid Flux address',
    meaning: notSent,
    next: 'Copy the whole address again from where it comes. Flux addresses start with t1 or t3.',
  },
  'chain.bad-transaction': {
    title: 'The transaction could not be understood in full',
    meaning: 'What the wallet does not understand it does not sign. No coins moved.',
    next: 'Start the payment again. If it happens again, do not use it and report it.',
  },
  'chain.not-supported': {
    title: 'The wallet does not support this yet',
    meaning: notSent,
    next: 'Look in the change log whether a newer version does.',
  },
  'chain.unknown-transaction': {
    title: 'No server knows this transaction',
    meaning: 'It is not certain whether it was sent. The wallet keeps the signed payment and goes on asking.',
    next: 'Wait. Do not pay again until it shows as pending or expired.',
  },
  'chain.gap-limit': {
    title: 'Enough unused addresses for now',
    meaning: 'After 20 unused addresses in a row, a sign-in on another device would stop looking for more.',
    next: 'Use one of the addresses you already have. As soon as one receives a payment, there is room for new ones.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
