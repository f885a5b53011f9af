import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { IdentityOutcome, ReplyOf } from '../../../../wallet-core/ipc/index.ts';
import { call } from '../../api/index.ts';
import { createStore } from '../../state/view-store.ts';
import { signFrom } from './flux-id-store.ts';

export interface IdentityForms {
  readonly as: 'flux-id' | 'address';
  readonly address: string;
  readonly text: string;
  readonly outcome: IdentityOutcome | null;
  readonly checked: {
    readonly identity: string;
    readonly text: string;
    readonly signature: string;
  };
  readonly verdict: ReplyOf<'flux-id.verify'> | null;
  readonly verifyError: WireError | null;
}

export const useIdentityForms = createStore<IdentityForms>('identityForms', {
  as: 'flux-id',
  address: '',
  text: '',
  outcome: null,
  checked: { identity: '', text: '', signature: '' },
  verdict: null,
  verifyError: null,
});

/** Has the typed text signed in the signer, which judges it again by itself. */
export async function signText(): Promise<void> {
  const { as, address, text } = useIdentityForms.getState();
  const identity = as === 'flux-id' ? 'flux-id' : address.trim();
  if (text === '' || identity === '') return;
  const outcome = await signFrom({ from: 'text', text, identity });
  if (outcome !== null) useIdentityForms.setState({ outcome });
}

export function editChecked(change: Partial<IdentityForms['checked']>): void {
  useIdentityForms.setState((state) => ({
    checked: { ...state.checked, ...change },
    verdict: null,
    verifyError: null,
  }));
}

/** Checks a signature of anybody's; the verdict belongs to exactly what stands in the fields. */
export async function verifySignature(): Promise<void> {
  const { checked } = useIdentityForms.getState();
  const isStill = () => useIdentityForms.getState().checked === checked;
  try {
    const verdict = await call('flux-id.verify', {
      identity: checked.identity.trim(),
      text: checked.text,
      signature: checked.signature.trim(),
    });
    if (isStill()) useIdentityForms.setState({ verdict });
  } catch (thrown) {
    const verifyError = toWireError(thrown);
    if (verifyError.code !== 'session.locked' && isStill()) useIdentityForms.setState({ verifyError });
  }
}
