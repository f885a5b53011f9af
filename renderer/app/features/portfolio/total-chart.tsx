import { useState } from 'react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { PortfolioPlace, PortfolioView } from '../../../../wallet-core/ipc/index.ts';
import { ageWords, type BarPart, nowMs, SegmentedControl, Stack, StackedBar, t } from '../../../ui/index.ts';
import { canSend, useSnapshots } from '../../state/index.ts';
import { chainList } from '../chains/account-chains.ts';
import { FLUX } from '../send/form.ts';
import { type FluxTotals, isFlux, partIds, sumOf } from './totals.ts';

const looks = { spendable: 1, incoming: 2, immature: 3, collateral: 4, frozen: 5 } as const;

/** `able`: this account can send; without, what is free is free for whoever has the key. */
function partsByState(totals: FluxTotals, able: boolean): readonly BarPart[] {
  return partIds
    .filter((part) => part === 'spendable' || totals.parts[part] > 0n)
    .map((part) => ({
      id: part,
      label: t(`part.${part}`),
      explanation: t(part === 'spendable' && !able ? 'part.spendable.watched' : `part.${part}.text`),
      units: totals.parts[part],
      look: looks[part],
    }));
}

/** Looks of the bar: as many networks have one of their own, the rest share the last. */
const OWN_LOOKS = [1, 2, 3, 4] as const;

/** The known FLUX of each network, largest first; small ones together. Adds up to the total. */
export function partsByNetwork(places: readonly PortfolioPlace[], now: number): readonly BarPart[] {
  const known = places
    .filter(isFlux)
    .flatMap((place) => {
      const units = sumOf(place);
      return units === null ? [] : [{ place, units }];
    })
    .toSorted((a, b) => (a.units === b.units ? 0 : a.units < b.units ? 1 : -1));
  const named = known.length <= OWN_LOOKS.length + 1 ? known : known.slice(0, OWN_LOOKS.length);
  const rest = known.slice(named.length);
  return [
    ...named.map(({ place, units }, at) => ({
      id: `${place.chain} ${place.asset}`,
      label: chainNames[place.chain],
      explanation: place.provenance === null ? '' : t('chart.as', { age: ageWords(place.provenance.atMs, now) }),
      units,
      look: OWN_LOOKS[at] ?? (5 as const),
    })),
    ...(rest.length === 0
      ? []
      : [
          {
            id: 'others',
            label: t('chart.others', { count: rest.length }),
            explanation: chainList(rest.map(({ place }) => place.chain)),
            units: rest.reduce((sum, { units }) => sum + units, 0n),
            look: 5 as const,
          },
        ]),
  ];
}

interface TotalChartProps {
  readonly portfolio: PortfolioView;
  readonly totals: FluxTotals;
}

/** The total as one bar: by what state it is in, or by where it is. One network alone has no second view. */
export function TotalChart({ portfolio, totals }: TotalChartProps) {
  const able = useSnapshots(canSend);
  const [view, setView] = useState<'state' | 'network'>('state');
  const byNetwork = partsByNetwork(portfolio.places, nowMs());
  const several = byNetwork.length > 1;
  const shown = several ? view : 'state';
  return (
    <Stack gap={16}>
      {several && (
        <SegmentedControl
          legend={t('chart.legend')}
          legendHidden
          value={view}
          onValue={setView}
          choices={[
            { value: 'state', label: t('chart.state') },
            { value: 'network', label: t('chart.network') },
          ]}
        />
      )}
      {shown === 'state' ? (
        <StackedBar label={t('portfolio.totalParts')} parts={partsByState(totals, able)} {...FLUX} />
      ) : (
        <StackedBar label={t('chart.byNetwork')} parts={byNetwork} {...FLUX} />
      )}
    </Stack>
  );
}
