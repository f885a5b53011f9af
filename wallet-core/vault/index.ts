export * from './authenticated-blob.ts';
export { maxBlobContent } from './blob-header.ts';
export * from './row.ts';
export { type BlobPlace, openBlob, sealBlob } from './sealed-blob.ts';
export * from './versioned.ts';
export * from './wrapped-blob.ts';
