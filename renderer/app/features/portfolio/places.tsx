import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { PortfolioPlace, PortfolioView } from '../../../../wallet-core/ipc/index.ts';
import {
  AgeText,
  AmountText,
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
} from '../../../ui/index.ts';
import { fluxTotals, isFlux, sumOf } from './totals.ts';

/** Where the FLUX is: chain, amount, share, who said so and when. */
export function Places({ portfolio }: { readonly portfolio: PortfolioView }) {
  const { total } = fluxTotals(portfolio, nowMs());
  const shareOf = (place: PortfolioPlace) => {
    const sum = sumOf(place);
    if (sum === null || total === null || !isFlux(place)) return t('amount.unknown');
    return shareWords(shareInTenthsOfPercent(sum, total), sum > 0n);
  };
  const columns: readonly Column<PortfolioPlace>[] = [
    {
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
          {place.error !== null && place.balance !== null && <Chip tone="warning">{t('places.stale')}</Chip>}
        </Row>
      ),
    },
    {
      id: 'amount',
      header: t('places.amount'),
      align: 'end',
      render: (place) => (
        <AmountText
          units={sumOf(place)}
          decimals={place.decimals}
          symbol={place.symbol}
          aligned
          {...(place.error === null ? {} : { unknownReason: describeError(place.error.code).title })}
        />
      ),
    },
    { id: 'share', header: t('places.share'), align: 'end', render: shareOf },
    {
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
    },
    {
      id: 'age',
      header: t('places.age'),
      align: 'end',
      render: ({ provenance }) => <AgeText atMs={provenance?.atMs ?? null} />,
    },
  ];
  return (
    <Table
      caption={t('places.title')}
      columns={columns}
      rows={portfolio.places}
      keyOf={(place) => `${place.chain} ${place.asset}`}
    />
  );
}
