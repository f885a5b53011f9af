import { Button, Row, Stack, Text, t } from '../../../ui/index.ts';
import { goTo } from '../../routes/router.ts';
import { FindingBanner } from './finding-banner.tsx';
import { type Findings, shownAt } from './findings.ts';
import { editForm, useSend } from './send-store.ts';

/** Which coins the payment is made from, and the way to choose them. */
export function CoinsLine({ findings }: { readonly findings: Findings }) {
  const inputs = useSend((state) => state.form.inputs);
  const problem = shownAt('inputs', findings.errors, true);
  const warning = shownAt('inputs', findings.warnings, true);
  return (
    <Stack gap={4}>
      <Text size={13} weight="medium">
        {t('send.coins')}
      </Text>
      <Row gap={8} justify="between" wrap>
        <Text tone="muted">
          {inputs === null ? t('send.coinsAuto') : t('send.coinsChosen', { count: inputs.length })}
        </Text>
        <Row gap={4}>
          {inputs !== null && (
            <Button size="small" variant="quiet" onClick={() => editForm({ inputs: null, unlockedCollateral: [] })}>
              {t('send.coinsRelease')}
            </Button>
          )}
          <Button size="small" onClick={() => goTo('coins')}>
            {inputs === null ? t('send.coinsChoose') : t('send.coinsChange')}
          </Button>
        </Row>
      </Row>
      {problem !== undefined && <FindingBanner tone="danger" finding={problem} />}
      {warning !== undefined && <FindingBanner tone="warning" finding={warning} />}
    </Stack>
  );
}
