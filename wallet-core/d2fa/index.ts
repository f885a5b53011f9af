export * from './attempts.ts';
export * from './candidates.ts';
export * from './judge.ts';
export { deriveAnchorPublicKey } from './keys.ts';
export * from './memory.ts';
export * from './pin.ts';
export * from './plan-change.ts';
export * from './publication.ts';
export {
  type D2faAction,
  type D2faBody,
  type D2faRecord,
  type D2faSetting,
  d2faActions,
  type NotUnderstood,
} from './record.ts';
export { openRecord, sealRecord } from './record-cipher.ts';
export * from './remember-findings.ts';
export { disableDelayBlocks, type SeenRecord } from './standing.ts';
export * from './state.ts';
export { generateTotpSecret, totpClockSkew, unsafeOtpauthUri, unsafeTotpSecretText, verifyTotp } from './totp.ts';
export * from './verify-factors.ts';
