import {
  AddressText,
  AmountText,
  Banner,
  Button,
  Card,
  Checkbox,
  ErrorState,
  Facts,
  LoadingLabel,
  Skeleton,
  Stack,
  spanWords,
  Text,
  t,
  useNow,
} from '../../../ui/index.ts';
import { isBusy, useReview } from '../review/review-store.ts';
import { FLUX } from '../send/form.ts';
import { type FusionView, fusionName } from './fusion-store.ts';
import { askForQuote, beginSwap, type QuoteReply, type QuoteView, useSwap } from './swap-store.ts';

/** What the service offers for what stands in the fields. */
export function SwapQuote({ view }: { readonly view: FusionView }) {
  const { reply, error, quoting } = useSwap();
  if (error !== null) return <ErrorState shape="inline" code={error.code} />;
  return (
    <Card title={t('swap.quoteTitle')}>
      {quoting ? (
        <Stack gap={12}>
          <LoadingLabel />
          <Skeleton width="full" />
          <Skeleton width="long" />
        </Stack>
      ) : reply === null ? (
        <Text tone="muted">{t('swap.quoteNone')}</Text>
      ) : reply.kind === 'refused' ? (
        <Refused reply={reply} />
      ) : (
        <Quoted view={view} quote={reply.quote} />
      )}
    </Card>
  );
}

function Refused({ reply }: { readonly reply: Extract<QuoteReply, { kind: 'refused' }> }) {
  const { reason, minimum, maximum } = reply;
  const limits = [
    ...(minimum === null ? [] : [{ id: 'minimum', term: t('swap.minimum'), value: <Flux units={minimum} /> }]),
    ...(maximum === null ? [] : [{ id: 'maximum', term: t('swap.maximum'), value: <Flux units={maximum} /> }]),
  ];
  return (
    <Stack gap={16}>
      <Banner tone="warning" title={t('swap.refused.title')} live>
        {t(`swap.refused.${reason}`)}
      </Banner>
      {limits.length > 0 && <Facts facts={limits} />}
    </Stack>
  );
}

/** An amount the person typed, or that follows from it: shown even while amounts are hidden. */
function Flux({ units }: { readonly units: string }) {
  return <AmountText units={units} {...FLUX} always />;
}

function Quoted({ view, quote }: { readonly view: FusionView; readonly quote: QuoteView }) {
  const consent = useSwap((state) => state.consent);
  const beginning = useSwap((state) => state.beginning);
  const busy = useReview(isBusy);
  const left = useNow((now) => Math.max(0, Math.ceil((quote.expiresAtMs - now) / 1_000)));
  return (
    <Stack gap={16}>
      <Facts
        facts={[
          { id: 'sent', term: t('swap.sent'), value: <Flux units={quote.amount} /> },
          { id: 'fee', term: t('swap.fee'), value: <Flux units={quote.fee} /> },
          {
            id: 'time',
            term: t('swap.time'),
            value: t('swap.timeValue', {
              count: quote.confirmations,
              time: spanWords(quote.expectedSeconds * 1_000),
            }),
          },
          { id: 'received', term: t('swap.received'), value: <Flux units={quote.received} />, strong: true },
        ]}
      />
      <Facts
        layout="down"
        facts={[
          {
            id: 'from',
            term: `${t('swap.from')}: ${fusionName(quote.chainFrom)}`,
            value: <AddressText address={quote.addressFrom} />,
          },
          {
            id: 'to',
            term: `${t('swap.to')}: ${fusionName(quote.chainTo)}`,
            value: <AddressText address={quote.addressTo} />,
          },
          { id: 'deposit', term: t('swap.deposit'), value: <AddressText address={quote.depositAddress} /> },
        ]}
      />
      <Familiarity quote={quote} />
      {quote.needsConsent && left > 0 && (
        <Checkbox label={t('swap.consent')} checked={consent} onChecked={(on) => useSwap.setState({ consent: on })} />
      )}
      <Text size={12} tone="muted">
        {t('swap.source.said', { source: quote.source })} {t('swap.networkFee')}
      </Text>
      {left === 0 ? (
        <Banner
          tone="warning"
          title={t('swap.expired')}
          live
          actions={
            <Button size="small" onClick={() => void askForQuote(view)}>
              {t('swap.requote')}
            </Button>
          }
        />
      ) : (
        <>
          <Button
            variant="primary"
            size="large"
            wide
            busy={beginning}
            disabled={busy || (quote.needsConsent && !consent)}
            onClick={() => void beginSwap()}
          >
            {t('swap.begin')}
          </Button>
          <Text size={12} tone="muted">
            {t('swap.valid', { count: left })}. {t('swap.beginText')}
          </Text>
        </>
      )}
    </Stack>
  );
}

/** How familiar the deposit address is: a line where it is, a warning where it is not. */
function Familiarity({ quote }: { readonly quote: QuoteView }) {
  const { depositStanding: standing } = quote;
  if (standing === 'known' || standing === 'served') {
    return (
      <Text size={13} tone="muted">
        {t(`swap.standing.${standing}`)}
      </Text>
    );
  }
  return (
    <Banner tone="danger" title={t(`swap.standing.${standing}.title`)} live>
      {t('swap.standing.text')}
    </Banner>
  );
}
