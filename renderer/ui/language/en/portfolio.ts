import type { Messages } from '../message.ts';

export const portfolio = {
  'portfolio.total': 'Total FLUX',
  'portfolio.totalAge': 'as of {age}',
  'portfolio.totalParts': 'Total FLUX by part',
  'portfolio.totalUnknown': 'no chain has been read yet',
  'portfolio.totalPartial': 'Without {chains}: not known yet.',

  'part.spendable': 'Spendable',
  'part.spendable.text': 'confirmed and free to send now',
  'part.spendable.watched': 'confirmed; whoever has the key can send it',
  'part.incoming': 'Pending',
  'part.incoming.text': 'on its way to you, not in a block yet',
  'part.immature': 'Immature',
  'part.immature.text': 'newly mined, free after 100 blocks',
  'part.collateral': 'Collateral',
  'part.collateral.text': 'stands for FluxNodes, kept out of payments',
  'part.frozen': 'Frozen',
  'part.frozen.text': 'kept back by you',

  'places.title': 'Places',
  'places.chain': 'Chain',
  'places.amount': 'Amount',
  'places.share': 'Share',
  'places.source': 'Source',
  'places.age': 'Age',
  'places.noSource': 'none yet',
  'places.block': 'block {height}',
  'places.stale': 'Last known value',

  'recent.title': 'Recent activity',
  'recent.all': 'All activity',
  'recent.none': 'No payments yet',
  'recent.empty': 'Payments you make and receive appear here.',

  'first.title': 'Receive your first FLUX',
  'first.text': 'This account is empty. Show somebody your address, or copy it to where your FLUX is now.',
  'first.watchText': 'Nothing has been received at the addresses this account watches.',
  'first.receive': 'Show my address',

  'partial.title': '{chain}: {what}',
  'partial.kept': 'The amount below is the last one known, {age}.',
  'partial.never': 'Its amount is not known yet, so it is not in the total.',
} as const satisfies Messages;
