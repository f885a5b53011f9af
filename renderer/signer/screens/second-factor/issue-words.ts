import { t } from '../../../ui/index.ts';
import type { FactorIssue } from '../../session/second-factor/factor-screen.ts';

/** The time as a watch shows it: what codes depend on. */
export function clockText(ms: number): string {
  return new Date(ms).toLocaleTimeString('en-GB');
}

/** The sentence beside a field, when the issue is about that field. */
export function factorIssue(
  issue: FactorIssue | null,
  field: FactorIssue['field'],
  nowMs: number = 0,
): string | undefined {
  if (issue === null || issue.field !== field) return undefined;
  switch (issue.reason) {
    case 'empty':
      return t('factor.issue.empty');
    case 'form':
      return t('factor.issue.code.form');
    case 'used':
      return t('factor.issue.code.used');
    case 'mismatch':
      return t('field.pin.mismatch');
    case 'guessable':
      return t('field.pin.guessable');
    case 'length':
    case 'character':
      return t('field.pin.form');
    default:
      if (issue.minutesOff !== undefined) {
        return t('factor.issue.code.skew', { count: Math.max(1, Math.round(Math.abs(issue.minutesOff))) });
      }
      return field === 'code'
        ? t('factor.issue.code.wrongHint', { time: clockText(nowMs) })
        : t('factor.issue.code.wrong');
  }
}
