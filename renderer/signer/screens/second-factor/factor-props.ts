import type { Screen } from '../../session/screen.ts';
import type { FactorView } from '../../session/second-factor/factor-screen.ts';
import type { SignerParts } from '../../start.ts';

export type FactorScreen = Extract<Screen, { kind: 'factor' }>;

/** One screen of the second factor, as its step says. */
export interface FactorProps<Step extends FactorView['step']> {
  readonly screen: FactorScreen;
  readonly view: Extract<FactorView, { step: Step }>;
  readonly parts: SignerParts;
}

/** Out of the question, or out of these screens. */
export function turnBack({ of }: FactorScreen, { factors }: SignerParts): void {
  if (of === 'gate') factors.gate.cancel();
  else factors.desk.close();
}
