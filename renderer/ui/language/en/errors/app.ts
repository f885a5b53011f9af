import { type ErrorWords, notSent } from './error-words.ts';

/** The app itself: links, storage, its parts, what is typed. */
export const appWords = {
  // links
  'link.bad-form': {
    title: 'This is neither an address nor a payment link',
    meaning: 'Nothing was filled in.',
    next: 'Copy the whole link or address again.',
  },
  'link.not-supported': {
    title: 'The wallet cannot follow this kind of link',
    meaning: 'Nothing was filled in.',
    next: 'Ask for a plain Flux address or a flux: link.',
  },
  'link.dropped': {
    title: 'A link was dropped',
    meaning: 'It came while the wallet was locked or another link was waiting. Nothing was sent.',
    next: 'Open the link again.',
  },

  // storage
  'vault.bad-format': {
    title: 'A file of this account cannot be read',
    meaning: 'Your coins are on the chain and belong to your credentials; the file holds local data only.',
    next: 'Restore the file from a backup, or sign in with your credentials on a fresh profile.',
  },
  'vault.bad-parameters': {
    title: 'A file of this account asks for forbidden parameters',
    meaning: 'It was not opened. It may have been planted. Your coins are unaffected.',
    next: 'Restore the file from a backup, or sign in with your credentials on a fresh profile.',
  },
  'vault.wrong-key': {
    title: 'These credentials do not open the local data',
    meaning: 'Nothing was changed. Your coins are unaffected.',
    next: 'Check the password and the passphrase.',
  },
  'vault.tampered': {
    title: 'Local data has been changed from outside',
    meaning: 'It was not used. Your coins are unaffected.',
    next: 'Check this computer for unwanted software, then restore a backup or sign in on a fresh profile.',
  },
  'vault.newer-version': {
    title: 'Local data comes from a newer version of the wallet',
    meaning: 'It was left as it is. Your coins are unaffected.',
    next: 'Update the wallet.',
  },
  'store.corrupt': {
    title: 'The local database is damaged',
    meaning: 'Your coins are on the chain. The damaged file was left as it is, with whatever can still be read in it.',
    next: 'Put an older copy of the profile folder back, or move the folder away, sign in anew and restore a backup file.',
  },
  'store.newer-version': {
    title: 'The profile comes from a newer version of the wallet',
    meaning: 'It was left as it is. Your coins are unaffected.',
    next: 'Update the wallet.',
  },
  'store.write-failed': {
    title: 'The disk did not take the data',
    meaning: 'A payment is never sent before it is on disk, so nothing was sent.',
    next: 'Free some space on the disk and try again.',
  },
  'store.locked-by-other': {
    title: 'The profile is in use',
    meaning: 'Nothing was changed.',
    next: 'Close the other window of the wallet first.',
  },
  'store.no-system-store': {
    title: 'The system cannot keep a secret for this app',
    meaning: 'Nothing was stored. Your coins are unaffected.',
    next: 'Use your password. On Linux, set up a keyring (GNOME Keyring or KWallet) first.',
  },

  // between the parts of the app
  'ipc.unknown-channel': {
    title: 'A part of the app asked for something unknown',
    meaning: 'It was refused. Your coins are unaffected.',
    next: 'Restart the wallet. If it goes on, install it again from its source.',
  },
  'ipc.bad-sender': {
    title: 'A request came from the wrong place',
    meaning: 'It was refused. Your coins are unaffected.',
    next: 'Restart the wallet. If it goes on, install it again from its source.',
  },
  'ipc.bad-payload': {
    title: 'A request had the wrong form',
    meaning: 'It was refused. Nothing was sent.',
    next: 'Try again. If it goes on, restart the wallet.',
  },
  'ipc.bad-reply': {
    title: 'A part of the app gave an answer of the wrong form',
    meaning: 'It was not used. Nothing was sent because of it.',
    next: 'Try again. If it goes on, restart the wallet.',
  },
  'ipc.rate-limited': {
    title: 'Too many requests at once',
    meaning: 'The surplus was refused. Your coins are unaffected.',
    next: 'Wait a few seconds and try again.',
  },
  'ipc.peer-gone': {
    title: 'A part of the app has stopped',
    meaning: 'Signed payments are on disk and go on after the restart; none is sent twice.',
    next: 'Wait until it has started again, or restart the wallet.',
  },

  // amounts and input
  'amount.bad-format': {
    title: 'This is not an amount',
    meaning: notSent,
    next: 'Use digits and one point, for example 12.5',
  },
  'amount.too-precise': {
    title: 'Too many digits after the point',
    meaning: notSent,
    next: 'FLUX has at most 8 digits after the point.',
  },
  'amount.out-of-range': {
    title: 'This amount is larger than there can be',
    meaning: notSent,
    next: 'Enter a smaller amount.',
  },
  'input.too-long': {
    title: 'This is too long',
    meaning: 'It was not taken over.',
    next: 'Shorten it.',
  },
  'input.bad': {
    title: 'This contains characters that cannot be used',
    meaning: 'It was not taken over.',
    next: 'Type it again, without invisible characters.',
  },
  'file.cancelled': {
    title: 'No file was chosen',
    meaning: 'Nothing was written.',
    next: 'Choose a place for the file, or leave it.',
  },
  'file.failed': {
    title: 'The file could not be written',
    meaning: 'Your coins are unaffected.',
    next: 'Choose another folder, or free some space on the disk.',
  },
  'camera.unavailable': {
    title: 'The camera cannot be used',
    meaning: 'Nothing was filled in.',
    next: 'Allow the camera in the system settings, or paste the address.',
  },
  internal: {
    title: 'Something in the wallet went wrong',
    meaning:
      'Your coins are on the chain and belong to your credentials. Signed payments are on disk; none is sent twice.',
    next: 'Try again. If it goes on, restart the wallet and report it.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
