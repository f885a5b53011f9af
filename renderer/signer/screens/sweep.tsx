import { useRef } from 'react';
import {
  AddressText,
  AgeText,
  AmountText,
  Banner,
  Button,
  ErrorState,
  Facts,
  Progress,
  Stack,
  Text,
  t,
  tx,
} from '../../ui/index.ts';
import { issueWords } from '../fields/issue-words.ts';
import { SecretField } from '../fields/secret-field.tsx';
import { useEscape } from '../fields/use-escape.ts';
import { useFirstFocus } from '../fields/use-first-focus.ts';
import { useNow } from '../fields/use-now.ts';
import { Question } from '../frame/question.tsx';
import { SETTLE_MS } from '../session/approval-desk.ts';
import type { Screen, SweepTotals } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import { secondsUntil, WaitNotice } from './wait-notice.tsx';

type On<Kind extends Screen['kind']> = SignerParts & { readonly screen: Extract<Screen, { kind: Kind }> };

const FLUX = { decimals: 8, symbol: 'FLUX' } as const;

/** The key of a paper wallet: typed, pasted, or read by a scanner that types. */
export function SweepScreen({ screen, keys, sweeps }: On<'sweep'>) {
  const { account, isLooking, issue, error } = screen;
  const input = useRef<HTMLInputElement>(null);
  useFirstFocus(input);
  const { accountId } = account;
  return (
    <Question
      focusKey={isLooking ? 'sweep-looking' : 'sweep'}
      title={t('sweep.title')}
      text={t('sweep.text')}
      onSubmit={() => {
        if (input.current !== null) void sweeps.look(accountId, input.current);
      }}
      actions={
        <>
          <Button variant="quiet" onClick={() => void keys.show(accountId)}>
            {t('common.back')}
          </Button>
          <Button variant="primary" size="large" type="submit" disabled={isLooking}>
            {t('sweep.look')}
          </Button>
        </>
      }
    >
      <WaitNotice secondsLeft={0} error={error} />
      {isLooking ? (
        <Stack gap={8}>
          <Progress label={t('sweep.looking')} value={null} />
          <Text tone="muted">{t('sweep.looking')}</Text>
        </Stack>
      ) : (
        <SecretField
          label={t('sweep.key')}
          hint={t('sweep.keyHint')}
          name="key"
          inputRef={input}
          error={issueWords(issue, 'key')}
        />
      )}
    </Question>
  );
}

/** What the bytes do, all of it, before the key signs anything. */
export function SweepReviewScreen({ screen, keys, sweeps, clock }: On<'sweep-review'>) {
  const { account, review, openedAtMs, validUntilMs } = screen;
  const now = useNow(clock, true);
  const busy = useRef(false);
  const back = () => void keys.show(account.accountId);
  useEscape(back);
  if (review.transactions === 0) return <NothingThere review={review} onBack={back} />;
  const ready = now - openedAtMs >= SETTLE_MS && now < validUntilMs;
  const approve = () => {
    if (busy.current || !ready) return;
    busy.current = true;
    void sweeps.approve();
  };
  return (
    <Question
      focusKey="sweep-review"
      title={tx('sweep.move', { amount: <AmountText units={review.amount} {...FLUX} always /> })}
      actions={
        <>
          <Button size="large" onClick={back}>
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
      <Stack gap={4}>
        <Text size={13} tone="muted">
          {t('sweep.to')}
        </Text>
        {review.to.map((address) => (
          <AddressText key={address} address={address} size="large" />
        ))}
      </Stack>
      {review.collateralCount > 0 && (
        <Banner tone="warning" title={t('sweep.collateral', { count: review.collateralCount })}>
          {t('sweep.collateralText')}
        </Banner>
      )}
      <Facts
        facts={[
          {
            id: 'found',
            term: t('sweep.found', { count: review.inputCount }),
            value: <AmountText units={review.amount + review.fee} {...FLUX} always aligned />,
          },
          { id: 'fee', term: t('approve.fee'), value: <AmountText units={review.fee} {...FLUX} always aligned /> },
          {
            id: 'arrives',
            term: t('sweep.arrives'),
            value: <AmountText units={review.amount} {...FLUX} always aligned />,
            strong: true,
          },
        ]}
      />
      <Stack gap={4}>
        <Text size={13} tone="muted">
          {t('sweep.from')}
        </Text>
        {review.from.map((address) => (
          <AddressText key={address} address={address} />
        ))}
      </Stack>
      <Remaining review={review} />
      <Text size={12} tone="muted">
        {t('sweep.transactions', { count: review.transactions })}{' '}
        {t('approve.expires', { count: secondsUntil(validUntilMs, now) })}
      </Text>
    </Question>
  );
}

function Source({ review }: { readonly review: SweepTotals }) {
  return (
    <Text size={12} tone="muted">
      {review.provenance.source} · <AgeText atMs={review.provenance.atMs} />
    </Text>
  );
}

function Remaining({ review }: { readonly review: SweepTotals }) {
  return (
    <Stack gap={4}>
      {review.notReady > 0 && <Text>{t('sweep.notReady', { count: review.notReady })}</Text>}
      {review.leftForLater > 0 && <Text>{t('sweep.leftForLater', { count: review.leftForLater })}</Text>}
      <Source review={review} />
    </Stack>
  );
}

function NothingThere({ review, onBack }: { readonly review: SweepTotals; readonly onBack: () => void }) {
  return (
    <Question
      focusKey="sweep-empty"
      title={t('sweep.empty')}
      text={t('sweep.emptyText')}
      actions={
        <Button variant="primary" size="large" onClick={onBack}>
          {t('common.back')}
        </Button>
      }
    >
      {review.from.map((address) => (
        <AddressText key={address} address={address} />
      ))}
      <Remaining review={review} />
    </Question>
  );
}

/** Written down and on its way; the history of the account follows it. */
export function SweepDoneScreen({ screen, accounts, keys }: On<'sweep-done'>) {
  const { account, review, sent, error } = screen;
  const isAll = sent === review.transactions;
  return (
    <Question
      focusKey="sweep-done"
      title={t(isAll ? 'sweep.done' : 'sweep.partly')}
      text={t(isAll ? 'sweep.doneText' : 'sweep.partlyText', { count: sent })}
      actions={
        <>
          {(!isAll || review.leftForLater > 0) && (
            <Button onClick={() => void keys.show(account.accountId)}>{t('sweep.again')}</Button>
          )}
          <Button variant="primary" size="large" onClick={() => void accounts.returnToOpen()}>
            {t('account.backTo', { label: account.label })}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorState code={error.code} shape="inline" />}
      {isAll && <Text>{t('sweep.keepPaper')}</Text>}
    </Question>
  );
}
