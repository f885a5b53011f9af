/** Constants of the Bitcoin main network that addresses and messages need (BIP13, BIP173, BIP350). */
export const bitcoinConfig = Object.freeze({
  chain: 'bitcoin',
  p2pkhVersion: 0x00,
  p2shVersion: 0x05,
  testnetP2pkhVersion: 0x6f,
  testnetP2shVersion: 0xc4,
  wifVersion: 0x80,
  bech32Prefix: 'bc',
  messageMagic: 'Bitcoin Signed Message:\n',
});
