import { ExternalLink, RefreshCw } from 'lucide-react';
import type { D2faView } from '../../../../wallet-core/ipc/index.ts';
import {
  AgeText,
  Banner,
  Button,
  Card,
  Chip,
  describeFactor,
  type Fact,
  Facts,
  factorChange,
  factorRequestText,
  formatCount,
  LoadingLabel,
  Row,
  Skeleton,
  Stack,
  Text,
  t,
} from '../../../ui/index.ts';
import { showInSigner } from '../accounts/accounts-store.ts';
import { lookAgain, type SecondFactorState, useSecondFactor } from './second-factor-store.ts';

/** How the second factor stands, who says so and how old that is. Everything about it is done in the signer. */
export function SecondFactorSection() {
  return <SecondFactorCard {...useSecondFactor()} />;
}

export function SecondFactorCard({ view, isAsking }: SecondFactorState) {
  const isSet = view !== null && view.factors.length > 0;
  return (
    <Card title={t('factor.section')} aside={view !== null && <State view={view} />}>
      <Stack gap={16}>
        {view === null ? <Looking /> : <Standing view={view} />}
        <Text tone="muted" size={13}>
          {t('factor.sectionText')}
        </Text>
        <Row gap={12} wrap>
          <Button icon={ExternalLink} onClick={() => void showInSigner('second-factor')}>
            {t(view === null || isSet ? 'factor.open' : 'factor.openSetUp')}
          </Button>
          <Button variant="quiet" icon={RefreshCw} busy={isAsking} onClick={() => void lookAgain()}>
            {t('factor.lookAgain')}
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}

function State({ view }: { readonly view: D2faView }) {
  const { title, tone } = describeFactor(view);
  return <Chip tone={tone}>{title}</Chip>;
}

function Looking() {
  return (
    <>
      <LoadingLabel />
      <Text>{t('factor.looking')}</Text>
      <Skeleton size="control" width="full" />
    </>
  );
}

function Standing({ view }: { readonly view: D2faView }) {
  const words = describeFactor(view);
  const { height, atMs, lastChange, request, pending } = view;
  const facts: readonly Fact[] = [
    ...(words.factors === null ? [] : [{ id: 'factors', term: t('factor.fact.factors'), value: words.factors }]),
    { id: 'source', term: t('factor.fact.source'), value: words.source },
    ...(height === null ? [] : [{ id: 'height', term: t('factor.fact.height'), value: formatCount(height) }]),
    { id: 'age', term: t('factor.fact.age'), value: <AgeText atMs={atMs} /> },
    ...(lastChange === null
      ? []
      : [{ id: 'change', term: t('factor.fact.change'), value: factorChange(lastChange.kind, lastChange.height) }]),
  ];
  return (
    <>
      {request !== null && (
        <Banner tone="danger" title={t('factor.request')}>
          {factorRequestText(request.blocksLeft)}
        </Banner>
      )}
      {pending !== null && (
        <Banner tone="info" title={t('factor.pending')}>
          {t('factor.pendingText', { change: factorChange(pending.kind, null) })}
        </Banner>
      )}
      <Text>{words.text}</Text>
      <Facts facts={facts} />
    </>
  );
}
