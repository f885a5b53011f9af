import { type ErrorWords, nothingStored, notSent } from './error-words.ts';

/** Credentials, sessions and approvals. */
export const accountWords = {
  // account, credentials
  'account.bad-username': {
    title: 'This user name cannot be used',
    meaning: nothingStored,
    next: 'Use 3 to 64 characters: letters a to z, digits, and . _ + @ -',
  },
  'account.bad-password': {
    title: 'This password cannot be used',
    meaning: nothingStored,
    next: 'Use at most 1,024 bytes, without control characters.',
  },
  'account.bad-passphrase': {
    title: 'This passphrase cannot be used',
    meaning: nothingStored,
    next: 'Use at most 1,024 bytes, without control characters.',
  },
  'account.bad-mnemonic': {
    title: 'These words are not a valid recovery phrase',
    meaning: nothingStored,
    next: 'Check the spelling and order of all 12, 18 or 24 words.',
  },
  'account.too-weak': {
    title: 'These credentials are too easy to guess',
    meaning: 'Whoever guesses them can take the coins without you noticing. The account was not created.',
    next: 'Use a generated password, or a longer one that appears nowhere else.',
  },
  'account.wrong-credentials': {
    title: 'This is not the password you used here',
    meaning: 'These credentials lead to another account than the one on this device. Your coins are unaffected.',
    next: 'Check the password, the passphrase and Caps Lock, and type them again.',
  },
  'account.unknown': {
    title: 'This account is not on this device',
    meaning: 'Your coins are unaffected; they belong to the credentials, not to this device.',
    next: 'Sign in with its user name and password.',
  },
  'account.exists': {
    title: 'This account is on this device already',
    meaning: nothingStored,
    next: 'Unlock it from the list.',
  },
  'account.out-of-memory': {
    title: 'Not enough free memory',
    meaning: 'Making the keys needs 512 MiB for some seconds. Nothing was stored, and nothing weaker was made instead.',
    next: 'Close other programs and try again.',
  },
  'account.derivation-failed': {
    title: 'The keys could not be made',
    meaning: nothingStored,
    next: 'Try again. If it goes on, start the computer anew.',
  },
  'account.throttled': {
    title: 'Too many attempts',
    meaning: 'The wait protects you from somebody at this keyboard. Your coins are unaffected.',
    next: 'Wait until the time shown has passed.',
  },

  // session and approvals
  'session.locked': {
    title: 'The wallet is locked',
    meaning: 'Nothing can be signed while it is locked. Payments already sent go on.',
    next: 'Unlock it with your user name and password.',
  },
  'session.busy': {
    title: 'Another review is open',
    meaning: 'One payment is reviewed at a time. This one was not sent.',
    next: 'Finish or reject the open review first.',
  },
  'approval.rejected': {
    title: 'You rejected the payment',
    meaning: notSent,
    next: 'Change it and review it again, or leave it.',
  },
  'approval.expired': {
    title: 'The review took too long',
    meaning: `${notSent} Balances may have changed since the review was opened.`,
    next: 'Review the payment again.',
  },
  'approval.replayed': {
    title: 'This approval was used already',
    meaning: 'An approval counts once. Nothing was sent a second time.',
    next: 'Look at Activity, then start a new payment if you want one.',
  },
  'approval.mismatch': {
    title: 'What was to be signed is not what you asked for',
    meaning: 'The signer refused. No coins moved. A part of this app may be faulty or tampered with.',
    next: 'Do not repeat it. Lock the wallet, check where the app came from, and report it.',
  },
  'approval.unknown': {
    title: 'This review does not exist any more',
    meaning: notSent,
    next: 'Start the payment again.',
  },
  'approval.policy': {
    title: 'Your own limits forbid this payment',
    meaning: notSent,
    next: 'Send less, or change the limits.',
  },
  'approval.unanswered': {
    title: 'A warning on the review was not answered',
    meaning: notSent,
    next: 'Ask for the review again and answer each warning on it.',
  },
  'approval.cancelled': {
    title: 'The review was closed',
    meaning: notSent,
    next: 'Review the payment again when you are ready.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
