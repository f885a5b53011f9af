import type { D2faView } from '../../../../wallet-core/ipc/index.ts';
import {
  AgeText,
  Banner,
  describeFactor,
  type Fact,
  Facts,
  factorChange,
  factorRequestText,
  formatCount,
  t,
} from '../../../ui/index.ts';

/** What holds, who says so and how old it is. */
export function StandingFacts({ standing }: { readonly standing: D2faView }) {
  const { title, factors, before, source } = describeFactor(standing);
  const { height, atMs, lastChange } = standing;
  const facts: readonly Fact[] = [
    { id: 'state', term: t('factor.fact.state'), value: title },
    ...(factors === null ? [] : [{ id: 'factors', term: t('factor.fact.factors'), value: factors }]),
    ...(before === null ? [] : [{ id: 'before', term: t('factor.fact.before'), value: before }]),
    { id: 'source', term: t('factor.fact.source'), value: source },
    ...(height === null ? [] : [{ id: 'height', term: t('factor.fact.height'), value: formatCount(height) }]),
    { id: 'age', term: t('factor.fact.age'), value: <AgeText atMs={atMs} /> },
    ...(lastChange === null
      ? []
      : [{ id: 'change', term: t('factor.fact.change'), value: factorChange(lastChange.kind, lastChange.height) }]),
  ];
  return <Facts facts={facts} />;
}

/** A disable request that runs, and a change that waits: never small print. */
export function StandingNotices({ standing }: { readonly standing: D2faView }) {
  const { request, pending } = standing;
  return (
    <>
      {request !== null && (
        <Banner tone="danger" title={t('factor.request')} live>
          {factorRequestText(request.blocksLeft)}
        </Banner>
      )}
      {pending !== null && (
        <Banner tone="info" title={t('factor.pending')} live>
          {t('factor.pendingText', { change: factorChange(pending.kind, null) })}
        </Banner>
      )}
    </>
  );
}
