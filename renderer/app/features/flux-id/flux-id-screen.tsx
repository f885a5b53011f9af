import { useEffect } from 'react';
import {
  AddressText,
  Button,
  Card,
  EmptyState,
  ErrorState,
  LoadingLabel,
  Skeleton,
  Stack,
  Tabs,
  Text,
  t,
} from '../../../ui/index.ts';
import { copyText, listen } from '../../api/index.ts';
import { goTo } from '../../routes/router.ts';
import { Screen } from '../../shell/screen.tsx';
import { canSend, useSnapshots } from '../../state/index.ts';
import styles from './flux-id.module.css';
import { readFluxId, useFluxId } from './flux-id-store.ts';
import { LoginLog } from './login-log.tsx';
import { PasteLink } from './paste-link.tsx';
import { SignTextForm } from './sign-text.tsx';
import { VerifyForm } from './verify-form.tsx';
import { WishCard } from './wish-card.tsx';

/** The Flux ID: what somebody asks of it, where it was used, texts to sign and to check. */
export function FluxIdScreen() {
  const able = useSnapshots((state) => state.account === null || canSend(state));
  const tab = useFluxId((state) => state.tab);
  const wish = useFluxId((state) => state.wish);
  const error = useFluxId((state) => state.error);
  useEffect(() => {
    void readFluxId();
    return listen('state.flux-id', () => void readFluxId());
  }, []);
  if (!able) {
    return (
      <Screen title={t('fluxId.title')}>
        <EmptyState
          title={t('shell.kind.watch')}
          actions={
            <Button onClick={() => goTo('portfolio')}>{t('commands.go', { screen: t('route.portfolio') })}</Button>
          }
        />
      </Screen>
    );
  }
  return (
    <Screen title={t('fluxId.title')}>
      {wish !== null && <WishCard wish={wish} />}
      {error !== null && (
        <ErrorState
          code={error.code}
          shape="inline"
          actions={
            <Button size="small" onClick={() => void readFluxId()}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {wish === null && (
        <div className={styles.top}>
          <Identity />
          <PasteLink />
        </div>
      )}
      <Tabs
        label={t('fluxId.tabs')}
        active={tab}
        onActive={(id) => useFluxId.setState({ tab: id })}
        tabs={[
          { id: 'logins', label: t('fluxId.tab.logins'), panel: <LoginLog /> },
          { id: 'sign', label: t('fluxId.tab.sign'), panel: <SignTextForm /> },
          { id: 'verify', label: t('fluxId.tab.verify'), panel: <VerifyForm /> },
        ]}
      />
    </Screen>
  );
}

function Identity() {
  const identity = useFluxId((state) => state.identity);
  const loaded = useFluxId((state) => state.logins !== null);
  return (
    <Card title={t('fluxId.identity')}>
      <Stack gap={12}>
        {identity !== null ? (
          <AddressText
            address={identity}
            size="large"
            what={t('fluxId.identityWhat')}
            onCopy={() => copyText(identity)}
          />
        ) : loaded ? (
          <Text weight="medium">{t('fluxId.none')}</Text>
        ) : (
          <>
            <LoadingLabel />
            <Skeleton size={20} width="full" />
          </>
        )}
        <Text tone="muted" size={13}>
          {identity === null && loaded ? t('fluxId.noneText') : t('fluxId.identityText')}
        </Text>
      </Stack>
    </Card>
  );
}
