/**
 * The signer's own screens (export, check-up, another account …): who asks for one, and that nothing else comes in
 * front of it. Main neither knows nor decides what such a screen shows.
 */
import { WalletError } from '../../wallet-core/errors/index.ts';
import type { PayloadOf } from '../../wallet-core/ipc/index.ts';
import type { SignerWindow } from '../windows/signer-window.ts';
import type { Approvals } from './approvals.ts';

export interface SignerScreensParts {
  readonly signer: Pick<SignerWindow, 'present' | 'send'>;
  readonly approvals: Pick<Approvals, 'isPending' | 'cancelOpen'>;
}

export interface SignerScreens {
  /** Throws `session.busy` beside an approval or another screen, which comes to the front then. */
  show(payload: PayloadOf<'signer.open-screen'>): void;
  /** The same for the identity key of a node. */
  showNodeKey(payload: PayloadOf<'signer.open-node-key'>): void;
  /**
   * Asks the signer to make another account the open one; its window comes up when it will have to ask for a password.
   * An open approval is cancelled. Throws `session.busy` while a screen is up or an approved payment is being written.
   */
  activate(accountId: string, isUnlocked: boolean): void;
  /** What the signer was asked for went wrong behind its hidden window: the person is to see what it says. */
  reveal(): void;
  /** Its window is hidden or gone. */
  ended(): void;
  /** The person closed the window: the signer hears that a screen of its own was up, to erase it. */
  dismissed(): void;
  isShown(): boolean;
}

export function createSignerScreens({ signer, approvals }: SignerScreensParts): SignerScreens {
  let shown = false;

  function present(): void {
    shown = true;
    signer.present();
  }

  function assertFree(): void {
    if (shown) signer.present();
    if (shown || approvals.isPending()) throw new WalletError('session.busy');
  }

  return {
    show(payload) {
      assertFree();
      signer.send('signer.open-screen', payload);
      present();
    },
    showNodeKey(payload) {
      assertFree();
      signer.send('signer.open-node-key', payload);
      present();
    },
    activate(accountId, isUnlocked) {
      if (!shown) approvals.cancelOpen();
      assertFree();
      signer.send('session.activate', { accountId });
      if (!isUnlocked) present();
    },
    reveal: present,
    ended() {
      shown = false;
    },
    dismissed() {
      if (shown) signer.send('signer.screen-closed', {});
      shown = false;
    },
    isShown: () => shown,
  };
}
