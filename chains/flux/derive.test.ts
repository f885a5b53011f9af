import { HDKey } from '@scure/bip32';
import { expect, it } from 'vitest';
import { deriveAddresses } from './derive.ts';

it('derives the addresses of a published xpub (Trust Wallet) and of many more keys', () => {
  const account = HDKey.fromExtendedKey(
    'xpub6C7HhMqpir3KBA6ammv5B58RT3XFTJqoZFoj3J56dz9XwehZ2puSH38ERtnz7HaXGxaZP8AHT4M2bSRHpBXUZrbsJ2xg3xs53DGKYCqj8mr',
  );
  const { publicKey, chainCode } = account.deriveChild(0);
  if (publicKey === null || chainCode === null) throw new TypeError('fixture');
  const all = deriveAddresses({ publicKey, chainCode }, 0, 50);
  expect(all[0]).toBe('t1TKCtCETHPrAdA6eY1fdhhnTkTmb371oPt');
  expect(deriveAddresses({ publicKey, chainCode }, 40, 10)).toEqual(all.slice(40));
});
