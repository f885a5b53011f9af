import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { LoginView } from '../../../../wallet-core/ipc/index.ts';
import {
  AgeText,
  AlertDialog,
  Button,
  Card,
  Chip,
  classes,
  dateTimeWords,
  EmptyState,
  IconButton,
  LoadingLabel,
  Row,
  Skeleton,
  Stack,
  Table,
  Text,
  t,
  tx,
  useNow,
  VisuallyHidden,
} from '../../../ui/index.ts';
import { ReviewCard } from '../review/review-card.tsx';
import { isBusy, stepOf, useReview } from '../review/review-store.ts';
import styles from './flux-id.module.css';
import { useFluxId } from './flux-id-store.ts';
import { forgetLogin, revoke, signAndRevoke } from './revoke.ts';

/** Where the Flux ID was used: what each login still opens, and how to end it. */
export function LoginLog() {
  const logins = useFluxId((state) => state.logins);
  const failed = useFluxId((state) => state.error !== null);
  const wish = useFluxId((state) => state.wish);
  const step = useReview(stepOf('flux-id'));
  const [forgetting, setForgetting] = useState<LoginView | null>(null);
  if (logins === null) {
    return failed ? null : (
      <Card>
        <LoadingLabel />
        <Stack gap={12}>
          <Skeleton width="full" />
          <Skeleton width="full" />
          <Skeleton width="full" />
        </Stack>
      </Card>
    );
  }
  if (wish === null && step.kind !== 'idle') return <ReviewCard step={step} />;
  if (logins.length === 0) return <EmptyState title={t('logins.none.title')}>{t('logins.none.text')}</EmptyState>;
  return (
    <>
      <Card padding="flush">
        <Logins logins={logins} onForget={setForgetting} />
      </Card>
      <Again />
      <AlertDialog
        open={forgetting !== null}
        onClose={() => setForgetting(null)}
        title={t('logins.forgetTitle')}
        footer={
          <>
            <Button data-first-focus="" onClick={() => setForgetting(null)}>
              {t('common.cancel')}
            </Button>
            <Button
              variant="danger"
              onClick={() => {
                if (forgetting !== null) void forgetLogin(forgetting.id);
                setForgetting(null);
              }}
            >
              {t('logins.forget')}
            </Button>
          </>
        }
      >
        <Text>{t('logins.forgetText')}</Text>
      </AlertDialog>
    </>
  );
}

function Logins({
  logins,
  onForget,
}: {
  readonly logins: readonly LoginView[];
  readonly onForget: (login: LoginView) => void;
}) {
  const busy = useReview(isBusy);
  return (
    <Table
      caption={t('logins.list')}
      keyOf={({ id }) => id}
      rows={logins}
      columns={[
        {
          id: 'at',
          header: t('logins.at'),
          names: true,
          render: (login) => (
            <div className={classes(styles.place, styles.where)}>
              <bdi className={styles.host} dir="ltr">
                {login.host}
              </bdi>
              <span className={styles.note}>
                <AgeText atMs={login.atMs} />
              </span>
            </div>
          ),
        },
        { id: 'what', header: t('logins.what'), render: (login) => t(`logins.kind.${login.kind}`) },
        {
          id: 'rights',
          header: t('logins.rights'),
          render: (login) =>
            login.privilege === null ? t('amount.unknown') : t(`operate.privilege.${login.privilege}`),
        },
        { id: 'state', header: t('logins.state'), wide: true, render: (login) => <LoginState login={login} /> },
        {
          id: 'actions',
          header: <VisuallyHidden>{t('logins.actions')}</VisuallyHidden>,
          align: 'end',
          render: (login) => (
            <Row gap={4} justify="end">
              {login.kind === 'login' && login.revokedMs === null && login.sessionUntilMs !== null && (
                <Button
                  size="small"
                  disabled={busy}
                  aria-label={t('logins.revokeWhat', { host: login.host })}
                  onClick={() => void revoke(login)}
                >
                  {t('logins.revoke')}
                </Button>
              )}
              <IconButton
                icon={Trash2}
                size="small"
                label={t('logins.forgetWhat', { host: login.host })}
                onClick={() => onForget(login)}
              />
            </Row>
          ),
        },
      ]}
    />
  );
}

function LoginState({ login }: { readonly login: LoginView }) {
  const { revokedMs, sessionUntilMs, bearerUntilMs } = login;
  const open = useNow((now) => sessionUntilMs !== null && sessionUntilMs > now);
  const bearer = useNow((now) => bearerUntilMs !== null && bearerUntilMs > now);
  if (login.kind !== 'login') return <span className={styles.note}>{t('logins.noSession')}</span>;
  return (
    <div className={styles.place}>
      <Chip tone={revokedMs !== null ? 'neutral' : open ? 'accent' : 'neutral'}>
        {revokedMs !== null
          ? tx('logins.revoked', { age: <AgeText atMs={revokedMs} /> })
          : open
            ? t('logins.session', { time: dateTimeWords(sessionUntilMs ?? 0) })
            : t('logins.noSession')}
      </Chip>
      {bearer && bearerUntilMs !== null && (
        <span className={styles.warn}>{t('logins.bearer', { time: dateTimeWords(bearerUntilMs) })}</span>
      )}
    </div>
  );
}

/** A new signature is needed to log out: asks before the signer does. */
function Again() {
  const again = useFluxId((state) => state.again);
  const close = () => useFluxId.setState({ again: null });
  return (
    <AlertDialog
      open={again !== null}
      onClose={close}
      title={t('logins.again.title')}
      footer={
        <>
          <Button data-first-focus="" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button variant="primary" onClick={() => void signAndRevoke()}>
            {t('logins.again.sign')}
          </Button>
        </>
      }
    >
      <Text>{t('logins.again.text', { host: again?.host ?? '' })}</Text>
    </AlertDialog>
  );
}
