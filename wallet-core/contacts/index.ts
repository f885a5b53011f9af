export * from './contact-name.ts';
export * from './contacts.ts';
