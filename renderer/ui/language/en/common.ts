import type { Messages } from '../message.ts';

export const common = {
  'common.copied': 'Copied',
  'common.copyFailed': 'Could not copy. Select the text and copy it by keyboard.',
  'common.close': 'Close',
  'common.cancel': 'Cancel',
  'common.back': 'Back',
  'common.retry': 'Try again',
  'common.save': 'Save',
  'common.messages': 'Messages',
  'common.dismiss': 'Dismiss',
  'common.details': 'Details',
  'common.loading': 'Loading',
  'common.unknown': 'Unknown',
  'common.showAll': 'Show all',
  'common.search': 'Search',
  'common.none': 'None',
  'common.optional': 'optional',
  'common.nextStep': 'What to do',
  'common.copyLabel': 'Copy {what}',

  'amount.unknown': '—',
  'amount.unknownReason': 'Not known: {reason}',
  'amount.notKnownYet': 'no server has answered yet',
  'amount.hidden': 'Amount hidden',
  'amount.hiddenMark': '••••',

  'address.label': 'Address',

  'age.now': 'just now',
  'age.seconds': '{count} s ago',
  'age.minutes': '{count} min ago',
  'age.hours': '{count} h ago',
  'age.days': { one: '{count} day ago', other: '{count} days ago' },
  'age.never': 'never',
  'age.ahead': 'clock is ahead',

  'table.select': 'Select {what}',
  'table.selectAll': 'Select all',
  'table.sortBy': 'Sort by {column}',

  'qr.label': 'QR code of {what}',
  'qr.tooLong': 'Too long for a QR code. Copy the text instead.',

  'identicon.label': 'Account picture',

  'bar.part': 'Part',
  'bar.amount': 'Amount',
  'bar.share': 'Share',
  'bar.percent': '{percent}\u00a0%',
  'bar.lessThan': '<\u00a00.1\u00a0%',

  'theme.system': 'System',
  'theme.light': 'Light',
  'theme.dark': 'Dark',

  'banner.info': 'Note',
  'banner.warning': 'Warning',
  'banner.danger': 'Danger',
  'banner.positive': 'Done',

  'step.done': 'done',
  'step.current': 'in progress',
  'step.waiting': 'to come',
  'step.failed': 'stopped',
} as const satisfies Messages;
