/** Bitcoin as far as addresses go: recipients of links and watch-only, Flux IDs. Transactions join with their adapter. */
export {
  formatP2pkhAddress,
  formatP2wpkhAddress,
  isNobodysBitcoinAddress,
  parseBitcoinAddress,
  parseFluxIdAddress,
} from './address.ts';
