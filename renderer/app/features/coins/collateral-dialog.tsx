import { AlertDialog, AmountText, Button, Stack, Text, t } from '../../../ui/index.ts';
import { FLUX } from '../send/form.ts';
import { answerCollateral, useCoins } from './coins-store.ts';

/** Spending collateral takes a deliberate step of its own (T-08). */
export function CollateralDialog() {
  const asking = useCoins((state) => state.asking);
  const coin = useCoins((state) => state.view?.coins.find((one) => one.outpoint === state.asking));
  return (
    <AlertDialog
      open={asking !== null && coin !== undefined}
      onClose={() => answerCollateral(false)}
      title={t('collateral.title')}
      footer={
        <>
          <Button variant="primary" data-first-focus="" onClick={() => answerCollateral(false)}>
            {t('collateral.keep')}
          </Button>
          <Button onClick={() => answerCollateral(true)}>{t('collateral.unlock')}</Button>
        </>
      }
    >
      <Stack gap={12}>
        {coin !== undefined && (
          <Text size={20} weight="strong" as="div">
            <AmountText units={coin.value} {...FLUX} />
          </Text>
        )}
        <Text>{t('collateral.text')}</Text>
      </Stack>
    </AlertDialog>
  );
}
