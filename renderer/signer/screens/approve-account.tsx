import { useRef, useState } from 'react';
import { AddressText, AmountText, Button, Disclosure, type Fact, Facts, Stack, Text, t, tx } from '../../ui/index.ts';
import { useEscape } from '../fields/use-escape.ts';
import { useNow } from '../fields/use-now.ts';
import { Question } from '../frame/question.tsx';
import type { AccountPaymentReview } from '../session/account-review.ts';
import { SETTLE_MS } from '../session/approval-desk.ts';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import styles from './approve.module.css';
import { feeShare, LookAlikeWarning, Standing, Warning } from './approve.tsx';
import { secondsUntil } from './wait-notice.tsx';

type ApproveAccount = Extract<Screen, { kind: 'approve-account' }>;

const GWEI = { decimals: 9, symbol: 'gwei' } as const;

/** The amount in the name this window knows; else in smallest units, for a claimed name proves nothing. */
function Amount({ review }: { readonly review: AccountPaymentReview }) {
  const { amount, asset } = review;
  if (amount === null) return null;
  if (asset.symbol === null || asset.decimals === null) {
    return (
      <>
        {tx('approve.rawUnits', {
          units: <AmountText units={amount} decimals={0} symbol={t('approve.smallestUnits')} always />,
        })}
      </>
    );
  }
  return <AmountText units={amount} decimals={asset.decimals} symbol={asset.symbol} always />;
}

function titleOf(review: AccountPaymentReview) {
  const { kind, asset, nonce } = review;
  switch (kind) {
    case 'transfer':
      return tx('approve.send', { amount: <Amount review={review} /> });
    case 'allowance':
      return tx('approve.allow', { amount: <Amount review={review} /> });
    case 'revoke':
      return t('approve.revoke', { asset: asset.symbol ?? asset.identifier });
    case 'cancel':
      return t('approve.cancelNumber', { nonce: nonce.toString() });
  }
}

/** Everything that has to be looked at before the button works. */
function warningsOf({ review, judgement }: ApproveAccount): readonly string[] {
  return [
    ...(judgement !== null && judgement.lookAlike !== null ? ['look-alike'] : []),
    ...(review.kind === 'allowance' ? ['allowance'] : []),
    ...(review.asset.standing === 'unknown' && review.kind !== 'revoke' ? ['token'] : []),
    ...(judgement?.standing === 'first-time' && review.kind === 'transfer' ? ['first'] : []),
    ...(review.isFeeHigh ? ['fee'] : []),
  ];
}

function factsOf(review: AccountPaymentReview): readonly Fact[] {
  const { asset, claim, coin, fee, extraFee, amount, kind, network, from } = review;
  const isCoin = asset.identifier === 'native' && kind === 'transfer';
  return [
    ...(kind === 'transfer' ? [{ id: 'amount', term: t('approve.amount'), value: <Amount review={review} /> }] : []),
    ...(claim !== null && amount !== null
      ? [
          {
            id: 'claim',
            term: t('approve.claimTerm'),
            value: <AmountText units={amount} decimals={claim.decimals} symbol={claim.symbol} always />,
          },
        ]
      : []),
    {
      id: 'fee',
      term: t('approve.feeAtMost'),
      value: <AmountText units={fee} {...coin} always />,
    },
    ...(extraFee > 0n
      ? [
          {
            id: 'extra',
            term: t('approve.extraFee'),
            value: <AmountText units={extraFee} {...coin} always />,
          },
        ]
      : []),
    ...(isCoin && amount !== null
      ? [
          {
            id: 'total',
            term: t('approve.total'),
            value: <AmountText units={amount + fee + extraFee} {...coin} always />,
            strong: true,
          },
        ]
      : []),
    { id: 'network', term: t('approve.network'), value: network },
    { id: 'from', term: t('approve.from'), value: <AddressText address={from} form="short" /> },
  ];
}

