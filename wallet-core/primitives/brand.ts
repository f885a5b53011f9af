declare const brand: unique symbol;

/** A string (or other value) of one kind that cannot be passed where another kind is meant. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Transaction id as people see it: 64 lower-case hex characters for UTXO chains. */
export type TxId = Brand<string, 'TxId'>;
/** An address that its chain's codec has accepted, in canonical form. */
export type AddressText = Brand<string, 'AddressText'>;
/** `<16 hex>` — first 8 bytes of SHA-256 over the FLUX account xpub; names an account in files and messages, reveals nothing. */
export type AccountId = Brand<string, 'AccountId'>;
/** A BIP32 path such as `m/44'/19167'/0'/0/3`: names a key without being one. */
export type DerivationPath = Brand<string, 'DerivationPath'>;

/** Marks `value` as `B`. Only parsers and tests may call this, after they have checked it. */
export function unsafeBrand<B>(value: string): B {
  return value as unknown as B;
}
