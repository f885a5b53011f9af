import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { PortfolioView } from '../../../../wallet-core/ipc/index.ts';
import {
  AgeText,
  AmountText,
  Button,
  Card,
  EmptyState,
  LoadingLabel,
  nowMs,
  Row,
  Skeleton,
  Stack,
  Text,
  t,
  tx,
} from '../../../ui/index.ts';
import { goTo } from '../../routes/router.ts';
import { Screen } from '../../shell/screen.tsx';
import { canSend, useSnapshots } from '../../state/index.ts';
import { PriceNote, WorthLine } from '../prices/worth-text.tsx';
import { FLUX } from '../send/form.ts';
import { OpenPayments } from '../send/open-payments.tsx';
import { Failing } from './failing.tsx';
import { Places } from './places.tsx';
import { Recent } from './recent.tsx';
import { TotalChart } from './total-chart.tsx';
import { type FluxTotals, fluxTotals } from './totals.ts';

/** One honest total, what it is made of, where it is, and what happened last. */
export function PortfolioScreen() {
  const portfolio = useSnapshots((state) => state.portfolio);
  const able = useSnapshots(canSend);
  return (
    <Screen
      title={t('route.portfolio')}
      actions={
        <Row gap={8}>
          <Button icon={ArrowDownLeft} onClick={() => goTo('receive')}>
            {t('route.receive')}
          </Button>
          {able && (
            <Button variant="primary" icon={ArrowUpRight} onClick={() => goTo('send')}>
              {t('route.send')}
            </Button>
          )}
        </Row>
      }
    >
      {portfolio === null ? <Loading /> : <Loaded portfolio={portfolio} />}
    </Screen>
  );
}

function Loaded({ portfolio }: { readonly portfolio: PortfolioView }) {
  const totals = fluxTotals(portfolio, nowMs());
  return (
    <>
      <Failing places={portfolio.places} />
      <Card padding="roomy">
        <Stack gap={24}>
          <Headline totals={totals} />
          {totals.total !== null && totals.total > 0n && <TotalChart portfolio={portfolio} totals={totals} />}
        </Stack>
      </Card>
      <OpenPayments />
      {totals.total === 0n && totals.missing.length === 0 && <FirstUse />}
      <Places portfolio={portfolio} />
      <Recent />
    </>
  );
}

function Headline({ totals }: { readonly totals: FluxTotals }) {
  return (
    <Stack gap={4}>
      <Row gap={8} justify="between" align="baseline" wrap>
        <Text tone="muted">{t('portfolio.total')}</Text>
        {totals.oldestMs !== null && (
          <Text size={13} tone="muted">
            {tx('portfolio.totalAge', { age: <AgeText atMs={totals.oldestMs} /> })}
          </Text>
        )}
      </Row>
      <Text as="div" size={40} weight="strong">
        <AmountText units={totals.total} {...FLUX} unknownReason={t('portfolio.totalUnknown')} />
      </Text>
      <Row gap={8} align="baseline" wrap>
        <WorthLine large chain="flux" asset="native" decimals={FLUX.decimals} units={totals.total} />
        <PriceNote withPrice />
      </Row>
      {totals.missing.length > 0 && totals.total !== null && (
        <Text tone="warning">
          {t('portfolio.totalPartial', { chains: totals.missing.map((place) => chainNames[place.chain]).join(', ') })}
        </Text>
      )}
    </Stack>
  );
}

function FirstUse() {
  const able = useSnapshots(canSend);
  return (
    <Card>
      <EmptyState
        title={t('first.title')}
        actions={
          <Button variant="primary" onClick={() => goTo('receive')}>
            {t('first.receive')}
          </Button>
        }
      >
        {able ? t('first.text') : t('first.watchText')}
      </EmptyState>
    </Card>
  );
}

/** The final layout with empty places. */
function Loading() {
  return (
    <>
      <LoadingLabel />
      <Card padding="roomy">
        <Stack gap={24}>
          <Stack gap={4}>
            <Skeleton width="short" />
            <Skeleton size={40} width="medium" />
          </Stack>
          <Stack gap={16}>
            <Skeleton size={16} width="full" />
            <Skeleton width="full" />
            <Skeleton width="full" />
          </Stack>
        </Stack>
      </Card>
      <Card title={t('places.title')}>
        <Skeleton width="full" />
      </Card>
      <Card title={t('recent.title')}>
        <Stack gap={16}>
          <Skeleton width="full" />
          <Skeleton width="full" />
          <Skeleton width="full" />
        </Stack>
      </Card>
    </>
  );
}
