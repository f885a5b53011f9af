/** The parts of @runonflux/utxo-lib 1.0.2 (no types of its own) that tests and benchmarks compare with. */
declare module '@runonflux/utxo-lib' {
  interface Network {
    readonly pubKeyHash: number;
    readonly scriptHash: number;
  }
  interface KeyPair {
    getPublicKeyBuffer(): Uint8Array;
  }
  interface PeerTransaction {
    toHex(): string;
    getId(): string;
    hashForZcashSignature(inputIndex: number, script: Uint8Array, value: number, hashType: number): Uint8Array;
  }
  class TransactionBuilder {
    constructor(network: Network, maximumFeeRate?: number);
    setVersion(version: number): void;
    setVersionGroupId(group: number): void;
    setExpiryHeight(height: number): void;
    addInput(txid: string, vout: number, sequence: number): number;
    addOutput(script: Uint8Array | string, value: number): number;
    sign(input: number, key: KeyPair, redeemScript: Uint8Array | undefined, hashType: number, value: number): void;
    build(): PeerTransaction;
  }
  const library: {
    readonly networks: { readonly flux: Network };
    readonly ECPair: { fromWIF(wif: string, network: Network): KeyPair };
    readonly Transaction: { fromHex(hex: string, network: Network): PeerTransaction };
    readonly TransactionBuilder: typeof TransactionBuilder;
    readonly address: { toOutputScript(address: string, network: Network): Uint8Array };
  };
  export default library;
}
