import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type {
  AcceptedToken,
  AllowancesPage,
  NonceView,
  PreparedAccountSend,
  RequestOf,
  TokenFinding,
  WireAccountDraft,
  WireAccountValidation,
} from '../../../../wallet-core/ipc/index.ts';

/** Chains with accounts of the open account, as the app window asks about them. All throw `chain.not-supported`. */
export interface AccountsService {
  validate(draft: WireAccountDraft): Promise<WireAccountValidation>;
  prepare(draft: WireAccountDraft): Promise<PreparedAccountSend>;
  nonces(chain: ChainId): Promise<NonceView>;
  tokens(): AcceptedToken[];
  lookAtToken(chain: ChainId, contract: string): Promise<TokenFinding>;
  acceptToken(token: RequestOf<'token.accept'>): AcceptedToken;
  removeToken(chain: ChainId, contract: string): void;
  allowances(chain: ChainId, cursor: string | null): Promise<AllowancesPage>;
}

/** Of an account on no such chain. */
export function noAccounts(): AccountsService {
  const refuse = (): never => {
    throw new WalletError('chain.not-supported');
  };
  return {
    validate: refuse,
    prepare: refuse,
    nonces: refuse,
    tokens: () => [],
    lookAtToken: refuse,
    acceptToken: refuse,
    removeToken: refuse,
    allowances: refuse,
  };
}
