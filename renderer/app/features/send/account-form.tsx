import type { FormEvent } from 'react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { WireAccountValidation } from '../../../../wallet-core/ipc/index.ts';
import {
  AmountField,
  AmountText,
  amountWords,
  Banner,
  Button,
  describeError,
  ErrorState,
  Stack,
  Text,
  t,
  tx,
} from '../../../ui/index.ts';
import { goTo } from '../../routes/router.ts';
import { useSnapshots } from '../../state/index.ts';
import { coinOf, placeOf } from '../chains/account-chains.ts';
import { accountSentence, revertSentence } from '../gas/account-words.ts';
import { GasField } from '../gas/gas-field.tsx';
import { MoneyEntry } from '../prices/money-entry.tsx';
import { showQueue } from '../tokens/tokens-store.ts';
import { isAccountValidation } from './account-draft.ts';
import { submit } from './actions.ts';
import { AssetField } from './asset-field.tsx';
import { type Finding, type Findings, shownAt } from './findings.ts';
import { type AccountChoice, readAmount, type SendForm } from './form.ts';
import { RecipientField } from './recipient-field.tsx';
import styles from './send.module.css';
import { editForm, useSend } from './send-store.ts';

/** `0x5aAeb6…1BeAed`: enough to recognise on a button; the whole address stands in its field and in the signer. */
function ends(address: string): string {
  return address.length > 18 ? `${address.slice(0, 8)}…${address.slice(-6)}` : address;
}

function buttonWords(form: SendForm, { money }: AccountChoice, judgedAmount: string | null): string {
  const reading = readAmount(form);
  const units = reading.kind === 'units' ? reading.units : judgedAmount === null ? null : BigInt(judgedAmount);
  if (reading.kind === 'missing' || reading.kind === 'bad' || units === null || units === 0n) return t('send.review');
  const amount = amountWords(units, money.decimals, money.symbol);
  const recipient = form.recipient.trim();
  return recipient === ''
    ? t('send.reviewAmount', { amount })
    : t('send.reviewSentence', { amount, recipient: ends(recipient) });
}

interface AccountFormProps {
  readonly account: AccountChoice;
  readonly findings: Findings;
  readonly current: boolean;
  readonly busy: boolean;
}

/** One column for a chain with accounts: asset and network, recipient, amount, fee in the chain's coin. */
export function AccountForm({ account, findings, current, busy }: AccountFormProps) {
  const form = useSend((state) => state.form);
  const asked = useSend((state) => state.asked);
  const changed = useSend((state) => state.step.kind === 'compose' && state.step.changed);
  const judged = useSend((state) => state.judged);
  const place = useSnapshots((state) => placeOf(state.portfolio, account.chain, account.asset));
  const said = judged?.validation ?? null;
  const validation = said !== null && isAccountValidation(said) ? said : null;
  const { chain, money } = account;
  const sentence = (one: Finding | undefined) => (one === undefined ? undefined : accountSentence(one, chain, money));
  const gasMissing = [...findings.errors].find((one) => one.code === 'send.gas-missing');
  const feeError = findings.errors.find((one) => one.field === 'fee' && one.code !== 'send.gas-missing');
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
        unit={money.symbol}
        value={form.amount}
        onValue={(amount) => editForm({ amount })}
        fixed={
          form.max ? (
            validation?.amount != null && current ? (
              <AmountText units={validation.amount} decimals={money.decimals} symbol="" always />
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
        hint={tx('send.available', { amount: <AmountText units={place?.balance?.spendable ?? null} {...money} /> })}
        error={sentence(shownAt('amount', findings.errors, asked))}
        warning={sentence(shownAt('amount', findings.warnings, true))}
      />
      {!form.max && (
        <MoneyEntry
          key={`${chain} ${account.asset}`}
          chain={chain}
          asset={account.asset}
          decimals={money.decimals}
          amount={form.amount}
          onAmount={(amount) => editForm({ amount })}
        />
      )}
      <GasField
        chain={chain}
        gas={account.gas}
        onGas={(gas) => editForm({ account: { ...account, gas } })}
        offer={validation?.offer ?? null}
        unknown={judged?.errorCode != null}
        asked={asked}
        error={feeError === undefined || feeError.code === 'input.bad' ? undefined : sentence(feeError)}
        warning={sentence(findings.warnings.find((one) => one.field === 'fee'))}
      />
      {gasMissing !== undefined && <GasMissing account={account} finding={gasMissing} />}
      <General findings={findings} validation={validation} chain={chain} />
      {current && judged?.errorCode != null && <ErrorState shape="inline" code={judged.errorCode} />}
      <Stack gap={8}>
        <Button type="submit" variant="primary" size="large" wide busy={busy}>
          {buttonWords(form, account, current ? (validation?.amount ?? null) : null)}
        </Button>
        <Text size={12} tone="muted">
          {asked && findings.errors.length > 0 ? t('send.lookHere') : t('send.reviewHint')}
        </Text>
      </Stack>
    </form>
  );
}

/** Told before anything else can be done: how much of which coin, and the way to it. */
function GasMissing({ account, finding }: { readonly account: AccountChoice; readonly finding: Finding }) {
  const { symbol } = coinOf(account.chain);
  return (
    <Banner
      tone="danger"
      live
      title={describeError(finding.code).title}
      actions={
        <Button size="small" onClick={() => goTo('receive')}>
          {t('account.gasMissingAction', { symbol })}
        </Button>
      }
    >
      {accountSentence(finding, account.chain, account.money)}
    </Banner>
  );
}

interface GeneralProps {
  readonly findings: Findings;
  readonly validation: WireAccountValidation | null;
  readonly chain: AccountChoice['chain'];
}

/** What belongs to no field: refusals of the contract in its own words, a queue before it, contracts as recipients. */
export function General({ findings, validation, chain }: GeneralProps) {
  const error = findings.errors.find((one) => one.field === 'general' && one.code !== 'send.gas-missing');
  const warnings = findings.warnings.filter((one) => one.field === 'general');
  const waiting = warnings.find((one) => one.code === 'send.waits-behind');
  return (
    <>
      {error !== undefined && (
        <ErrorBanner finding={error} revert={error.code === 'send.would-fail' ? (validation?.revert ?? null) : null} />
      )}
      {warnings
        .filter((one) => one !== waiting)
        .map((one) => (
          <Banner key={one.code} tone="warning" title={describeError(one.code).title} live>
            {describeError(one.code).meaning} {describeError(one.code).next}
          </Banner>
        ))}
      {waiting !== undefined && (
        <Banner
          tone="warning"
          live
          title={t('account.waitsBehind', { count: Number(waiting.data?.waiting ?? 1), network: chainNames[chain] })}
          actions={
            <Button size="small" onClick={() => showQueue(chain)}>
              {t('account.showQueue')}
            </Button>
          }
        >
          {t('account.waitsBehindText')}
        </Banner>
      )}
    </>
  );
}

function ErrorBanner({
  finding,
  revert,
}: {
  readonly finding: Finding;
  readonly revert: WireAccountValidation['revert'];
}) {
  const words = describeError(finding.code);
  return (
    <Banner tone="danger" title={words.title} live>
      {words.meaning} {revert === null ? words.next : revertSentence(revert)}
    </Banner>
  );
}
