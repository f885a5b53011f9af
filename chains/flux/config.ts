/**
 * Constants of the FLUX main network (fluxd chainparams.cpp, main.h, consensus/consensus.h) and of this wallet's
 * practice. Amounts in sat (10^-8 FLUX), sizes in bytes, times in blocks.
 */
import { FLUX_MAX_UNITS } from '../../wallet-core/assets/index.ts';

export const fluxConfig = Object.freeze({
  chain: 'flux',
  asset: 'native',
  symbol: 'FLUX',
  decimals: 8,
  coinType: 19_167,
  /** Two bytes, shared with Zcash: its addresses cannot be told apart (chainparams.cpp:200-202). */
  p2pkhVersion: Object.freeze([0x1c, 0xb8] as const),
  p2shVersion: Object.freeze([0x1c, 0xbd] as const),
  testnetP2pkhVersion: Object.freeze([0x1d, 0x25] as const),
  testnetP2shVersion: Object.freeze([0x1c, 0xba] as const),
  wifVersion: 0x80,
  testnetWifVersion: 0xef,
  messageMagic: 'Zelcash Signed Message:\n',
  /** Bound of any value and sum (amount.h:31). */
  maxMoney: FLUX_MAX_UNITS,
  /** Smaller outputs are not made; the daemon's own bound is 54. */
  dust: 546n,
  /** sat per byte. */
  feePresets: Object.freeze({ economy: 1n, normal: 2n, fast: 5n }),
  defaultFeePerByte: 1n,
  /** Nodes refuse fees beyond about 1,000 sat per byte (10,000 × relay fee, main.cpp:2330). */
  absurdFeePerByte: 1_000n,
  absurdFee: 100_000_000n,
  highFee: 1_000_000n,
  /** 1 % of the amount. */
  highFeeBasisPoints: 100n,
  /** Relay minimum: 100 sat per 1,000 bytes (main.h:80). */
  minRelayFeePer1000: 100n,
  /** Consensus limit (consensus.h:23, 32), and where this wallet stops, as SSP does. */
  maxTransactionBytes: 2_000_000,
  maxBuiltBytes: 1_800_000,
  maxMessageBytes: 80,
  maxRecipients: 100,
  /** Discovery looks no further: change beyond would never be found again. */
  maxAddressIndex: 10_000,
  /** One hour at 30 s a block. */
  expiryDelta: 120,
  /** Expiry heights stand below this (main.cpp:1063-1069). */
  maxExpiryHeight: 500_000_000,
  coinbaseMaturity: 100,
  /** No reorganisation goes deeper (main.h:74): this many confirmations are final. */
  maxReorganisation: 40,
});
