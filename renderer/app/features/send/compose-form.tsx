import type { FormEvent } from 'react';
import {
  AmountField,
  AmountText,
  amountWords,
  Banner,
  Button,
  ErrorState,
  Stack,
  Text,
  TextAreaField,
  t,
  tx,
} from '../../../ui/index.ts';
import { fluxPlace, useSnapshots } from '../../state/index.ts';
import { MoneyEntry } from '../prices/money-entry.tsx';
import { submit } from './actions.ts';
import { AssetField } from './asset-field.tsx';
import { CoinsLine } from './coins-line.tsx';
import { FeeField } from './fee-field.tsx';
import { FindingBanner } from './finding-banner.tsx';
import { type Findings, sentenceFor, shownAt } from './findings.ts';
import { FLUX, MESSAGE_LIMIT_BYTES, messageBytes, readAmount, type SendForm } from './form.ts';
import { RecipientField } from './recipient-field.tsx';
import styles from './send.module.css';
import { editForm, useSend } from './send-store.ts';

/** `t1YhSg…HpLuA`: enough to recognise on a button; the whole address stands in its field and in the signer. */
function ends(address: string): string {
  return address.length > 16 ? `${address.slice(0, 6)}…${address.slice(-5)}` : address;
}

/** The sentence on the button, as far as it can be said. */
function buttonWords(form: SendForm, judgedAmount: bigint | null): string {
  const reading = readAmount(form);
  const units = reading.kind === 'units' ? reading.units : reading.kind === 'max' ? judgedAmount : null;
  if (units === null || units === 0n) return t('send.review');
  const amount = amountWords(units, FLUX.decimals, FLUX.symbol);
  const recipient = form.recipient.trim();
  if (recipient === '') return t('send.reviewAmount', { amount });
  return t('send.reviewSentence', { amount, recipient: ends(recipient) });
}

interface ComposeFormProps {
  readonly findings: Findings;
  readonly current: boolean;
  readonly busy: boolean;
}

/** One column, errors beside their fields, one button that says what it does. */
export function ComposeForm({ findings, current, busy }: ComposeFormProps) {
  const form = useSend((state) => state.form);
  const asked = useSend((state) => state.asked);
  const changed = useSend((state) => state.step.kind === 'compose' && state.step.changed);
  const judged = useSend((state) => state.judged);
  const spendable = useSnapshots((state) => fluxPlace(state)?.balance?.spendable ?? null);
  const validation = judged?.validation ?? null;
  const fee = current && validation?.fee != null ? BigInt(validation.fee) : null;
  const amountError = shownAt('amount', findings.errors, asked);
  const amountWarning = shownAt('amount', findings.warnings, true);
  const general = findings.errors.find((one) => one.field === 'general');
  const generalWarning = findings.warnings.find((one) => one.field === 'general');
  const messageError = shownAt('message', findings.errors, asked);
  const used = messageBytes(form.message);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };

  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate aria-label={t('send.title')}>
      {changed && <Banner tone="warning" title={t('send.changed')} live />}
      <AssetField />
      <RecipientField findings={findings} />
      <AmountField
        label={t('send.amount')}
        large
        name="amount"
        unit={FLUX.symbol}
        value={form.amount}
        onValue={(amount) => editForm({ amount })}
        fixed={
          form.max ? (
            validation?.amount != null && current ? (
              <AmountText units={validation.amount} decimals={FLUX.decimals} symbol="" always />
            ) : (
              t('send.maxText')
            )
          ) : undefined
        }
        actions={
          <Button size="small" aria-pressed={form.max} onClick={() => editForm({ max: !form.max })}>
            {form.max ? t('send.maxOff') : t('send.max')}
          </Button>
        }
        hint={tx('send.available', { amount: <AmountText units={spendable} {...FLUX} /> })}
        error={amountError === undefined ? undefined : sentenceFor(amountError)}
        warning={amountWarning === undefined ? undefined : sentenceFor(amountWarning)}
      />
      {!form.max && (
        <MoneyEntry
          chain="flux"
          asset="native"
          decimals={FLUX.decimals}
          amount={form.amount}
          onAmount={(amount) => editForm({ amount })}
        />
      )}
      <TextAreaField
        label={t('send.message')}
        optional
        name="message"
        rows={1}
        maxLength={400}
        hint={t('send.messageHint')}
        aside={
          form.message === '' ? undefined : (
            <Text as="span" tone={used > MESSAGE_LIMIT_BYTES ? 'danger' : 'muted'}>
              {t('send.messageBytes', { used, limit: MESSAGE_LIMIT_BYTES })}
            </Text>
          )
        }
        value={form.message}
        onValue={(message) => editForm({ message })}
        error={messageError === undefined ? undefined : sentenceFor(messageError)}
      />
      <FeeField findings={findings} judgedFee={fee} />
      <CoinsLine findings={findings} />
      {general !== undefined && <ErrorState shape="inline" code={general.code} />}
      {generalWarning !== undefined && <FindingBanner tone="warning" finding={generalWarning} />}
      {current && judged?.errorCode != null && <ErrorState shape="inline" code={judged.errorCode} />}
      <Stack gap={8}>
        <Button type="submit" variant="primary" size="large" wide busy={busy}>
          {buttonWords(form, current && validation?.amount != null ? BigInt(validation.amount) : null)}
        </Button>
        <Text size={12} tone="muted">
          {asked && findings.errors.length > 0 ? t('send.lookHere') : t('send.reviewHint')}
        </Text>
      </Stack>
    </form>
  );
}
