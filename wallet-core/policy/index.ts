export * from './auto-lock.ts';
export * from './check-up.ts';
export * from './free-message.ts';
export * from './look-alike.ts';
export * from './recipient-rule.ts';
export * from './unlock-throttle.ts';
