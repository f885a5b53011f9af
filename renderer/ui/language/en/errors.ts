import type { IssueCode } from '../../../../wallet-core/chain-contract/index.ts';
import type { ErrorCode } from '../../../../wallet-core/errors/index.ts';
import type { AddressRefusal } from '../../../../wallet-core/ports/index.ts';

/** What a person is told: what happened, what it means for the money, what to do. Never server text. */
export interface ErrorWords {
  readonly title: string;
  readonly meaning: string;
  readonly next: string;
}

const unaffected = 'Your coins are where they were. Amounts on screen are the last ones known, with their age.';
const notSent = 'Nothing was signed and nothing was sent.';
const nothingStored = 'Nothing was stored or changed.';

export const errorWords: Readonly<Record<ErrorCode | IssueCode, ErrorWords>> = {
  // network and servers
  'network.offline': {
    title: 'No connection to the network',
    meaning: unaffected,
    next: 'Check the connection of this computer. The wallet tries again by itself.',
  },
  'network.timeout': {
    title: 'The server took too long to answer',
    meaning: unaffected,
    next: 'Wait for the next attempt, or put another server first in Settings.',
  },
  'network.refused-host': {
    title: 'This address is not on the list of servers',
    meaning: 'The wallet only talks to servers on its list, so nothing was sent there.',
    next: 'Add the server in Settings if you trust it.',
  },
  'network.too-large': {
    title: 'The server sent far too much data',
    meaning: 'The answer was thrown away unread. Your coins are unaffected.',
    next: 'Use another server; this one is faulty or hostile.',
  },
  'network.redirected': {
    title: 'The server wanted to send us elsewhere',
    meaning: 'The wallet does not follow redirects, so nothing went to the other place. Your coins are unaffected.',
    next: 'Check the address of the server in Settings, or use another one.',
  },
  'network.bad-certificate': {
    title: 'This server could not prove who it is',
    meaning: 'Its certificate is not valid, so nothing was sent there. Your coins are unaffected.',
    next: 'Check the address of the server in Settings and the clock of this computer, or use another server.',
  },
  'network.status': {
    title: 'The server answered with an error',
    meaning: unaffected,
    next: 'Wait for the next attempt, or put another server first in Settings.',
  },
  'server.bad-reply': {
    title: 'The server sent an answer that makes no sense',
    meaning: 'It was not used. Amounts keep their last known values.',
    next: 'If it goes on, use another server in Settings.',
  },
  'server.wrong-chain': {
    title: 'This server follows another chain',
    meaning: 'Its answers were not used. Your coins are unaffected.',
    next: 'Remove the server in Settings or correct its address.',
  },
  'server.behind': {
    title: 'The server has fallen behind the chain',
    meaning: 'Recent payments may be missing from what it says. Your coins are unaffected.',
    next: 'Wait until it has caught up, or put another server first in Settings.',
  },
  'server.rate-limited': {
    title: 'The server asks us to slow down',
    meaning: unaffected,
    next: 'Wait a minute. The wallet tries again more slowly.',
  },
  'server.disagree': {
    title: 'Two servers say different things',
    meaning: 'One of them is wrong or behind. The wallet shows neither as certain until they agree.',
    next: 'Wait for the next block, then look at the list of servers in Settings.',
  },
  'server.none-left': {
    title: 'No server answered',
    meaning: unaffected,
    next: 'Check the connection, then test the servers in Settings or add one.',
  },

  // chains
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
  'approval.cancelled': {
    title: 'The review was closed',
    meaning: notSent,
    next: 'Review the payment again when you are ready.',
  },

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
    meaning: 'Your coins are on the chain. Labels, settings and open payments may be missing.',
    next: 'Restore the profile from a backup before sending anything.',
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

  // findings about a draft
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
};

/** Why a text was not taken as an address; stands beside the recipient field. */
export const addressRefusalWords: Readonly<Record<AddressRefusal, string>> = {
  empty: 'Enter a Flux address.',
  whitespace: 'There is a space inside the address. Copy it again as a whole.',
  character: 'The address contains a character that addresses do not use.',
  length: 'The address has the wrong length. A part may be missing.',
  checksum: 'The address contains a typing error: its check digits do not fit.',
  prefix: 'This is not a Flux address. Flux addresses start with t1 or t3.',
  'wrong-network': 'This address belongs to a test network.',
  'other-chain': 'This address belongs to another chain. FLUX sent there would be lost.',
  encoding: 'The address is written in a way that the wallet does not accept.',
  'mixed-case': 'The address mixes capital and small letters in a way that it must not.',
  'witness-version': 'This kind of address is not supported.',
  shielded: 'This is a private (shielded) address. The network no longer takes payments to those.',
  'not-an-address': 'This is not an address.',
};
