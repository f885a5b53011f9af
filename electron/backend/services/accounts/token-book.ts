import type { PinnedToken } from '../../../../chains/_families/evm/token.ts';
import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { type AcceptedToken, accountShapes } from '../../../../wallet-core/ipc/index.ts';
import { type AddressText, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import type { AccountContext } from '../account-context.ts';

/** A refresh asks for each of them. */
const MAX_PER_CHAIN = 50;

const keyOf = ({ chain, contract }: Pick<AcceptedToken, 'chain' | 'contract'>) => `${chain} ${contract}`;

export interface TokenBook {
  all(): readonly AcceptedToken[];
  contractsOn(chain: ChainId): readonly AddressText[];
  find(chain: ChainId, contract: string): AcceptedToken | undefined;
  /** Name and decimals stay what they are now, whatever the contract says later. Throws `input.bad` when the list is full. */
  accept(chain: ChainId, token: PinnedToken): AcceptedToken;
  remove(chain: ChainId, contract: string): void;
}

/** Tokens the person has accepted on chains with accounts (T-05). Unknown ones are never shown as money. */
export function createTokenBook(context: AccountContext, onChange: () => void): TokenBook {
  const rows = context.table('tokens', accountShapes.acceptedToken);
  const tokens = new Map(rows.list().map(({ value }) => [keyOf(value), value]));
  const on = (chain: ChainId) => [...tokens.values()].filter((token) => token.chain === chain);

  return {
    all: () => [...tokens.values()].sort((a, b) => a.acceptedAtMs - b.acceptedAtMs),
    contractsOn: (chain) => on(chain).map(({ contract }) => unsafeBrand<AddressText>(contract)),
    find: (chain, contract) => tokens.get(keyOf({ chain, contract })),
    accept: (chain, { contract, symbol, name, decimals }) => {
      const known = tokens.get(keyOf({ chain, contract }));
      if (known !== undefined) return known;
      if (on(chain).length >= MAX_PER_CHAIN) throw new WalletError('input.bad', { field: 'token', why: 'full' });
      const token: AcceptedToken = { chain, contract, symbol, name, decimals, acceptedAtMs: context.clock.now() };
      context.database.write([rows.put(keyOf(token), token)]);
      tokens.set(keyOf(token), token);
      onChange();
      return token;
    },
    remove: (chain, contract) => {
      const key = keyOf({ chain, contract });
      if (!tokens.has(key)) return;
      context.database.write([rows.remove(key)]);
      tokens.delete(key);
      onChange();
    },
  };
}
