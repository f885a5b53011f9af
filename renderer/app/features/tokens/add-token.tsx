import { type FormEvent, useEffect } from 'react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import type { TokenFinding } from '../../../../wallet-core/ipc/index.ts';
import {
  AddressText,
  AgeText,
  Banner,
  Button,
  Card,
  ErrorState,
  Facts,
  Stack,
  Text,
  TextField,
  t,
  tx,
} from '../../../ui/index.ts';
import { acceptToken, lookUp, typeContract, useAccepted } from './accepted-store.ts';

/** By contract only: first what it says of itself, as a quotation, then a decision. */
export function AddToken({ chain }: { readonly chain: ChainId }) {
  const { contract, looking, finding, lookError } = useAccepted();
  useEffect(() => () => typeContract(''), []);
  const network = chainNames[chain];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (contract.trim() !== '') void lookUp(chain);
  };
  const badAddress = lookError?.code === 'chain.bad-address';
  return (
    <Card title={t('tokens.addTitle')}>
      <Stack gap={16}>
        <Text size={13} tone="muted">
          {t('tokens.intro')}
        </Text>
        <form onSubmit={submit} noValidate>
          <Stack gap={12}>
            <TextField
              label={t('tokens.address')}
              hint={t('tokens.addressHint', { network })}
              mono
              name="contract"
              placeholder="0x…"
              maxLength={100}
              value={contract}
              onValue={typeContract}
              error={badAddress ? t('tokens.addressBad') : undefined}
            />
            <Button type="submit" busy={looking} disabled={contract.trim() === ''}>
              {t('tokens.look')}
            </Button>
          </Stack>
        </form>
        {lookError !== null && !badAddress && <ErrorState shape="inline" code={lookError.code} />}
        {finding !== null && <Finding finding={finding} />}
      </Stack>
    </Card>
  );
}

function Finding({ finding }: { readonly finding: TokenFinding }) {
  const network = chainNames[finding.chain];
  const asOf = (
    <Text size={12} tone="muted">
      {tx('tokens.asOf', {
        source: finding.provenance.source,
        age: <AgeText atMs={finding.provenance.atMs} />,
      })}
    </Text>
  );
  if (finding.kind === 'refused') {
    const text =
      finding.reason === 'no-token' ? t('tokens.refused.no-token', { network }) : t(`tokens.refused.${finding.reason}`);
    return (
      <Banner tone={finding.reason === 'known' ? 'info' : 'danger'} live>
        {text}
      </Banner>
    );
  }
  const quoted = (text: string) => (text === '' ? t('tokens.nothingSaid') : t('tokens.quoted', { text }));
  return (
    <Stack gap={12}>
      <div role="status">
        <Text weight="medium">{t('tokens.says')}</Text>
      </div>
      <Facts
        facts={[
          { id: 'symbol', term: t('tokens.symbol'), value: <bdi>{quoted(finding.symbol)}</bdi> },
          { id: 'name', term: t('tokens.fullName'), value: <bdi>{quoted(finding.name)}</bdi> },
          { id: 'decimals', term: t('tokens.decimals'), value: finding.decimals.toString() },
        ]}
      />
      <Facts
        layout="down"
        facts={[{ id: 'contract', term: t('tokens.contract'), value: <AddressText address={finding.contract} /> }]}
      />
      <Text size={12} tone="muted">
        {t('tokens.saysText')} {t('tokens.pinned')}
      </Text>
      {finding.warnings.map((warning) => (
        <Banner
          key={warning}
          tone={warning === 'imitates' ? 'danger' : 'warning'}
          title={t(`tokens.warning.${warning}`)}
        >
          {t(`tokens.warning.${warning}Text`)}
        </Banner>
      ))}
      {asOf}
      {finding.isAccepted ? (
        <Text tone="muted">{t('tokens.already')}</Text>
      ) : (
        <Button
          variant={finding.warnings.length === 0 ? 'primary' : 'secondary'}
          onClick={() => void acceptToken(finding)}
        >
          {t('tokens.accept')}
        </Button>
      )}
    </Stack>
  );
}
