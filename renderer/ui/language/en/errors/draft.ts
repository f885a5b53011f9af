import { type ErrorWords, notSent } from './error-words.ts';

/** Findings about a payment that is being written. */
export const draftWords = {
  'send.recipient-missing': {
    title: 'No recipient yet',
    meaning: notSent,
    next: 'Enter or paste a Flux address.',
  },
  'send.recipient-own': {
    title: 'This is an address of yours',
    meaning: 'The amount comes back to this account; only the fee is spent.',
    next: 'Go on if you mean it.',
  },
  'send.recipient-first-time': {
    title: 'You have not paid this address before',
    meaning: 'A payment cannot be taken back, and a wrong address cannot be helped.',
    next: 'Compare the whole address with its source. For large amounts, send a little first.',
  },
  'send.recipient-nobody': {
    title: 'Nobody can spend from this address',
    meaning: 'Coins sent there are lost for ever.',
    next: 'Ask the recipient for another address.',
  },
  'send.amount-missing': {
    title: 'No amount yet',
    meaning: notSent,
    next: 'Enter an amount, or use Max.',
  },
  'send.amount-zero': {
    title: 'The amount is zero',
    meaning: notSent,
    next: 'Enter an amount above zero.',
  },
  'send.balance-unknown': {
    title: 'Your coins have not been read yet',
    meaning:
      'What can be spent, what it costs and what “everything” is are not known before that. Unknown is not zero.',
    next: 'Wait a moment. If it lasts, look at the connection in the top bar.',
  },
  'send.message-too-long': {
    title: 'The message is too long',
    meaning: `${notSent} A message has room for 80 bytes; some letters take more than one.`,
    next: 'Shorten the message.',
  },
  'send.fee-high': {
    title: 'The fee is high for this amount',
    meaning: 'It goes to the network and cannot be had back.',
    next: 'Choose a lower fee unless you mean it.',
  },
  'send.fee-absurd': {
    title: 'The fee is absurdly high',
    meaning: `${notSent} The wallet refuses fees above 1 FLUX or 1,000 sat per byte.`,
    next: 'Lower the fee.',
  },
  'send.fee-below-relay': {
    title: 'The fee is below what servers pass on',
    meaning: 'The payment would probably never be mined.',
    next: 'Use at least 1 sat per byte.',
  },
  'send.spends-collateral': {
    title: 'This spends the collateral of a FluxNode',
    meaning: 'The node that stands on this coin stops and loses its place in the queue.',
    next: 'Take the coin out of the selection unless you want to end that node.',
  },
  'send.leaves-dust': {
    title: 'A remainder too small to keep goes to the fee',
    meaning: 'What would be left is below 0.00000546 FLUX, so it is added to the fee.',
    next: 'Use Max, or send a little less.',
  },
  'send.leaves-nothing': {
    title: 'This spends everything that can be spent',
    meaning: 'No spendable FLUX remains afterwards, not even for a fee.',
    next: 'Go on if you mean it.',
  },
  'send.input-not-available': {
    title: 'A chosen coin cannot be spent now',
    meaning: `${notSent} It is spent, frozen, immature or not confirmed yet.`,
    next: 'Choose the coins again.',
  },
  'send.duplicate-recipient': {
    title: 'The same address appears twice',
    meaning: 'It would be paid twice in one payment.',
    next: 'Remove one of the two unless you mean it.',
  },
  'send.stale-balance': {
    title: 'The balance is not fresh',
    meaning:
      'The payment is made from coins seen a while ago; the network refuses it if they are gone. Nothing can be paid twice.',
    next: 'Refresh first if you can.',
  },
  'send.gas-missing': {
    title: 'Not enough of the coin that pays the fee',
    meaning: `${notSent} On this network the fee is paid in the network's own coin, whatever is sent.`,
    next: 'Receive what is missing of that coin at your own address on this network first.',
  },
  'send.gas-fee-absurd': {
    title: 'The fee is far beyond what this network asks',
    meaning: `${notSent} The wallet refuses fees that no honest estimate leads to.`,
    next: 'Choose one of the offered fees.',
  },
  'send.gas-limit-low': {
    title: 'The gas limit is too low',
    meaning: `${notSent} The network would take the fee and undo the payment.`,
    next: 'Use the estimated limit, or a higher one.',
  },
  'send.gas-price-below-base': {
    title: 'The fee is below what the next block asks',
    meaning: 'The payment waits until the price falls, and everything you send after it waits as well.',
    next: 'Choose a higher fee unless you have time.',
  },
  'send.would-fail': {
    title: 'The contract refuses this',
    meaning: `${notSent} It was tried out without sending, and the contract turned it down.`,
    next: 'Check the amount and the recipient. The reason given stands beside this.',
  },
  'send.recipient-contract': {
    title: 'The recipient is a contract',
    meaning: 'Many contracts cannot give back what is sent to them.',
    next: 'Go on only if the contract told you to pay this address.',
  },
  'send.spender-not-contract': {
    title: 'You would allow a person, not a contract, to take tokens',
    meaning: 'Honest services use a contract. A person with an allowance may take the tokens at any time.',
    next: 'Do not go on unless you know who it is.',
  },
  'send.allowance-unlimited': {
    title: 'This allowance has no limit',
    meaning: `${notSent} The wallet allows exact amounts only: whoever holds an unlimited allowance can take everything.`,
    next: 'Enter the amount that is needed.',
  },
  'send.token-changed': {
    title: 'The token describes itself differently now',
    meaning: `${notSent} Its decimals are not those the amount was shown with, so the amount could be another one.`,
    next: 'Remove the token and add it again after you have checked its contract.',
  },
  'send.waits-behind': {
    title: 'An earlier payment is still waiting',
    meaning: 'The network takes payments of one address in their order, so this one waits behind it.',
    next: 'Speed up or cancel the earlier one if it does not move.',
  },
  'send.replacement-fee-low': {
    title: 'The new fee is not high enough to replace the old one',
    meaning: `${notSent} Servers take a replacement only when it pays at least a tenth more.`,
    next: 'Raise the fee to the amount shown.',
  },
  'send.replacement-too-late': {
    title: 'The payment can no longer be changed',
    meaning: `${notSent} A payment with the same number is in a block already.`,
    next: 'Look at the activity to see which one it was.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
