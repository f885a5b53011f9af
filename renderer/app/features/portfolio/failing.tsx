import { RefreshCw } from 'lucide-react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import type { PortfolioPlace } from '../../../../wallet-core/ipc/index.ts';
import { AgeText, Banner, Button, describeError, t, tx } from '../../../ui/index.ts';
import { refreshChain } from '../../shell/refresh.ts';
import { chainList } from '../chains/account-chains.ts';

/** Each network that failed once, by its first place: all its places were read together. */
function failedChains(places: readonly PortfolioPlace[]): readonly PortfolioPlace[] {
  const byChain = new Map<ChainId, PortfolioPlace>();
  for (const place of places) if (place.error !== null && !byChain.has(place.chain)) byChain.set(place.chain, place);
  return [...byChain.values()];
}

/** A whole screen of banners would hide what is known: from here on one names them all. */
const MOST_BANNERS = 2;

/** Networks that failed, by name, with what it means for the numbers below. Each row below has its own word too. */
export function Failing({ places }: { readonly places: readonly PortfolioPlace[] }) {
  const failed = failedChains(places);
  if (failed.length <= MOST_BANNERS) return failed.map((place) => <One key={place.chain} place={place} />);
  const never = failed.filter((place) => place.balance === null);
  return (
    <Banner
      tone="warning"
      title={t('partial.several', {
        count: failed.length,
        networks: chainList(failed.map((place) => place.chain)),
      })}
    >
      {t('partial.severalText')}
      {never.length > 0 && <> {t('partial.severalNever', { networks: chainList(never.map((one) => one.chain)) })}</>}
    </Banner>
  );
}

function One({ place }: { readonly place: PortfolioPlace }) {
  const words = describeError(place.error?.code ?? 'internal');
  return (
    <Banner
      tone="warning"
      title={t('partial.title', { chain: chainNames[place.chain], what: words.title })}
      actions={<RetryChain place={place} />}
    >
      {place.balance === null || place.provenance === null
        ? t('partial.never')
        : tx('partial.kept', { age: <AgeText atMs={place.provenance.atMs} /> })}{' '}
      {words.next}
    </Banner>
  );
}

/** Asks this network alone again; the others are not touched. */
export function RetryChain({ place }: { readonly place: PortfolioPlace }) {
  return (
    <Button
      size="small"
      icon={RefreshCw}
      busy={place.refreshing}
      aria-label={t('places.retryWhat', { network: chainNames[place.chain] })}
      onClick={() => refreshChain(place.chain)}
    >
      {t('places.retry')}
    </Button>
  );
}
