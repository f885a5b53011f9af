/** The way of a swap as steps. Pure. */
import type { SwapHeadline } from '../../../../wallet-core/fusion/names.ts';
import { type Step, t } from '../../../ui/index.ts';
import type { SwapView } from './fusion-store.ts';

const order = ['reserve', 'deposit', 'confirm', 'exchange', 'arrive'] as const;

/** The step under way: what has been reached lies before it. 5: all done. */
const underWay: Readonly<Record<SwapHeadline, number>> = {
  planned: 0,
  reserving: 0,
  'reserve-refused': 0,
  cancelled: 0,
  'sign-deposit': 1,
  'deposit-died': 1,
  'deposit-sent': 2,
  unclaimed: 2,
  'not-created': 2,
  waiting: 2,
  confirming: 2,
  dust: 2,
  expired: 2,
  unrecognised: 2,
  exchanging: 3,
  held: 3,
  'order-elsewhere': 3,
  'paid-unseen': 4,
  arriving: 4,
  'arrived-wrong-amount': 4,
  'paid-elsewhere': 4,
  'paid-unreadable': 5,
  arrived: 5,
};
const failing: ReadonlySet<SwapHeadline> = new Set([
  'reserve-refused',
  'cancelled',
  'deposit-died',
  'dust',
  'expired',
  'order-elsewhere',
  'arrived-wrong-amount',
  'paid-elsewhere',
]);

/** Steps from the reservation to the payout; one that failed is the last. */
export function swapSteps({ headline, confirmations }: Pick<SwapView, 'headline' | 'confirmations'>): readonly Step[] {
  const at = underWay[headline];
  const failed = failing.has(headline);
  const shown = failed ? order.slice(0, at + 1) : order;
  return shown.map((id, index) => {
    const counted =
      id === 'confirm' && index === at && confirmations !== null && confirmations.now !== null
        ? t('swap.confirmations', { now: confirmations.now, needed: confirmations.needed })
        : undefined;
    return {
      id,
      title: t(`swap.step.${id}`),
      state: index < at ? 'done' : index > at ? 'waiting' : failed ? 'failed' : 'current',
      ...(counted === undefined ? {} : { detail: counted }),
    };
  });
}
