import { toWireError } from '../../../../wallet-core/errors/index.ts';
import { describeError, nowMs, t, toast } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { filterOf, useActivity } from './activity-store.ts';

/** `parallax-activity-2027-01-15.csv`, by the day of this computer. */
export function exportName(atMs: number): string {
  const date = new Date(atMs);
  const two = (part: number) => part.toString().padStart(2, '0');
  return `parallax-activity-${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}.csv`;
}

/** Everything the current filter lets through, to a file that the person chooses. Main writes it (E-16). */
export async function exportCsv(): Promise<void> {
  try {
    const { csv, rows } = await call('activity.export', { filter: filterOf(useActivity.getState()) });
    const { saved } = await call('file.save', { name: exportName(nowMs()), text: csv });
    if (saved) toast('positive', t('activity.exported', { count: rows }));
  } catch (thrown) {
    const { code } = toWireError(thrown);
    if (code !== 'file.cancelled') toast('danger', describeError(code).title);
  }
}
