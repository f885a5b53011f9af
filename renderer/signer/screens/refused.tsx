import { Button, Disclosure, describeError, ErrorState, Text, t } from '../../ui/index.ts';
import { Question } from '../frame/question.tsx';
import type { AccountRefusalReason } from '../session/account-review.ts';
import type { ClaimsRefusal } from '../session/claims-review.ts';
import type { IdentityRefusal } from '../session/identity-review.ts';
import type { RefusalReason, Screen } from '../session/screen.ts';
import type { StartsRefusal } from '../session/starts-review.ts';
import type { SignerParts } from '../start.ts';

type Reason = RefusalReason | AccountRefusalReason | StartsRefusal | IdentityRefusal | ClaimsRefusal;

const words: Readonly<Record<Reason, `refused.reason.${Reason}`>> = {
  'wrong-chain': 'refused.reason.wrong-chain',
  recipient: 'refused.reason.recipient',
  amount: 'refused.reason.amount',
  'missing-output': 'refused.reason.missing-output',
  'change-to-stranger': 'refused.reason.change-to-stranger',
  'extra-output': 'refused.reason.extra-output',
  message: 'refused.reason.message',
  'fee-higher': 'refused.reason.fee-higher',
  'fee-differs': 'refused.reason.fee-differs',
  'locked-until': 'refused.reason.locked-until',
  'no-expiry': 'refused.reason.no-expiry',
  'own-input': 'refused.reason.own-input',
  unreadable: 'refused.reason.unreadable',
  'fee-policy': 'refused.reason.fee-policy',
  'start-count': 'refused.reason.start-count',
  'start-unreadable': 'refused.reason.start-unreadable',
  'start-collateral': 'refused.reason.start-collateral',
  'start-address': 'refused.reason.start-address',
  'start-node-key': 'refused.reason.start-node-key',
  'start-time': 'refused.reason.start-time',
  'start-signer': 'refused.reason.start-signer',
  'start-delegates': 'refused.reason.start-delegates',
  'start-amount': 'refused.reason.start-amount',
  'start-own-key': 'refused.reason.start-own-key',
  'start-twice': 'refused.reason.start-twice',
  'identity-text': 'refused.reason.identity-text',
  'identity-kind': 'refused.reason.identity-kind',
  'identity-callback': 'refused.reason.identity-callback',
  'identity-requester': 'refused.reason.identity-requester',
  'identity-own-key': 'refused.reason.identity-own-key',
  'claims-phrase': 'refused.reason.claims-phrase',
  'claims-own-key': 'refused.reason.claims-own-key',
  'claims-receiver': 'refused.reason.claims-receiver',
  'claims-sum': 'refused.reason.claims-sum',
  'claims-twice': 'refused.reason.claims-twice',
  'own-sender': 'refused.reason.own-sender',
  'other-action': 'refused.reason.other-action',
  'other-token': 'refused.reason.other-token',
  'other-number': 'refused.reason.other-number',
  'unknown-call': 'refused.reason.unknown-call',
  unlimited: 'refused.reason.unlimited',
  'token-changed': 'refused.reason.token-changed',
};

/** Bytes that are not what the person agreed to: what differs, and that nothing happened. */
export function RefusedScreen({
  screen,
  approvals,
  fluxApprovals,
  accountApprovals,
}: SignerParts & { readonly screen: Extract<Screen, { kind: 'refused' }> }) {
  return (
    <Question
      focusKey="refused"
      title={t('refused.title')}
      text={t('refused.text')}
      actions={
        <Button
          variant="primary"
          size="large"
          onClick={() => {
            // Only the desk that refused has anything to acknowledge.
            void approvals.acknowledge();
            void accountApprovals.acknowledge();
            void fluxApprovals.acknowledge();
          }}
        >
          {t('refused.close')}
        </Button>
      }
    >
      {screen.reasons.length > 0 && (
        <div data-testid="refusal-reasons">
          <Text weight="strong">{t('refused.found')}</Text>
          <ul>
            {screen.reasons.map((reason) => (
              <li key={reason} data-reason={reason}>
                {t(words[reason])}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Disclosure summary={t('common.details')}>
        <ErrorState code={screen.error.code} shape="inline" />
      </Disclosure>
    </Question>
  );
}

export function FailedScreen({
  screen,
  accounts,
}: SignerParts & { readonly screen: Extract<Screen, { kind: 'failed' }> }) {
  const words = describeError(screen.error.code);
  return (
    <Question
      focusKey="failed"
      title={words.title}
      text={words.meaning}
      actions={
        <Button variant="primary" size="large" onClick={() => void accounts.start()}>
          {t('common.retry')}
        </Button>
      }
    >
      <Text>
        {t('common.nextStep')}: {words.next}
      </Text>
    </Question>
  );
}
