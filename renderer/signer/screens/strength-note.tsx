import type { RefObject } from 'react';
import type { Strength, StrengthReason } from '../../../wallet-core/credentials/index.ts';
import { Banner, Stack, Text, t } from '../../ui/index.ts';
import { PlainField } from '../fields/plain-field.tsx';

interface StrengthNoteProps {
  readonly strength: Strength | null;
  /** Beside a generated passphrase a shorter password will do. */
  readonly hasPassphrase: boolean;
  readonly consentRef: RefObject<HTMLInputElement | null>;
  readonly onConsentEdit: () => void;
}

const tones = { refused: 'danger', 'needs-consent': 'warning', allowed: 'positive' } as const;

function costWords({ cost }: Strength): string {
  if (cost.scale === 'below-a-dollar' || cost.scale === 'beyond') return t(`create.cost.${cost.scale}`);
  return t(`create.cost.${cost.scale}`, { dollars: cost.dollars ?? '' });
}

function reasonWords(reason: StrengthReason, hasPassphrase: boolean): string {
  if (reason === 'too-short' && hasPassphrase) return t('create.reason.too-short-beside');
  return t(`create.reason.${reason}`);
}

/** The price of guessing in plain words, and the sentence to type for a password that has a price. */
export function StrengthNote({ strength, hasPassphrase, consentRef, onConsentEdit }: StrengthNoteProps) {
  if (strength === null) return <Text tone="muted">{t('create.strength.waiting')}</Text>;
  return (
    <Stack gap={12}>
      <Banner tone={tones[strength.verdict]} title={t(`create.strength.${strength.verdict}`)} live>
        {costWords(strength)} {strength.reasons.map((reason) => reasonWords(reason, hasPassphrase)).join(' ')}
      </Banner>
      {strength.verdict === 'needs-consent' && (
        <>
          <Text tone="muted">{t('create.costOnce')}</Text>
          <Text>
            {t('create.consent')} <strong>{t('create.consentSentence')}</strong>
          </Text>
          <PlainField label={t('create.consentLabel')} name="consent" inputRef={consentRef} onEdit={onConsentEdit} />
        </>
      )}
    </Stack>
  );
}
