import type { Messages } from '../message.ts';

/** Single private keys in the signer window: imported, or emptied. */
export const keys = {
  'keys.title': 'Private keys from elsewhere',
  'keys.text':
    'Keep a single key beside this account, or move the coins of a paper key here and be done with it. Moving is safer: a key that was printed or kept in a file may be known to others.',
  'keys.none': 'No key is imported.',
  'keys.add': 'Import a key',
  'keys.sweep': 'Empty a paper key',
  'keys.remove': 'Remove this key',
  'keys.removeTitle': 'Remove this key from this computer?',
  'keys.removeText':
    'What the key holds stays on the network. Without your own copy of the key nobody can move it any more.',
  'keys.haveCopy': 'I have this key elsewhere, or it holds nothing',
  'keys.unreadable': 'The imported keys cannot be read',
  'keys.unreadableText':
    'The account is open without them: what they hold is missing in its numbers. Nothing was deleted. The keys can be imported again from your own copies after the account was removed from this device and added again.',

  'keys.use.flux': 'FLUX',
  'keys.use.flux-id': 'Flux ID (ZelID)',
  'keys.use.bitcoin': 'Bitcoin',
  'keys.use.evm': 'Ethereum, BSC, Polygon, Avalanche, Base',
  'keys.use.tron': 'Tron',
  'keys.use.solana': 'Solana',
  'keys.use.kadena': 'Kadena',
  'keys.use.algorand': 'Algorand',
  'keys.use.ergo': 'Ergo',

  'keys.effect.flux':
    'Its coins count as coins of this account and can be sent. Change goes to the account’s own addresses.',
  'keys.effect.flux-id': 'Logins at Flux services are signed with it, in place of the account’s own Flux ID.',
  'keys.effect.kept':
    'This version keeps the key and can export it. It does not show or send what it holds: it does not use single keys of this chain yet.',

  'keys.addTitle': 'Import a private key',
  'keys.addText': 'It stays on this computer, sealed with the keys of this account.',
  'keys.for': 'What is it for?',
  'keys.key': 'Private key',
  'keys.form.flux': 'WIF, as other FLUX wallets export it, or 64 hex digits.',
  'keys.form.flux-id': 'WIF, as Zelcore and SSP export it, or 64 hex digits.',
  'keys.form.bitcoin': 'WIF or 64 hex digits.',
  'keys.form.evm': '64 hex digits, with or without 0x.',
  'keys.form.tron': '64 hex digits.',
  'keys.form.solana': 'Base58, or a list of numbers in brackets.',
  'keys.form.kadena': '64 or 128 hex digits.',
  'keys.form.algorand': 'The 25 words.',
  'keys.form.ergo': '64 hex digits.',
  'keys.continue': 'Continue',
  'keys.previewTitle': 'Is this the key you mean?',
  'keys.previewText': 'Compare the address with what you know of it.',
  'keys.previewUnknown': 'The key is sound. This version does not make addresses of this chain yet.',
  'keys.insteadOf': 'In place of',
  'keys.keep': 'Keep this key',
  'keys.deviceOnly': 'Only this computer has it',
  'keys.deviceOnlyText':
    'Name, password, recovery words and backup files do not bring this key back. Keep your own copy of it.',

  'field.key.form': 'Not a private key in a form that is known here.',
  'field.key.length': 'Too short or too long for a private key.',
  'field.key.checksum': 'There is a typing mistake in it: the checksum is wrong.',
  'field.key.unknown-word': 'A word is not on the list.',
  'field.key.wrong-network': 'A key of a test network.',
  'field.key.range': 'No such key exists.',
  'field.key.mismatch': 'Its private and public halves do not belong together.',
  'field.key.mnemonic': 'These are recovery words of a whole wallet: add them as an account of their own.',
  'field.key.extended-key': 'This is an extended private key, a whole branch of keys. Import the words it comes from.',
  'field.key.encrypted': 'This key is encrypted with a password of its own (BIP38). Decrypt it elsewhere first.',
  'field.key.public-key': 'This is a public key. Watch its address instead.',
  'field.key.other-use': 'This is a private key, but not one for what is chosen above.',
  'field.key.uncompressed':
    'A key of the old, uncompressed form. It cannot work inside an account: empty it as a paper key instead.',
  'field.key.exists': 'This key is imported already.',
  'field.key.second-flux-id': 'Another Flux ID is imported already. Remove it first.',
  'field.key.full': 'No more than 50 keys.',
  'field.key.sweep-use': 'Only keys of FLUX can be emptied into this account.',

  'export.single-key': 'An imported private key',
  'export.single-keyDetail': 'As its own wallet takes it back.',
  'export.whichKey': 'Which key',
  'export.shown.single-key': 'Imported private key',
  'export.warning.single-key': 'Whoever has this key has what it holds.',

  'sweep.title': 'Empty a paper key',
  'sweep.text':
    'Everything on it moves to this account. The key is used once, here, and never stored. Servers learn its addresses, not the key.',
  'sweep.key': 'Private key on the paper',
  'sweep.keyHint': 'WIF or 64 hex digits. Type it, paste it, or scan its code with a scanner that types.',
  'sweep.look': 'See what is on it',
  'sweep.looking': 'Asking the network what it holds',
  'sweep.move': 'Move {amount} to this account',
  'sweep.to': 'To this account',
  'sweep.from': 'From the addresses of the paper key',
  'sweep.found': { one: 'On the paper key, {count} output', other: 'On the paper key, {count} outputs' },
  'sweep.arrives': 'Arrives',
  'sweep.collateral': {
    one: '{count} output has exactly the value of a node’s collateral',
    other: '{count} outputs have exactly the value of a node’s collateral',
  },
  'sweep.collateralText': 'If a FluxNode runs on it, moving it stops the node.',
  'sweep.notReady': {
    one: '{count} output is not confirmed yet and stays for now.',
    other: '{count} outputs are not confirmed yet and stay for now.',
  },
  'sweep.leftForLater': {
    one: '{count} output does not fit any more. Empty the key once more afterwards.',
    other: '{count} outputs do not fit any more. Empty the key once more afterwards.',
  },
  'sweep.transactions': { one: 'One transaction.', other: '{count} transactions.' },
  'sweep.empty': 'Nothing to move',
  'sweep.emptyText': 'These are the addresses of the key, in both of its forms.',
  'sweep.done': 'On its way to this account',
  'sweep.doneText': {
    one: 'One transaction is sent and followed.',
    other: '{count} transactions are sent and followed.',
  },
  'sweep.partly': 'Not all of it was moved',
  'sweep.partlyText': {
    one: '{count} transaction is on its way. The rest is still on the paper key.',
    other: '{count} transactions are on their way. The rest is still on the paper key.',
  },
  'sweep.again': 'Look again',
  'sweep.keepPaper': 'Keep the paper until the payment is final. Then nobody should pay to it any more.',
} as const satisfies Messages;
