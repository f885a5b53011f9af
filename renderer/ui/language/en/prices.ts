import type { Messages } from '../message.ts';

export const prices = {
  'prices.unknownShort': 'not known',
  'prices.unknown': 'value not known',
  'prices.unknownWhy': 'No price source has said what it is worth.',
  'prices.noSource': 'There is no price source in this local world.',
  'prices.noneKnown': 'Value in money: not known.',
  'prices.old': 'Old prices.',
  'prices.note': 'Values in money by {source}, {age}.',
  'prices.noteWithPrice': '1 FLUX ≈ {price} · {source}, {age}',
  'prices.shareByWorth': 'about {percent} of the amount',
  'prices.enter': 'Enter the amount in {currency}',
  'prices.entry': 'Worth in {currency}',
  'prices.entryHint':
    'Fills in the amount above at the price shown. What is sent is that amount, whatever the price does.',
  'prices.entryBad': 'Enter an amount of {currency}, such as 12.50.',
  'prices.entryOff': 'Close',
  'prices.value': 'Value',
  'prices.shown': 'Values in money',
  'prices.shownHint': 'Asks for the prices of FLUX and of the coins that pay for fees. The question names no account.',
  'prices.hosts': 'price source, one at a time',
  'prices.currency': 'Currency',
} as const satisfies Messages;
