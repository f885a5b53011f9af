import { Banner, describeError } from '../../../ui/index.ts';
import type { Finding } from './findings.ts';

/** A finding that belongs to no single field: all three sentences of it. */
export function FindingBanner({ finding, tone }: { readonly finding: Finding; readonly tone: 'warning' | 'danger' }) {
  const words = describeError(finding.code);
  return (
    <Banner tone={tone} title={words.title} live>
      {words.meaning} {words.next}
    </Banner>
  );
}
