import { toWireError } from '../../../../wallet-core/errors/index.ts';
import type { LoginView } from '../../../../wallet-core/ipc/index.ts';
import { announce, describeError, t, toast } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { attempt } from '../nodes/nodes-store.ts';
import { readFluxId, signFrom, useFluxId } from './flux-id-store.ts';

/** Logs out there. Where no signed login is held any more, the person is asked for a new one first. */
export async function revoke(login: LoginView): Promise<void> {
  if (!login.canRevoke) {
    useFluxId.setState({ again: login });
    return;
  }
  try {
    await call('flux-id.revoke', { id: login.id });
    announce(t('logins.loggedOut', { host: login.host }));
    await readFluxId();
  } catch (thrown) {
    const { code } = toWireError(thrown);
    if (code === 'zelid.login-needed') useFluxId.setState({ again: login });
    else if (code !== 'session.locked') toast('danger', describeError(code).title);
  }
}

/** A new login for the one purpose of ending an old one. */
export async function signAndRevoke(): Promise<void> {
  const { again } = useFluxId.getState();
  if (again === null) return;
  useFluxId.setState({ again: null });
  const outcome = await signFrom({ from: 'record', id: again.id });
  if (outcome !== null) await revoke({ ...again, canRevoke: true });
}

export async function forgetLogin(id: string): Promise<void> {
  if (await attempt(() => call('flux-id.forget', { id }))) await readFluxId();
}
