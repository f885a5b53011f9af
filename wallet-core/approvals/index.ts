export * from './approval-book.ts';
export * from './compare-payment.ts';
export * from './request-digest.ts';
