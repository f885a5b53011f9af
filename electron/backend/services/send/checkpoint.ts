/**
 * Places in a payment where a crash must do no harm. The composition root passes what is called there: nothing in the
 * product, a process that ends itself in the fault tests.
 */
export type CheckpointName =
  /** The bytes were handed out for signing. */
  | 'send.taken'
  /** Signed bytes have arrived; nothing is on disk. */
  | 'send.signed'
  /** On disk; the network knows nothing. */
  | 'send.journalled'
  /** About to tell the network. */
  | 'send.announcing'
  /** The request is on its way. */
  | 'send.sending'
  /** The network has answered; the answer is not on disk. */
  | 'send.sent'
  | 'send.recorded'
  /** The same places for starts of FluxNodes. */
  | 'start.signed'
  | 'start.journalled'
  | 'start.announcing'
  | 'start.sent';

export type Checkpoint = (name: CheckpointName) => void | Promise<void>;

export const noCheckpoint: Checkpoint = () => undefined;
