import type { Messages } from '../message.ts';

/** The accounts of this device and what the app window offers for them; their secrets are the signer's. */
export const accounts = {
  'accounts.title': 'Accounts on this device',
  'accounts.add': 'Add an account',
  'accounts.state.open': 'Open',
  'accounts.state.unlocked': 'Unlocked',
  'accounts.state.locked': 'Locked',
  'accounts.state.watch': 'Watches',
  'accounts.name': 'Name on this device',
  'accounts.nameHint': 'For you alone. It changes nothing about the account.',
  'accounts.renamed': 'The account is now called {label}',
  'accounts.section': 'This account',
  'accounts.sheet': 'Recovery sheet',
  'accounts.sheetText': 'Print it or save it as a PDF, without secrets, and write them in by hand.',
  'accounts.sheetOpen': 'Show',
  'accounts.check-up': 'Check-up',
  'accounts.check-upText': 'Type your secret from the paper and see whether it brings the account back.',
  'accounts.check-upOpen': 'Check',
  'accounts.export': 'Export secrets',
  'accounts.exportText': 'Recovery words, account key or single private keys, after your password.',
  'accounts.exportOpen': 'Export',
  'accounts.remove': 'Remove from this device',
  'accounts.removeText': 'Deletes what this computer keeps of it. Says first what is lost and what is not.',
  'accounts.removeOpen': 'Remove',

  'backup.title': 'Backup',
  'backup.text': 'Labels, frozen coins, contacts, journals and settings of this account, in one sealed file.',
  'backup.how':
    'Coins need no backup: the account brings them back. The file opens on any device where this same account is open, and nowhere else.',
  'backup.save': 'Save a backup',
  'backup.restore': 'Restore a backup',
  'backup.saved': 'Backup saved',
  'backup.savedText': 'Keep it where this computer is not.',
  'backup.restored': 'Backup restored',
  'backup.added': { one: '{count} entry was added.', other: '{count} entries were added.' },
  'backup.kept': {
    one: '{count} entry is newer here and stayed as it is.',
    other: '{count} entries are newer here and stayed as they are.',
  },
} as const satisfies Messages;
