import { Button, Progress, Stack, Text, t } from '../../ui/index.ts';
import { useNow } from '../fields/use-now.ts';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';

type DerivingProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'deriving' }> };

/** Seconds with a reason. The calculation cannot say how far it is, so time is shown and not an invented share. */
export function DerivingScreen({ screen, accounts, imports, proofs, checkUps, quick, clock }: DerivingProps) {
  const seconds = Math.floor((useNow(clock, true) - screen.startedAtMs) / 1_000);
  return (
    <Question
      focusKey={screen.purpose}
      title={t(`deriving.title.${screen.purpose}`)}
      text={t(`deriving.text.${screen.from}`)}
      actions={
        <Button
          onClick={() => {
            accounts.cancelDerivation();
            imports.cancelDerivation();
            proofs.cancelDerivation();
            checkUps.cancelDerivation();
            quick.cancelDerivation();
          }}
        >
          {t('common.cancel')}
        </Button>
      }
    >
      <Stack gap={8}>
        <Progress label={t('deriving.progress')} value={null} />
        <Text tone="muted" size={13}>
          {t('deriving.elapsed', { count: seconds })}
        </Text>
      </Stack>
    </Question>
  );
}