function Details({ review }: { readonly review: AccountPaymentReview }) {
  const { nonce, gasLimit, price, signedSize, rawHex } = review;
  return (
    <Disclosure summary={t('approve.fromBytes')}>
      <Stack gap={12}>
        <Facts
          facts={[
            { id: 'number', term: t('approve.number'), value: nonce.toString() },
            { id: 'limit', term: t('approve.gasLimit'), value: gasLimit.toString() },
            {
              id: 'price',
              term: t('approve.gasPrice'),
              value: <AmountText units={price.maxPerGas} {...GWEI} always />,
            },
            ...(price.tipPerGas === null
              ? []
              : [
                  { id: 'tip', term: t('approve.tip'), value: <AmountText units={price.tipPerGas} {...GWEI} always /> },
                ]),
            { id: 'size', term: t('approve.size'), value: t('approve.bytes', { count: signedSize }) },
          ]}
        />
        <Disclosure summary={t('approve.raw')}>
          <pre className={styles.raw}>{rawHex}</pre>
        </Disclosure>
      </Stack>
    </Disclosure>
  );
}

/**
 * The last look at a payment of a chain with accounts (T-01, T-06, T-09). Read from the bytes, but for what says that it
 * is a claim. Approve is never the default, rests for a moment, and works once every warning has been opened.
 */
export function ApproveAccountScreen({
  screen,
  accountApprovals,
  clock,
}: SignerParts & { readonly screen: ApproveAccount }) {
  const { review, judgement, openedAtMs, validUntilMs, requestId } = screen;
  const { party, asset, claim, replaces } = review;
  const now = useNow(clock, true);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const warnings = warningsOf(screen);
  const unopened = warnings.filter((one) => !opened.has(one));
  const ready = now - openedAtMs >= SETTLE_MS && unopened.length === 0 && now < validUntilMs;
  const open = (which: string) => setOpened((before) => new Set([...before, which]));
  const busy = useRef(false);
  useEscape(() => void accountApprovals.reject(requestId));

  const approve = () => {
    if (busy.current || !ready) return;
    busy.current = true;
    void accountApprovals.approve(requestId);
  };

  return (
    <Question
      focusKey={requestId}
      title={titleOf(review)}
      {...(review.kind === 'cancel' ? { text: t('approve.cancelText') } : {})}
      actions={
        <>
          <Button size="large" onClick={() => void accountApprovals.reject(requestId)}>
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
            {t('approve.approve')}
          </Button>
        </>
      }
    >
      {party !== null && (
        <div className={styles.recipient} data-testid="recipient">
          <AddressText address={party} size="large" />
          {review.kind === 'transfer' && <Standing standing={judgement?.standing} isOneOfMany={false} />}
        </div>
      )}
      {judgement !== null && judgement.lookAlike !== null && (
        <LookAlikeWarning judgement={judgement} onAccept={() => open('look-alike')} />
      )}
      {warnings.includes('allowance') && (
        <Warning title={t('approve.allowWarn')} onOpen={() => open('allowance')}>
          {t('approve.allowWarnText')}
        </Warning>
      )}
      {warnings.includes('token') && (
        <Warning title={t('approve.tokenUnknown')} onOpen={() => open('token')}>
          {claim === null
            ? t('approve.tokenNameless')
            : t('approve.tokenUnknownText', { symbol: claim.symbol, decimals: claim.decimals.toString() })}
        </Warning>
      )}
      {warnings.includes('first') && (
        <Warning title={t('approve.firstTime')} onOpen={() => open('first')}>
          {t('approve.firstTimeText')}
        </Warning>
      )}
      {warnings.includes('fee') && (
        <Warning title={t('approve.feeHigh')} onOpen={() => open('fee')}>
          {asset.identifier === 'native' && review.amount !== null
            ? t('approve.feeHighText', { share: feeShare(review.fee + review.extraFee, review.amount) })
            : t('approve.feeHighCoin')}
        </Warning>
      )}
      <Facts facts={factsOf(review)} />
      {asset.identifier !== 'native' && (
        <Facts
          layout="down"
          facts={[{ id: 'token', term: t('approve.token'), value: <AddressText address={asset.identifier} /> }]}
        />
      )}
      {replaces !== null && (
        <Facts
          layout="down"
          facts={[
            { id: 'replaces', term: t('approve.replaces'), value: <AddressText address={replaces} form="short" /> },
          ]}
        />
      )}
      {review.extraFee > 0n && (
        <Text size={12} tone="muted">
          {t('approve.extraFeeWhy')}
        </Text>
      )}
      <Details review={review} />
      <Text size={12} tone="muted">
        {unopened.length > 0 ? t('approve.openFirst') : t('approve.next')}{' '}
        {t('approve.expires', { count: secondsUntil(validUntilMs, now) })}
      </Text>
    </Question>
  );
}
