import { amountWords, type Choice, RadioCards, TextField, t } from '../../../ui/index.ts';
import { Worth } from '../prices/worth-text.tsx';
import { type Findings, sentenceFor, shownAt } from './findings.ts';
import { type FeeChoice, FLUX, feePerByteOf, feePresets } from './form.ts';
import { editForm, useSend } from './send-store.ts';

const presets = ['normal', 'faster', 'first'] as const;
const times = {
  normal: 'send.fee.normalTime',
  faster: 'send.fee.fasterTime',
  first: 'send.fee.firstTime',
} as const;

/** What a preset would cost, from the size the judged draft has; "about" because another fee may pick other coins. */
function costOf(perByte: bigint, judgedFee: bigint | null, judgedPerByte: bigint | null): string | undefined {
  if (judgedFee === null || judgedPerByte === null) return undefined;
  const words = amountWords((judgedFee * perByte) / judgedPerByte, FLUX.decimals, FLUX.symbol);
  return perByte === judgedPerByte ? words : t('send.fee.about', { amount: words });
}

/** Three fees with time and cost, or one of one's own. */
export function FeeField({ findings, judgedFee }: { readonly findings: Findings; readonly judgedFee: bigint | null }) {
  const fee = useSend((state) => state.form.fee);
  const ownFee = useSend((state) => state.form.ownFee);
  const asked = useSend((state) => state.asked);
  const perByte = feePerByteOf({ fee, ownFee });
  const own = fee === 'own';
  const error = shownAt('fee', findings.errors, asked || ownFee !== '');
  const warning = shownAt('fee', findings.warnings, true);
  const choices: readonly Choice<FeeChoice>[] = [
    ...presets.map((preset) => ({
      value: preset,
      label: t(`send.fee.${preset}`),
      detail: (
        <>
          {t(times[preset])}
          <br />
          {costOf(feePresets[preset], judgedFee, perByte) ?? '\u00a0'}
          <Worth
            chain="flux"
            asset="native"
            decimals={FLUX.decimals}
            units={judgedFee === null || perByte === null ? null : (judgedFee * feePresets[preset]) / perByte}
            always
            before={<br />}
          />
        </>
      ),
    })),
    { value: 'own', label: t('send.fee.own'), detail: t('send.fee.ownTime') },
  ];
  return (
    <>
      <RadioCards
        legend={t('send.fee')}
        choices={choices}
        value={fee}
        onValue={(value) =>
          editForm({ fee: value, ...(value === 'own' && ownFee === '' ? { ownFee: (perByte ?? 1n).toString() } : {}) })
        }
      />
      {own && (
        <TextField
          label={t('send.fee.perByte')}
          hint={t('send.fee.perByteHint')}
          inputMode="numeric"
          name="fee-per-byte"
          maxLength={4}
          value={ownFee}
          onValue={(text) => editForm({ ownFee: text.trim() })}
          error={perByte === null ? t('send.fee.perByteBad') : error === undefined ? undefined : sentenceFor(error)}
          warning={warning === undefined ? undefined : sentenceFor(warning)}
        />
      )}
    </>
  );
}
