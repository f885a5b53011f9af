import { t } from '../../../ui/index.ts';

/** From nothing to a started node, in this order. */
const steps = ['collateral', 'identity', 'address', 'lines', 'start'] as const;
export type SetupStep = (typeof steps)[number];

/** `2. Identity key` */
export function stepTitle(step: SetupStep): string {
  return t('setup.numbered', { number: steps.indexOf(step) + 1, title: t(`setup.step.${step}`) });
}
