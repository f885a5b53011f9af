import { CircleCheck, Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { Tone } from '../controls/chip.tsx';

const icons: Readonly<Record<Tone, LucideIcon>> = {
  neutral: Info,
  accent: Info,
  info: Info,
  positive: CircleCheck,
  warning: TriangleAlert,
  danger: OctagonAlert,
};

/** The one shape of each tone, so that colour is never the only sign. */
export function toneIcon(tone: Tone): LucideIcon {
  return icons[tone];
}
