import { describe, expect, it } from 'vitest';
import { toZpub } from './extended-key.ts';

describe('toZpub', () => {
  // BIP84 test vectors: account 0 of "abandon … about"; the xpub form is that of the account vectors.
  it('writes the account key of BIP84 as published', () => {
    expect(
      toZpub(
        'xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXYVUhLv1VMrjPC7PW6V',
      ),
    ).toBe(
      'zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGDtKsAYz2oz2AGutZYs',
    );
    expect(() =>
      toZpub(
        'zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGDtKsAYz2oz2AGutZYs',
      ),
    ).toThrow(RangeError);
    expect(() => toZpub('xpub')).toThrow();
  });
});
