import type { Messages } from '../message.ts';

/** The second factor whose record lies on the FLUX chain: its screens in the signer, its place in the app. */
export const secondFactor = {
  'factor.name': 'Second factor',
  'factor.looking': 'Asking the servers about your second factor',
  'factor.lookingText':
    'The record lies encrypted on the FLUX chain. Several servers are asked and their answers compared.',

  // What holds, in the signer and in the app.
  'factor.state.on': 'On',
  'factor.state.off': 'Off',
  'factor.state.none-found': 'No record found',
  'factor.state.unknown': 'Not known',
  'factor.state.disagree': 'Servers disagree',
  'factor.state.missing': 'Record missing',
  'factor.state.newer-version': 'Set by a newer version',
  'factor.state.looking': 'Asking',
  'factor.text.on': 'It is asked before {actions}, and before it is changed.',
  'factor.text.onMemory':
    'No server answered in full. This is what this device saw last, and it is asked before {actions}.',
  'factor.text.none-found':
    'The servers were read to the end and have no record of this account. It was never set up, or it is hidden from this device: no record is not the same as off.',
  'factor.text.off.by-record': 'It was switched off with the factor itself.',
  'factor.text.off.by-request': 'It was given up with a disable request, whose day has passed.',
  'factor.text.unknown.no-answer':
    'No server answered. Until one does, this wallet cannot tell whether a factor is set, and does not take it for off.',
  'factor.text.unknown.incomplete':
    'The servers answered in part only. This wallet cannot tell whether a factor is set, and does not take it for off.',
  'factor.text.unknown.memory-lost':
    'This device should remember your second factor and its note is gone or was changed. The servers have nothing against you going on, but nothing confirms them either.',
  'factor.text.disagree.records':
    'One server shows a record that another does not. The strictest reading is asked for.',
  'factor.text.disagree.tips':
    'The servers are not at the same place of the chain. The strictest reading is asked for.',
  'factor.text.disagree.memory':
    'The servers lack a record that this device saw on the chain. The strictest reading is asked for.',
  'factor.text.newer-version':
    'A later release of this wallet set the factor. Nothing is let through before you update.',
  'factor.action.send': 'sending',
  'factor.action.sign': 'signing',
  'factor.action.export': 'exporting',
  'factor.and': '{list} and {last}',
  'factor.kind.totp': 'Code of an authenticator app',
  'factor.kind.pin': 'PIN',
  'factor.fact.state': 'State',
  'factor.fact.factors': 'Asked for',
  'factor.fact.before': 'Asked before',
  'factor.fact.source': 'According to',
  'factor.fact.memory': 'This device',
  'factor.fact.nobody': 'Nobody',
  'factor.fact.height': 'As of block',
  'factor.fact.age': 'Asked',
  'factor.fact.change': 'Last change',
  'factor.fact.changeAt': '{change} in block {height}',
  'factor.change.on': 'Switched on or changed',
  'factor.change.off': 'Switched off',
  'factor.change.disable-request': 'Disable request',
  'factor.change.unknown': 'Set by a newer version',
  'factor.pending': 'A change waits for its block',
  'factor.pendingText': '{change}. It takes effect with its first block; until then what is said here holds.',
  'factor.request': 'Your second factor is being switched off',
  'factor.requestText': {
    one: 'Somebody with the password of this account asked for it. It ends in {count} block, {time}. If that was not you, cancel it now and change your password.',
    other:
      'Somebody with the password of this account asked for it. It ends in {count} blocks, {time}. If that was not you, cancel it now and change your password.',
  },
  'factor.time.hours': { one: 'about {count} hour', other: 'about {count} hours' },
  'factor.time.minutes': { one: 'about {count} minute', other: 'about {count} minutes' },

  // Overview in the signer.
  'factor.overview.title': 'Second factor',
  'factor.overview.text':
    'One more thing that is asked for, found by every device of this account without a server of ours.',
  'factor.guards': 'It protects against',
  'factor.guards.open': 'Somebody at this computer while the wallet is open.',
  'factor.guards.password': 'Somebody who has read your password and uses it in Parallax on another device.',
  'factor.not': 'It does not protect against',
  'factor.not.software':
    'Somebody who has your password and makes the keys with other software. No factor is asked there, and the factor can be switched off from there.',
  'factor.not.malware': 'A program on this computer that reads the memory of this window.',
  'factor.cost':
    'Switching on, changing and switching off is one small payment on FLUX each: 0.00000546 FLUX and the fee.',
  'factor.setUp': 'Switch on',
  'factor.change': 'Change',
  'factor.turnOff': 'Switch off',
  'factor.lost': 'I have lost it',
  'factor.cancelRequest': 'Keep it on',
  'factor.lookAgain': 'Ask again',
  'factor.refusal.not-known': 'Not now',
  'factor.refusal.not-knownText':
    'It is not known what holds at the moment, and nothing is changed on a guess. Ask again when the servers answer.',
  'factor.refusal.nothing': 'There is nothing to switch off',
  'factor.refusal.nothingText': 'No factor is on, or a request runs already.',
  'factor.refusal.too-many': 'Too many changes',
  'factor.refusal.too-manyText': 'This account has used up its numbers for changes.',

  // Setting it up.
  'factor.choose.title': 'What is to be asked for?',
  'factor.choose.titleChange': 'What is to be asked for from now on?',
  'factor.choose.text': 'Both may be chosen: then both are asked for.',
  'factor.choose.textChange': 'What you choose is made anew: a new secret for the app, a new PIN.',
  'factor.choose.factors': 'Factors',
  'factor.choose.totp': 'Code of an authenticator app',
  'factor.choose.totpHint': 'Six digits from your phone, others every 30 seconds.',
  'factor.choose.pin': 'PIN',
  'factor.choose.pinHint': '6 to 12 digits that you know.',
  'factor.choose.asks': 'Asked before',
  'factor.choose.send': 'Sending',
  'factor.choose.sign': 'Signing messages and logins',
  'factor.choose.export': 'Exporting secrets',
  'factor.choose.none': 'Choose at least one factor.',
  'factor.choose.noAction': 'Choose at least one thing that it is asked before.',
  'factor.totp.title': 'Add it to your authenticator app',
  'factor.totp.text': 'Scan the picture, or type the secret. Then type the code that the app shows.',
  'factor.totp.qr': 'QR code of the shared secret for authenticator apps',
  'factor.totp.secret': 'Secret to type',
  'factor.totp.keep':
    'Keep a copy of the secret on paper: a lost phone then costs minutes. Without one, giving the factor up takes a day.',
  'factor.pin.title': 'Choose a PIN',
  'factor.pin.text': '6 to 12 digits that you use nowhere else, and not those of quick unlock.',
  'factor.pin.new': 'PIN',
  'factor.pin.again': 'PIN again',
  'factor.continue': 'Continue',
  'factor.code': 'Code',
  'factor.codeHint': 'Six digits. This computer’s clock says {time}.',

  // Asking for it.
  'factor.ask.title.send': 'Second factor, before this payment is signed',
  'factor.ask.title.sign': 'Second factor, before this is signed',
  'factor.ask.title.export': 'Second factor, before a secret is shown',
  'factor.ask.title.change': 'Your present second factor',
  'factor.ask.text.totp': 'Type the code that your authenticator app shows.',
  'factor.ask.text.pin': 'Type the PIN of your second factor.',
  'factor.ask.text.both': 'Type the code of your authenticator app and your PIN.',
  'factor.ask.submit': 'Continue',
  'factor.ask.pin': 'PIN',
  'factor.ask.disagree': 'The servers disagree about your second factor',
  'factor.ask.disagreeText': 'The strictest setting that is known is asked for.',
  'factor.ask.memory': 'No server answered in full',
  'factor.ask.memoryText': 'What this device saw last is asked for.',
  'factor.verifying': 'Checking your second factor',
  'factor.verifyingText': 'This takes a second.',
  'factor.wait': {
    one: 'Too many wrong answers. Next one in {count} second.',
    other: 'Too many wrong answers. Next one in {count} seconds.',
  },
  'factor.issue.empty': 'Type it in.',
  'factor.issue.code.form': 'Six digits.',
  'factor.issue.code.wrong': 'Not the right answer.',
  'factor.issue.code.wrongHint':
    'Not the right answer. Codes depend on the time: this computer’s clock says {time}. If your phone says something else by more than half a minute, set the wrong one right.',
  'factor.issue.both':
    'The code, the PIN or both are not right. Codes depend on the time: this computer’s clock says {time}.',
  'factor.issue.code.used': 'This code was used already. Wait for the next one.',
  'factor.issue.code.skew': {
    one: 'Right secret, wrong time: the clocks of your phone and of this computer differ by about {count} minute. Set the wrong one right, then type the next code.',
    other:
      'Right secret, wrong time: the clocks of your phone and of this computer differ by about {count} minutes. Set the wrong one right, then type the next code.',
  },
  'factor.undecided.title': 'Is a second factor set? Nobody can tell',
  'factor.undecided.stop': 'Update before you go on',
  'factor.undecided.what':
    'If you set one on another device, going on leaves it out. Asking again is better; this is for when your coins cannot wait.',
  'factor.undecided.change': 'The factor cannot be changed before it is known what holds.',
  'factor.undecided.phrase': 'without factor',
  'factor.undecided.type': 'To go on all the same, type: {phrase}',
  'factor.undecided.wrong': 'Not these words.',
  'factor.undecided.submit': 'Go on without',
  'factor.back': 'Back',
  'factor.stuck': 'The second factor cannot be judged here',

  // Lost.
  'factor.lostTitle': 'Give up the second factor',
  'factor.lostText':
    'Your name and password are enough, and it takes a day: long enough to be noticed if somebody else does it.',
  'factor.lost.day': 'It takes effect 2,880 blocks, about a day, after its block. Until then the factor is asked for.',
  'factor.lost.shown': 'Every device of this account shows it until then.',
  'factor.lost.cancel': 'Whoever has the factor can cancel it.',
  'factor.lost.submit': 'Ask for it to be switched off',

  // Publishing.
  'factor.preparing': 'Preparing the change',
  'factor.preparingText': 'The record is encrypted here and put into a small payment to yourself.',
  'factor.review.enable': 'Switch on the second factor',
  'factor.review.change': 'Change the second factor',
  'factor.review.off': 'Switch off the second factor',
  'factor.review.cancel-request': 'Cancel the disable request',
  'factor.review.disable-request': 'Ask for the second factor to be switched off',
  'factor.review.text': 'One payment on FLUX carries the encrypted record. To everybody else it is noise.',
  'factor.review.amount': 'To an address of its own',
  'factor.review.record': 'Encrypted record',
  'factor.review.anchor': 'Address',
  'factor.review.approve': 'Approve and publish',
  'factor.review.next': 'It is published next and takes effect with its first block.',
  'factor.publishing': 'Signing and publishing',
  'factor.published.title': 'Published',
  'factor.published.enable':
    'The second factor is on as soon as the payment is in a block, usually within a minute. Other devices find it after sign-in.',
  'factor.published.change': 'The new setting holds as soon as the payment is in a block. Until then the old one does.',
  'factor.published.off': 'The second factor is off as soon as the payment is in a block.',
  'factor.published.cancel-request': 'The request ends as soon as the payment is in a block. The factor stays on.',
  'factor.published.disable-request':
    'The day begins with the block that holds the payment: 2,880 blocks later the factor is off. Until then it is asked for, and every device shows the request.',
  'factor.published.txid': 'Transaction',

  // The app.
  'factor.section': 'Second factor',
  'factor.sectionText': 'Asked for in the signer, never in this window.',
  'factor.open': 'Manage the second factor',
  'factor.openSetUp': 'Set up a second factor',
  'factor.banner.open': 'Look at it',

  'prove.title.factor-on': 'Switch on a second factor',
  'prove.text.factor-on':
    'Type the password once more. Otherwise whoever finds the wallet open could lock you out of it for a day.',
  'prove.title.factor-lost': 'Give up the second factor',
  'prove.text.factor-lost': 'Type the password once more. It is all that stands behind the request.',
} as const satisfies Messages;
