import { type ErrorWords, unaffected } from './error-words.ts';

/** Servers and the network between. */
export const networkWords = {
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
  'server.coins-disagree': {
    title: 'Coins and payments do not add up',
    meaning: 'The list of your coins that the servers give does not fit your payments. One of the two is wrong.',
    next: 'Wait for the next block. If it stays, put another server first in Settings.',
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
} as const satisfies Readonly<Record<string, ErrorWords>>;
