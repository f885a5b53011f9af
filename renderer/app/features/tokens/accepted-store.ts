/** Tokens by contract: what was accepted, and what a contract says of itself before it is. */
import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { AcceptedToken, TokenFinding } from '../../../../wallet-core/ipc/index.ts';
import { announce, describeError, t, toast } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { createStore } from '../../state/view-store.ts';

export interface AcceptedView {
  readonly tokens: readonly AcceptedToken[] | null;
  readonly error: WireError | null;
  /** The contract as typed. */
  readonly contract: string;
  readonly looking: boolean;
  readonly finding: TokenFinding | null;
  readonly lookError: WireError | null;
}

export const useAccepted = createStore<AcceptedView>('accepted', {
  tokens: null,
  error: null,
  contract: '',
  looking: false,
  finding: null,
  lookError: null,
});

export async function readTokens(): Promise<void> {
  try {
    const { tokens } = await call('tokens.read', {});
    useAccepted.setState({ tokens, error: null });
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked') useAccepted.setState({ error });
  }
}

/** Another contract, or another network: what was found before says nothing of it. */
export function typeContract(contract: string): void {
  useAccepted.setState({ contract, looking: false, finding: null, lookError: null });
}

/** Asks the chain what this contract says of itself. An answer to an older question is dropped. */
export async function lookUp(chain: AcceptedToken['chain']): Promise<void> {
  const { contract } = useAccepted.getState();
  useAccepted.setState({ looking: true, finding: null, lookError: null });
  const isCurrent = () => useAccepted.getState().contract === contract && useAccepted.getState().looking;
  try {
    const finding = await call('token.look', { chain, contract: contract.trim() });
    if (isCurrent()) useAccepted.setState({ looking: false, finding });
  } catch (thrown) {
    const lookError = toWireError(thrown);
    if (isCurrent() && lookError.code !== 'session.locked') useAccepted.setState({ looking: false, lookError });
  }
}

/** Takes the token exactly as it was shown. */
export async function acceptToken(finding: Extract<TokenFinding, { kind: 'token' }>): Promise<void> {
  const { chain, contract, symbol, name, decimals } = finding;
  try {
    await call('token.accept', { chain, contract, symbol, name, decimals });
    typeContract('');
    announce(t('tokens.accepted', { token: symbol }));
    await readTokens();
  } catch (thrown) {
    useAccepted.setState({ lookError: toWireError(thrown) });
  }
}

export async function removeToken({ chain, contract, symbol }: AcceptedToken): Promise<void> {
  try {
    await call('token.remove', { chain, contract });
    announce(t('tokens.removed', { token: symbol }));
    await readTokens();
  } catch (thrown) {
    toast('danger', describeError(toWireError(thrown).code).title);
  }
}
