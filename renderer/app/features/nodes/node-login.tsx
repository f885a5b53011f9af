import { useState } from 'react';
import type { IdentityOutcome, NodeAccess } from '../../../../wallet-core/ipc/index.ts';
import { Banner, Button, Card, Row, Stack, Text, TimeLeft, t, tx } from '../../../ui/index.ts';
import { signFrom } from '../flux-id/flux-id-store.ts';
import { OutcomeBanner } from '../flux-id/outcome.tsx';
import { ReviewCard } from '../review/review-card.tsx';
import { isBusy, stepOf, useReview } from '../review/review-store.ts';

/** Logging in to the node with the Flux ID; the login is held in memory alone. */
export function NodeLogin({ access, onLogin }: { readonly access: NodeAccess; readonly onLogin: () => Promise<void> }) {
  const busy = useReview(isBusy);
  const step = useReview(stepOf('flux-id'));
  const [outcome, setOutcome] = useState<IdentityOutcome | null>(null);
  const login = async () => {
    setOutcome(null);
    const done = await signFrom({ from: 'node', key: access.key });
    if (done === null) return;
    setOutcome(done);
    await onLogin();
  };
  if (step.kind !== 'idle') return <ReviewCard step={step} />;
  const { loggedInUntilMs, privilege } = access;
  return (
    <Card title={t('operate.login')}>
      <Stack gap={16}>
        {loggedInUntilMs === null ? (
          <>
            {outcome !== null && outcome.delivered !== 'delivered' && <OutcomeBanner outcome={outcome} />}
            <Text tone="muted">{t('operate.login.none')}</Text>
            <Row>
              <Button variant="primary" disabled={busy} onClick={() => void login()}>
                {t('operate.login.sign')}
              </Button>
            </Row>
          </>
        ) : (
          <>
            <Text>
              <span role="status">
                {tx('operate.login.until', {
                  privilege: t(`operate.privilege.${privilege ?? 'public'}`),
                  time: <TimeLeft atMs={loggedInUntilMs} />,
                })}
              </span>
            </Text>
            {privilege !== 'admin' && <Banner tone="warning" title={t('operate.notOwner')} />}
          </>
        )}
      </Stack>
    </Card>
  );
}
