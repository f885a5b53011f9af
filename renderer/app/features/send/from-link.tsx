import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { LinkProposal } from '../../../../wallet-core/ipc/index.ts';
import { Banner, t } from '../../../ui/index.ts';
import { chainList, isAccountChain, useAccountChains } from '../chains/account-chains.ts';
import type { AccountChoice } from './form.ts';

/** Where the form came from, what the link calls its recipient, and what about it has to be asked. */
export function FromLink({ link, account }: { readonly link: LinkProposal; readonly account: AccountChoice | null }) {
  const network = chainNames[link.chain];
  const chains = useAccountChains();
  if (isAccountChain(link.chain) && account === null) {
    if (!chains.includes(link.chain)) {
      return (
        <Banner tone="warning" title={t('account.linkOther')} live>
          {t('account.linkOtherText', { network })}
        </Banner>
      );
    }
    return (
      <Banner tone="warning" title={t('account.linkUnknown')} live>
        {t('account.linkUnknownText', { network, contract: link.asset })}
      </Banner>
    );
  }
  const others = (link.alsoOn ?? []).filter((chain) => chain !== account?.chain);
  return (
    <>
      <Banner tone="info" title={t('send.fromLink')} live>
        {link.label === null ? undefined : t('send.linkLabel', { label: link.label })}
      </Banner>
      {others.length > 0 && account !== null && (
        <Banner
          tone="warning"
          live
          title={t('account.alsoOn', { network: chainNames[account.chain], others: chainList(others) })}
        >
          {t('account.alsoOnText')}
        </Banner>
      )}
    </>
  );
}
