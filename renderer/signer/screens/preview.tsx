import { useRef } from 'react';
import type { AccountPreview } from '../../../wallet-core/ipc/index.ts';
import {
  AddressText,
  AgeText,
  AmountText,
  Banner,
  Button,
  Disclosure,
  describeError,
  Facts,
  Progress,
  Stack,
  Text,
  t,
} from '../../ui/index.ts';
import { PlainField } from '../fields/plain-field.tsx';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import { FingerprintCard } from './fingerprint-card.tsx';

type PreviewProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'preview' }> };

const texts = { password: 'preview.text', imported: 'preview.textImported', watch: 'preview.textWatch' } as const;

/** What new credentials lead to, before anything is stored: no silent empty wallet. */
export function PreviewScreen({ screen, accounts, imports }: PreviewProps) {
  const { summary, preview, error } = screen;
  const label = useRef<HTMLInputElement>(null);
  const isEmpty = preview?.usedCount === 0;
  const add = () => {
    const text = label.current?.value.trim() ?? '';
    void (summary.kind === 'password' ? accounts.addPreviewed(text) : imports.addPreviewed(text));
  };
  return (
    <Question
      focusKey={summary.accountId}
      title={t('preview.title')}
      text={t(texts[summary.kind])}
      onSubmit={add}
      actions={
        <>
          <Button onClick={() => accounts.showFront()}>{t('preview.reject')}</Button>
          <Button variant={isEmpty ? 'secondary' : 'primary'} size="large" type="submit">
            {t(isEmpty ? 'preview.addEmpty' : 'preview.add')}
          </Button>
        </>
      }
    >
      {summary.fingerprint !== null && <FingerprintCard heading={t('preview.fingerprint')} account={summary} />}
      {preview === null && error === null && (
        <Stack gap={8}>
          <Progress label={t('preview.loading')} value={null} />
          <Text tone="muted">{t('preview.loading')}</Text>
        </Stack>
      )}
      {error !== null && <Unknown code={error.code} />}
      {preview !== null && <Found preview={preview} />}
      <Stack gap={8}>
        <Text size={13} tone="muted">
          {t('preview.addresses')}
        </Text>
        <AddressText address={summary.firstAddress} />
        {preview !== null && preview.addresses.length > 1 && (
          <Disclosure summary={t('common.showAll')}>
            <Stack gap={8}>
              {preview.addresses
                .filter(({ address }) => address !== summary.firstAddress)
                .map(({ address }) => (
                  <AddressText key={address} address={address} />
                ))}
            </Stack>
          </Disclosure>
        )}
      </Stack>
      <PlainField
        label={t('preview.label')}
        name="label"
        inputRef={label}
        defaultValue={summary.username ?? summary.fingerprint?.join(' ') ?? ''}
      />
    </Question>
  );
}

function Unknown({ code }: { readonly code: string }) {
  return (
    <Banner tone="warning" title={describeError(code).title} live>
      {t('preview.unknown')}
    </Banner>
  );
}

const FLUX = { decimals: 8, symbol: 'FLUX' } as const;

function Found({ preview }: { readonly preview: AccountPreview }) {
  if (preview.error !== null || preview.usedCount === null) {
    return <Unknown code={preview.error?.code ?? 'server.none-left'} />;
  }
  if (preview.usedCount === 0) return <Banner tone="warning" title={t('preview.empty')} live />;
  return (
    <Facts
      facts={[
        { id: 'total', term: t('preview.total'), value: <AmountText units={preview.total} {...FLUX} />, strong: true },
        {
          id: 'used',
          term: t('preview.used', { count: preview.usedCount }),
          value:
            preview.provenance === null ? null : (
              <Text as="span" size={12} tone="muted">
                {preview.provenance.source} · <AgeText atMs={preview.provenance.atMs} />
              </Text>
            ),
        },
      ]}
    />
  );
}
