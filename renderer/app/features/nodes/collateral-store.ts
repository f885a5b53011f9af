import { toWireError, WalletError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { CollateralPlan, PreparedSend, WireStatedPayment } from '../../../../wallet-core/ipc/index.ts';
import type { NodeTier } from '../../../../wallet-core/nodes/tiers.ts';
import { call } from '../../api/index.ts';
import { createStore } from '../../state/view-store.ts';
import { review } from '../review/review-store.ts';

export interface CollateralState {
  readonly tier: NodeTier;
  readonly plan: CollateralPlan | null;
  readonly error: WireError | null;
  readonly planning: boolean;
  /** The payment that makes it, once it is agreed on. */
  readonly txid: string | null;
}

export const useCollateral = createStore<CollateralState>('collateral', {
  tier: 'cumulus',
  plan: null,
  error: null,
  planning: false,
  txid: null,
});

/** The lowest fee nodes pass on; a self-payment that matures for hours has no hurry. */
const FEE_PER_BYTE = '1';

/** Works out the payment to oneself for the chosen tier. */
export async function planCollateral(tier: NodeTier): Promise<void> {
  useCollateral.setState((state) => ({
    tier,
    // The same tier again: its numbers stay until newer ones are here.
    plan: state.plan?.tier === tier ? state.plan : null,
    error: null,
    planning: true,
    txid: null,
  }));
  const isStill = () => useCollateral.getState().tier === tier;
  try {
    const plan = await call('nodes.plan-collateral', { tier, feePerByte: FEE_PER_BYTE });
    if (isStill()) useCollateral.setState({ plan, planning: false });
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked' && isStill()) useCollateral.setState({ error, planning: false });
  }
}

/** What the screen showed, said in our own words (T-06): the amount of the tier to one's own address, with that fee. */
export function statedCollateral({ plan }: { readonly plan: CollateralPlan }): WireStatedPayment | null {
  const { fee } = plan.validation;
  if (fee === null) return null;
  return {
    kind: 'payment',
    chain: 'flux',
    asset: 'native',
    recipients: [{ address: plan.address, amount: plan.amount }],
    message: null,
    fee,
  };
}

function isSame(one: WireStatedPayment, other: PreparedSend['stated']): boolean {
  const [mine] = one.recipients;
  const [theirs, ...more] = other.recipients;
  return (
    more.length === 0 &&
    mine?.address === theirs?.address &&
    mine?.amount === theirs?.amount &&
    one.fee === other.fee &&
    other.message === null &&
    other.chain === one.chain &&
    other.asset === one.asset
  );
}

/** Has the self-payment reviewed in the signer. Numbers that changed meanwhile are worked out anew instead. */
export async function makeCollateral(): Promise<void> {
  const { plan } = useCollateral.getState();
  const stated = plan === null ? null : statedCollateral({ plan });
  if (plan === null || stated === null || plan.validation.errors.length > 0) return;
  const sent = await review(
    'collateral',
    async () => {
      const prepared = await call('send.prepare', { draft: plan.draft });
      if (!isSame(stated, prepared.stated)) throw new WalletError('approval.mismatch');
      return prepared;
    },
    ({ draftId }) => call('approval.request', { draftId, stated }),
  );
  if (sent !== null) useCollateral.setState({ plan: null, txid: sent.txid });
}
