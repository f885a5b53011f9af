import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { PortfolioPlace, PortfolioView } from '../../../../wallet-core/ipc/index.ts';
import {
  AgeText,
  AmountText,
  Card,
  ChainMark,
  Chip,
  type Column,
  describeError,
  formatCount,
  nowMs,
  Row,
  shareInTenthsOfPercent,
  shareWords,
  Table,
  Text,
  t,
  VisuallyHidden,
} from '../../../ui/index.ts';
import { rankOf } from '../chains/account-chains.ts';
import { usePrices } from '../prices/price-store.ts';
import { Worth } from '../prices/worth-text.tsx';
import { RetryChain } from './failing.tsx';
import { fluxTotals, isFlux, sumOf } from './totals.ts';

/** What became of the last reading of a place, in a word; nothing when it went well. */
function Word({ place }: { readonly place: PortfolioPlace }) {
  if (place.error !== null) {
    const { title } = describeError(place.error.code);
    return (
      <span title={title}>
        <Chip tone="warning">{place.balance === null ? t('places.failed') : t('places.stale')}</Chip>
      </span>
    );
  }
  return place.balance === null && place.refreshing ? <Chip tone="info">{t('places.reading')}</Chip> : null;
}

const chainColumn: Column<PortfolioPlace> = {
  id: 'chain',
  header: t('places.chain'),
  names: true,
  wide: true,
  render: (place) => (
    <Row gap={8}>
      <ChainMark chain={place.chain} />
      <Text as="span" weight="medium">
        {chainNames[place.chain]}
      </Text>
      <Word place={place} />
    </Row>
  ),
};

const amountColumn = (aligned: boolean): Column<PortfolioPlace> => ({
  id: 'amount',
  header: t('places.amount'),
  align: 'end',
  render: (place) => (
    <AmountText
      units={sumOf(place)}
      decimals={place.decimals}
      symbol={place.symbol}
      aligned={aligned}
      {...(place.error === null ? {} : { unknownReason: describeError(place.error.code).title })}
    />
  ),
});

/** What the place is worth; source and age of the price stand below the total. */
const worthColumn: Column<PortfolioPlace> = {
  id: 'worth',
  header: t('prices.value'),
  align: 'end',
  render: (place) => (
    <Text as="span" tone="muted">
      <Worth
        chain={place.chain}
        asset={place.asset}
        decimals={place.decimals}
        units={sumOf(place)}
        orUnknown={t('prices.unknownShort')}
      />
    </Text>
  ),
};

/** No column of nothing while values are switched off or there is no source. */
function useWorthColumn(): readonly Column<PortfolioPlace>[] {
  const on = usePrices((state) => state.view?.state === 'on');
  return on ? [worthColumn] : [];
}

const sourceColumn: Column<PortfolioPlace> = {
  id: 'source',
  header: t('places.source'),
  render: ({ provenance }) =>
    provenance === null ? (
      <Text as="span" tone="muted">
        {t('places.noSource')}
      </Text>
    ) : (
      <Text as="span" tone="muted" size={13} title={t('places.block', { height: formatCount(provenance.height) })}>
        {provenance.source}
      </Text>
    ),
};

const ageColumn: Column<PortfolioPlace> = {
  id: 'age',
  header: t('places.age'),
  align: 'end',
  render: ({ provenance }) => <AgeText atMs={provenance?.atMs ?? null} />,
};

const retryColumn: Column<PortfolioPlace> = {
  id: 'retry',
  header: <VisuallyHidden>{t('places.actions')}</VisuallyHidden>,
  align: 'end',
  render: (place) => (place.error === null ? null : <RetryChain place={place} />),
};

const keyOf = (place: PortfolioPlace) => `${place.chain} ${place.asset}`;

/** Where the FLUX is, and below what else there is: chain, amount, share, who said so and when. */
export function Places({ portfolio }: { readonly portfolio: PortfolioView }) {
  const flux = portfolio.places.filter(isFlux);
  const others = portfolio.places.filter((place) => !isFlux(place)).toSorted((a, b) => rankOf(a) - rankOf(b));
  const single = portfolio.places.length === 1;
  return (
    <>
      <Card title={single ? t('places.title') : t('places.flux')} padding="flush">
        <FluxPlaces portfolio={portfolio} places={flux} />
      </Card>
      {others.length > 0 && (
        <Card
          title={t('places.others')}
          padding="flush"
          aside={
            <Text as="span" size={12} tone="muted">
              {t('places.othersNote')}
            </Text>
          }
        >
          <OtherPlaces places={others} />
        </Card>
      )}
    </>
  );
}

interface FluxPlacesProps {
  readonly portfolio: PortfolioView;
  readonly places: readonly PortfolioPlace[];
}

function FluxPlaces({ portfolio, places }: FluxPlacesProps) {
  const { total } = fluxTotals(portfolio, nowMs());
  const shareOf = (place: PortfolioPlace) => {
    const sum = sumOf(place);
    if (sum === null || total === null) return t('amount.unknown');
    return shareWords(shareInTenthsOfPercent(sum, total), sum > 0n);
  };
  const worth = useWorthColumn();
  const anyFailed = places.some((place) => place.error !== null);
  const columns: readonly Column<PortfolioPlace>[] = [
    chainColumn,
    amountColumn(true),
    ...worth,
    { id: 'share', header: t('places.share'), align: 'end', render: shareOf },
    sourceColumn,
    ageColumn,
    ...(anyFailed ? [retryColumn] : []),
  ];
  return <Table caption={t('places.title')} columns={columns} rows={places} keyOf={keyOf} />;
}

/** Coins that pay for fees and tokens the person has added. Different units: no shares, no sum. */
function OtherPlaces({ places }: { readonly places: readonly PortfolioPlace[] }) {
  const asset: Column<PortfolioPlace> = {
    id: 'asset',
    header: t('places.asset'),
    names: true,
    render: (place) => (
      <Text as="span" weight="medium" title={place.asset === 'native' ? '' : place.asset}>
        {place.symbol}
      </Text>
    ),
  };
  const worth = useWorthColumn();
  const columns = [asset, { ...chainColumn, names: false }, amountColumn(false), ...worth, sourceColumn, ageColumn];
  return <Table caption={t('places.others')} columns={columns} rows={places} keyOf={keyOf} />;
}
