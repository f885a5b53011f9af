/** Numbers of the Flux network, read in the daemon's source (files named per line), typed here and not imported. */

export const coin = 100_000_000n; // amount.h
export const maxMoney = 440_000_000n * coin; // amount.h:31
export const consensusBranchId = 0x76b809bb; // consensus/upgrades.cpp, unchanged since height 125,000
export const saplingVersionGroupId = 0x892f2085; // primitives/transaction.h
export const overwinterVersionGroupId = 0x03c48270; // primitives/transaction.h
export const maxTransactionBytes = 2_000_000; // consensus/consensus.h:32
export const maxBlockBytes = 2_000_000; // consensus/consensus.h:23
export const coinbaseMaturity = 100; // consensus/consensus.h:34
export const maxReorgDepth = 40; // main.h:74
export const expiryHeightThreshold = 500_000_000; // main.cpp:1063
export const expiringSoonBlocks = 3; // main.h:86
export const lockTimeThreshold = 500_000_000; // below: a height, from here on: a time
export const finalSequence = 0xffffffff;
export const relayFeePerKb = 100n; // main.h:80
export const absurdFeeFactor = 10_000n; // main.cpp:2330
export const maxOpReturnPayload = 80; // script/standard.h
export const maxScriptSigBytes = 1650; // main.cpp:1004
export const maxP2shSigops = 15; // main.h:76
export const maxStandardSigops = 4_000; // main.h, a fifth of the block's 20,000
export const blockSpacingSeconds = 30; // chainparams.cpp:105
export const ponActivationHeight = 2_020_000; // chainparams.cpp:148

/** relayFeePerKb for this many bytes; the daemon rounds down but never to zero (amount.cpp:21). */
export const relayFee = (bytes: number): bigint => {
  const fee = (relayFeePerKb * BigInt(bytes)) / 1000n;
  return fee === 0n ? relayFeePerKb : fee;
};
