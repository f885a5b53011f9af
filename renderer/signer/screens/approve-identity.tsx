import { useRef, useState } from 'react';
import { AddressText, Banner, Button, Chip, CopyButton, Facts, Row, Stack, Text, t } from '../../ui/index.ts';
import { useEscape } from '../fields/use-escape.ts';
import { useNow } from '../fields/use-now.ts';
import { Question } from '../frame/question.tsx';
import { SETTLE_MS } from '../session/approval-desk.ts';
import type { IdentityReview } from '../session/identity-review.ts';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import styles from './approve.module.css';
import { secondsUntil } from './wait-notice.tsx';

type On<Kind extends Screen['kind']> = SignerParts & { readonly screen: Extract<Screen, { kind: Kind }> };

function titleOf({ text, hostText }: IdentityReview): string {
  if (text.kind === 'login')
    return hostText === null ? t('identity.loginHands') : t('identity.login', { host: hostText });
  if (text.kind === 'app-message') return t(`identity.app.${text.message.action}`);
  return t('identity.free');
}

/** Who asks, what is signed, where it goes (T-11, T-12, T-13). Warnings have to be opened before Approve works. */
export function ApproveIdentityScreen({ screen, fluxApprovals, clock }: On<'approve-identity'>) {
  const { review, requestId, openedAtMs, validUntilMs } = screen;
  const { text, hostText, host, claims, warnings, identity, message, fetchedFrom } = review;
  const now = useNow(clock, true);
  const busy = useRef(false);
  const [opened, setOpened] = useState(warnings.length === 0);
  const ready = now - openedAtMs >= SETTLE_MS && opened && now < validUntilMs;
  useEscape(() => void fluxApprovals.reject(requestId));
  const approve = () => {
    if (busy.current || !ready) return;
    busy.current = true;
    void fluxApprovals.approve(requestId).finally(() => {
      busy.current = false;
    });
  };
  const ageMinutes = text.kind === 'login' ? Math.max(0, Math.floor((now - text.phrase.timeMs) / 60_000)) : 0;
  const facts = [
    ...(claims.privilege === null
      ? []
      : [{ id: 'privilege', term: t('identity.gives'), value: t(`identity.privilege.${claims.privilege}`) }]),
    ...(text.kind === 'login'
      ? [
          {
            id: 'age',
            term: t('identity.age'),
            value: ageMinutes === 0 ? t('identity.justNow') : t('identity.minutes', { count: ageMinutes }),
          },
        ]
      : []),
    ...(fetchedFrom === null
      ? []
      : [{ id: 'from', term: t('identity.fetchedFrom'), value: <span className={styles.raw}>{fetchedFrom}</span> }]),
  ];
  return (
    <Question
      focusKey={requestId}
      title={titleOf(review)}
      text={text.kind === 'login' ? t('identity.loginText') : t('identity.signText')}
      actions={
        <>
          <Button size="large" onClick={() => void fluxApprovals.reject(requestId)}>
            {t('approve.reject')}
          </Button>
          <Button
            variant="primary"
            size="large"
            disabled={!ready}
            onClick={approve}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.preventDefault();
            }}
          >
            {text.kind === 'login' ? t('identity.approveLogin') : t('identity.approve')}
          </Button>
        </>
      }
    >
      {host !== null && hostText !== null && (
        <Stack gap={8}>
          <Text size={12} tone="muted">
            {t('identity.answerTo')}
          </Text>
          <span className={styles.marked} data-testid="host">
            {hostText}
          </span>
          <Row gap={8} wrap>
            <Chip tone={host.secure ? 'positive' : 'warning'}>
              {t(host.secure ? 'identity.https' : 'identity.http')}
            </Chip>
            <Chip>{t(`identity.host.${host.kind}`)}</Chip>
            {claims.isOwnNode && <Chip tone="positive">{t('identity.ownNode')}</Chip>}
            {!claims.isOwnNode && claims.isListedNode && <Chip tone="info">{t('identity.listedNode')}</Chip>}
          </Row>
        </Stack>
      )}
      {warnings.length > 0 && (
        <Banner
          tone="warning"
          title={t('identity.warning')}
          actions={
            opened ? undefined : (
              <Button size="small" onClick={() => setOpened(true)}>
                {t('common.details')}
              </Button>
            )
          }
        >
          {opened && (
            <ul>
              {warnings.map((warning) => (
                <li key={warning} data-warning={warning}>
                  {t(`identity.warning.${warning}`)}
                </li>
              ))}
            </ul>
          )}
        </Banner>
      )}
      <Stack gap={4}>
        <Text size={12} tone="muted">
          {t('identity.signsAs')}
        </Text>
        <AddressText address={identity} />
      </Stack>
      {facts.length > 0 && <Facts facts={facts} />}
      {text.kind === 'app-message' && (
        <Facts
          facts={[
            { id: 'app', term: t('identity.appName'), value: <bdi>{text.message.name ?? t('identity.unknown')}</bdi> },
            {
              id: 'owner',
              term: t('identity.appOwner'),
              value: <bdi>{text.message.owner ?? t('identity.unknown')}</bdi>,
            },
          ]}
        />
      )}
      <div className={styles.message} data-testid="message">
        <Text size={12} tone="muted">
          {t('identity.message')}
        </Text>
        <bdi className={styles.messageText}>{message}</bdi>
      </div>
      <Text size={12} tone="muted">
        {!opened && t('approve.openFirst')} {t('approve.expires', { count: secondsUntil(validUntilMs, now) })}
      </Text>
    </Question>
  );
}

/** A signed login that goes nowhere by itself. */
export function SignedTextScreen({ screen, fluxApprovals }: On<'signed-text'>) {
  const { requestId, identity, signature } = screen;
  return (
    <Question
      focusKey={requestId}
      title={t('signedText.title')}
      text={t('signedText.text')}
      actions={
        <Button variant="primary" size="large" onClick={() => void fluxApprovals.done(requestId)}>
          {t('signedText.done')}
        </Button>
      }
    >
      <Banner tone="warning" title={t('signedText.warning')} />
      <Stack gap={4}>
        <Text size={12} tone="muted">
          {t('identity.signsAs')}
        </Text>
        <AddressText address={identity} />
      </Stack>
      <pre className={styles.raw}>{signature}</pre>
      <Row gap={12}>
        <CopyButton onCopy={() => fluxApprovals.copy(requestId)} what={t('signedText.what')} words={t('export.copy')} />
      </Row>
    </Question>
  );
}
