import { useRef, useState } from 'react';
import type { PlaceOnBranch } from '../../../wallet-core/policy/address-reach.ts';
import {
  AddressText,
  AmountText,
  Banner,
  Button,
  Checkbox,
  Disclosure,
  Facts,
  Stack,
  Text,
  t,
  tx,
} from '../../ui/index.ts';
import { useEscape } from '../fields/use-escape.ts';
import { useNow } from '../fields/use-now.ts';
import { Question } from '../frame/question.tsx';
import { SETTLE_MS } from '../session/approval-desk.ts';
import type { RecipientJudgement } from '../session/judge-recipients.ts';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import styles from './approve.module.css';
import { MarkedAddress } from './marked-address.tsx';
import { secondsUntil } from './wait-notice.tsx';

type Approve = Extract<Screen, { kind: 'approve' }>;

const FLUX = { decimals: 8, symbol: 'FLUX' } as const;

/**
 * The last look (T-01, T-06). Everything on it is read from the bytes. Approve is never the default: Enter does not
 * press it, it rests for a moment after the screen appears, and warnings have to be opened first.
 */
export function ApproveScreen({ screen, approvals, clock }: SignerParts & { readonly screen: Approve }) {
  const { review, judgements, farChange, asksPassword, openedAtMs, validUntilMs, requestId } = screen;
  const now = useNow(clock, true);
  const judgementOf = new Map(judgements.map((one) => [one.address, one]));
  const firstTime = judgements.some(({ standing }) => standing === 'first-time');
  const lookAlikes = judgements.filter(({ lookAlike }) => lookAlike !== null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const warnings = [
    ...(firstTime ? ['first'] : []),
    ...(review.isFeeHigh ? ['fee'] : []),
    ...(review.misleadingMessageHex !== null ? ['message'] : []),
    ...(farChange !== null ? ['far'] : []),
    ...lookAlikes.map(({ address }) => address),
  ];
  const unopened = warnings.filter((one) => !opened.has(one));
  const ready = now - openedAtMs >= SETTLE_MS && unopened.length === 0 && now < validUntilMs;
  const open = (which: string) => setOpened((before) => new Set([...before, which]));
  const busy = useRef(false);
  useEscape(() => void approvals.reject(requestId));

  const approve = () => {
    if (busy.current || !ready) return;
    busy.current = true;
    void approvals.approve(requestId);
  };

  return (
    <Question
      focusKey={requestId}
      title={
        review.recipients.length === 1
          ? tx('approve.send', { amount: <AmountText units={review.amount} {...FLUX} always /> })
          : tx('approve.sendMany', {
              amount: <AmountText units={review.amount} {...FLUX} always />,
              count: review.recipients.length,
            })
      }
      actions={
        <>
          <Button size="large" onClick={() => void approvals.reject(requestId)}>
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
            {t(asksPassword ? 'approve.approveWithPassword' : 'approve.approve')}
          </Button>
        </>
      }
    >
      <Stack gap={16}>
        {review.recipients.map(({ vout, address, amount }) => (
          <div key={vout} className={styles.recipient} data-testid="recipient">
            <AddressText address={address} size="large" />
            {review.recipients.length > 1 && <AmountText units={amount} {...FLUX} always />}
            <Standing standing={judgementOf.get(address)?.standing} isOneOfMany={review.recipients.length > 1} />
          </div>
        ))}
      </Stack>
      {lookAlikes.map((judgement) => (
        <LookAlikeWarning key={judgement.address} judgement={judgement} onAccept={() => open(judgement.address)} />
      ))}
      {farChange !== null && (
        <FarChangeWarning
          place={farChange}
          onAccept={() => {
            approvals.acceptFarChange(requestId);
            open('far');
          }}
        />
      )}
      {firstTime && (
        <Warning title={t('approve.firstTime')} onOpen={() => open('first')}>
          {t('approve.firstTimeText')}
        </Warning>
      )}
      {review.isFeeHigh && (
        <Warning title={t('approve.feeHigh')} onOpen={() => open('fee')}>
          {t('approve.feeHighText', { share: feeShare(review.fee, review.amount) })}
        </Warning>
      )}
      {review.misleadingMessageHex !== null && (
        <Warning title={t('approve.messageMisleads')} onOpen={() => open('message')}>
          {t('approve.messageMisleadsText', { hex: review.misleadingMessageHex })}
        </Warning>
      )}
      <Facts
        facts={[
          {
            id: 'amount',
            term: t('approve.amount'),
            value: <AmountText units={review.amount} {...FLUX} always aligned />,
          },
          { id: 'fee', term: t('approve.fee'), value: <AmountText units={review.fee} {...FLUX} always aligned /> },
          {
            id: 'total',
            term: t('approve.total'),
            value: <AmountText units={review.total} {...FLUX} always aligned />,
            strong: true,
          },
          { id: 'network', term: t('approve.network'), value: t('approve.networkFlux') },
        ]}
      />
      {review.message !== null && (
        <div className={styles.message} data-testid="message">
          <Text size={12} tone="muted">
            {t('approve.message')}
          </Text>
          <bdi className={styles.messageText}>{review.message}</bdi>
          <Text size={12} tone="muted">
            {t('approve.messagePublic')}
          </Text>
        </div>
      )}
      <Disclosure summary={t('approve.fromBytes')}>
        <Stack gap={12}>
          <Facts
            facts={[
              { id: 'change', term: t('approve.change'), value: <AmountText units={review.change} {...FLUX} always /> },
              { id: 'inputs', term: t('approve.inputs', { count: review.inputCount }), value: null },
              { id: 'size', term: t('approve.size'), value: t('approve.bytes', { count: review.signedSize }) },
              { id: 'expiry', term: t('approve.expiry'), value: review.expiryHeight.toString() },
            ]}
          />
          <Disclosure summary={t('approve.raw')}>
            <pre className={styles.raw}>{review.rawHex}</pre>
          </Disclosure>
        </Stack>
      </Disclosure>
      <Text size={12} tone="muted">
        {unopened.length > 0 ? t('approve.openFirst') : t(asksPassword ? 'approve.nextPassword' : 'approve.next')}{' '}
        {t('approve.expires', { count: secondsUntil(validUntilMs, now) })}
      </Text>
    </Question>
  );
}

const standings = {
  own: 'approve.ownAddress',
  'paid-before': 'approve.knownSince',
  'first-time': 'approve.firstTime',
} as const;

interface StandingProps {
  readonly standing: RecipientJudgement['standing'] | undefined;
  /** Then the warning about first payments does not say which of them it means. */
  readonly isOneOfMany: boolean;
}

export function Standing({ standing, isOneOfMany }: StandingProps) {
  if (standing === undefined || (standing === 'first-time' && !isOneOfMany)) return null;
  return (
    <Text size={12} tone="muted">
      {t(standings[standing])}
    </Text>
  );
}

/** T-02: blocks until the person says that all of it was compared; both addresses whole, the difference marked. */
export function LookAlikeWarning({
  judgement,
  onAccept,
}: {
  readonly judgement: RecipientJudgement;
  readonly onAccept: () => void;
}) {
  const [accepted, setAccepted] = useState(false);
  if (judgement.lookAlike === null) return null;
  const { known, positions } = judgement.lookAlike;
  return (
    <Banner tone="danger" title={t('approve.lookAlike')} live>
      <Stack gap={12}>
        <Text>{t('approve.lookAlikeText')}</Text>
        <MarkedAddress address={judgement.address} positions={positions} />
        <Text size={12} tone="muted">
          {t('approve.lookAlikeKnown')}
        </Text>
        <AddressText address={known.address} />
        <Checkbox
          label={t('approve.lookAlikeAccept')}
          checked={accepted}
          disabled={accepted}
          onChecked={() => {
            setAccepted(true);
            onAccept();
          }}
        />
      </Stack>
    </Banner>
  );
}

/** T-06: change that a sign-in on a new device might not find again. Blocks until the person expects it. */
function FarChangeWarning({ place, onAccept }: { readonly place: PlaceOnBranch; readonly onAccept: () => void }) {
  const [accepted, setAccepted] = useState(false);
  return (
    <Banner tone="danger" title={t('approve.farChange')} live>
      <Stack gap={12}>
        <Text>{t('approve.farChangeText', { number: (place.index + 1).toString() })}</Text>
        <Text>{t('approve.farChangeWhen')}</Text>
        <Checkbox
          label={t('approve.farChangeAccept')}
          checked={accepted}
          disabled={accepted}
          onChecked={() => {
            setAccepted(true);
            onAccept();
          }}
        />
      </Stack>
    </Banner>
  );
}

/** A block that must be opened before Approve works: never small print. */
export function Warning({
  title,
  onOpen,
  children,
}: {
  readonly title: string;
  readonly onOpen: () => void;
  readonly children: string;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Banner
      tone="warning"
      title={title}
      actions={
        isOpen ? undefined : (
          <Button
            size="small"
            onClick={() => {
              setOpen(true);
              onOpen();
            }}
          >
            {t('common.details')}
          </Button>
        )
      }
    >
      {isOpen ? children : ''}
    </Banner>
  );
}

/** In whole percent, rounded up: `3 %`. */
export function feeShare(fee: bigint, amount: bigint): string {
  return amount === 0n ? '100 %' : `${((fee * 100n + amount - 1n) / amount).toString()} %`;
}
