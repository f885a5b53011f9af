/** Bytes of transaction parts when signed, so that a fee can be set before signing. */

/**
 * Largest scriptSig of a P2PKH input with a compressed key: push (1) + DER (at most 71 with low S: 33 bytes of R, 32 of
 * S, 6 of frame) + hash type (1) + push (1) + key (33). Real ones are 0 to 2 bytes shorter, never longer.
 */
export const P2PKH_SCRIPT_SIG_BYTES = 107;
/** Outpoint 36, script length 1, scriptSig, sequence 4. */
export const P2PKH_INPUT_BYTES = 36 + 1 + P2PKH_SCRIPT_SIG_BYTES + 4;
/** Nodes relay no longer scriptSig (fluxd main.cpp:1004-1040): the bound for inputs whose script is not known. */
export const MAX_SCRIPT_SIG_BYTES = 1_650;
export const P2PKH_SCRIPT_BYTES = 25;
export const P2SH_SCRIPT_BYTES = 23;

export function compactSizeBytes(value: number): number {
  if (value < 0xfd) return 1;
  return value <= 0xffff ? 3 : 5;
}

/** Value 8, script with its length. */
export function outputBytes(scriptBytes: number): number {
  return 8 + compactSizeBytes(scriptBytes) + scriptBytes;
}

/** An input whose scriptSig has at most `scriptSigBytes`. */
export function inputBytes(scriptSigBytes: number): number {
  return 36 + compactSizeBytes(scriptSigBytes) + scriptSigBytes + 4;
}
