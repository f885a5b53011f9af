import { X } from 'lucide-react';
import type { ClipboardEvent } from 'react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import { IconButton, TextField, t } from '../../../ui/index.ts';
import { chainList, useAccountChains } from '../chains/account-chains.ts';
import { accountSentence } from '../gas/account-words.ts';
import { looksLikeLink, takeLink } from './actions.ts';
import { type Finding, type Findings, sentenceFor, shownAt } from './findings.ts';
import { FromLink } from './from-link.tsx';
import { rememberPaste } from './paste-guard.ts';
import { editForm, useSend } from './send-store.ts';

/** Takes a paste over itself, so that field and guard hold the very same text. */
function paste(event: ClipboardEvent<HTMLInputElement>): void {
  const text = event.clipboardData.getData('text');
  const whole =
    event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === event.currentTarget.value.length;
  if (text === '' || !whole) return;
  event.preventDefault();
  const recipient = text.trim();
  editForm({ recipient });
  if (looksLikeLink(recipient)) void takeLink(recipient);
  else void rememberPaste(text, recipient);
}

/** The shape of an address on chains with accounts; whether it is one is theirs to judge. */
const SHARED_ADDRESS = /^0x[0-9a-f]{40}$/i;

/** Whom to pay: an address, or a payment link that fills the rest of the form too. */
export function RecipientField({ findings }: { readonly findings: Findings }) {
  const recipient = useSend((state) => state.form.recipient);
  const asked = useSend((state) => state.asked);
  const link = useSend((state) => state.fromLink);
  const account = useSend((state) => state.form.account);
  const chains = useAccountChains();
  const sentence = (one: Finding) => {
    if (account !== null) return accountSentence(one, account.chain, account.money);
    const elsewhere = one.code === 'chain.bad-address' && chains.length > 0 && SHARED_ADDRESS.test(recipient.trim());
    return elsewhere ? t('account.chooseNetwork', { networks: chainList(chains) }) : sentenceFor(one);
  };
  const error = shownAt('recipient', findings.errors, asked);
  const warning = shownAt('recipient', findings.warnings, true);
  return (
    <>
      <TextField
        label={t('send.recipient')}
        hint={
          account === null
            ? t('send.recipientHint')
            : t('account.recipientHint', { network: chainNames[account.chain] })
        }
        mono
        name="recipient"
        placeholder={account === null ? 't1…' : '0x…'}
        maxLength={4_096}
        value={recipient}
        onValue={(text) => editForm({ recipient: text })}
        onBlur={() => {
          if (looksLikeLink(recipient)) void takeLink(recipient);
        }}
        onPaste={paste}
        error={error === undefined ? undefined : sentence(error)}
        warning={warning === undefined ? undefined : sentence(warning)}
        after={
          recipient === '' ? undefined : (
            <IconButton icon={X} size="small" label={t('send.clear')} onClick={() => editForm({ recipient: '' })} />
          )
        }
      />
      {link !== null && <FromLink link={link} account={account} />}
    </>
  );
}
