/** What main itself says to people: dialogs and notifications. Everything else is said by the windows. */
import type { PayloadOf } from '../../wallet-core/ipc/index.ts';

export const words = {
  name: 'Parallax',
  lockNow: 'Lock now',
  view: 'View',
  edit: 'Edit',
  saveTitle: 'Save',
  openTitle: 'Open',
  sheetName: 'parallax-sheet.pdf',
  backupName: 'parallax-backup',
  backupFile: 'Parallax backup',
  /** The system puts it behind "Parallax is trying to". */
  touchReason: 'unlock your account on this device',
  wipeFailedTitle: 'Not everything could be deleted',
  wipeFailed:
    'Some files of Parallax are still on this device. Close other programs that may use them, then delete this folder yourself:',
  backendGaveUpTitle: 'Parallax cannot go on',
  backendGaveUp:
    'The part of Parallax that talks to the network stopped several times in a row. Your keys are not affected, and payments already approved are kept and followed up at the next start. Close Parallax and start it again.',
  startFailedTitle: 'Parallax cannot start',
  startFailed:
    'A window of Parallax could not be opened safely. Nothing was changed. Install Parallax again if this repeats.',
  dangerousSwitch: 'Parallax does not start with command line switches that weaken it:',
  wrongFlavour: 'This build is for development and does not run packaged.',
  notification: {
    received: 'A payment has arrived.',
    confirmed: 'Your payment is confirmed.',
    expired: 'Your payment was not mined in time and has expired. The coins are yours to spend again.',
    refused: 'The network refused your payment. Open Parallax to see why.',
  } satisfies Record<PayloadOf<'backend.notify'>['kind'], string>,
  nodeNotice: {
    'left-confirmed': (nodes) =>
      nodes === 1
        ? 'One of your nodes is no longer confirmed. Open Parallax to see why.'
        : `${nodes} of your nodes are no longer confirmed. Open Parallax to see why.`,
    'about-to-expire': (nodes) =>
      nodes === 1
        ? 'One of your nodes is about to expire: its server sends no confirmation.'
        : `${nodes} of your nodes are about to expire: their servers send no confirmations.`,
    'confirm-window-closing': (nodes) =>
      nodes === 1
        ? 'One of your nodes is started and not yet confirmed. Its time runs out soon.'
        : `${nodes} of your nodes are started and not yet confirmed. Their time runs out soon.`,
    'collateral-spent': (nodes) =>
      nodes === 1
        ? 'The collateral of one of your nodes was spent. The node has ended.'
        : `The collateral of ${nodes} of your nodes was spent. They have ended.`,
  } satisfies Record<PayloadOf<'backend.node-notice'>['kind'], (nodes: number) => string>,
} as const;
