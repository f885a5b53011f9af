import { chainNames } from '../../../../wallet-core/assets/index.ts';
import { Banner, Disclosure, t } from '../../../ui/index.ts';
import { coinOf } from '../chains/account-chains.ts';
import styles from './activity.module.css';
import type { PagedList } from './pager.ts';

/** Gaps that no source in use can fill: how many networks have one, and which. */
export function NotCovered({ gaps }: { readonly gaps: PagedList['notCovered'] }) {
  if (gaps === undefined || gaps.length === 0) return null;
  const count = new Set(gaps.map(({ chain }) => chain)).size;
  return (
    <Banner tone="info" title={t('activity.notCoveredTitle', { count })}>
      <Disclosure summary={t('activity.notCoveredOpen')}>
        <ul className={styles.gaps}>
          {gaps.map(({ chain, what }) => (
            <li key={`${chain} ${what}`}>
              {what === 'coin'
                ? t('activity.notCovered.coin', { symbol: coinOf(chain).symbol, network: chainNames[chain] })
                : t('activity.notCovered.other-tokens', { network: chainNames[chain] })}
            </li>
          ))}
        </ul>
      </Disclosure>
    </Banner>
  );
}
