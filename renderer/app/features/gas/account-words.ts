/** Sentences for findings of chains with accounts: with the figures the backend names, and no word of coins or of t1. */
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import type { WireAccountValidation, WireIssue } from '../../../../wallet-core/ipc/index.ts';
import { amountWords, describeError, t } from '../../../ui/index.ts';
import { coinOf, type Money } from '../chains/account-chains.ts';

type IssueData = WireIssue['data'];

const UNITS = /^\d{1,78}$/;

function words(data: IssueData | undefined, name: string, { symbol, decimals }: Money): string | null {
  const units = data?.[name];
  return typeof units === 'string' && UNITS.test(units) ? amountWords(BigInt(units), decimals, symbol) : null;
}

function addressSentence(reason: unknown): string {
  if (reason === 'checksum' || reason === 'mixed-case') return t('account.badChecksum');
  if (reason === 'other-chain') return t('account.otherChain');
  return t('account.badAddress');
}

export interface AccountFinding {
  readonly code: string;
  readonly reason: unknown;
  readonly data?: IssueData;
}

/** One sentence, or two, beside the field. */
export function accountSentence({ code, reason, data }: AccountFinding, chain: ChainId, money: Money): string {
  const coin = coinOf(chain);
  const common = describeError(code);
  const plain = `${common.title}. ${common.next}`;
  if (code === 'chain.bad-address') return addressSentence(reason);
  if (code === 'chain.insufficient-funds') {
    const missing = words(data, 'missing', money);
    const available = words(data, 'available', money);
    return missing === null || available === null ? plain : t('account.fundsMissing', { missing, available });
  }
  if (code === 'send.gas-missing') {
    const missing = words(data, 'missing', coin);
    const available = words(data, 'available', coin);
    const needed = words(data, 'needed', coin);
    if (missing === null || available === null || needed === null) return plain;
    return t('account.gasMissing', { missing, available, needed, symbol: coin.symbol, network: chainNames[chain] });
  }
  if (code === 'send.replacement-fee-low') {
    const fee = words(data, 'needed', coin) ?? words(data, 'fee', coin);
    return fee === null ? plain : `${common.title}. ${t('account.raiseTo', { fee })}`;
  }
  return plain;
}

/** Why the contract refuses. Its own text stands in quotation marks, and is never longer than the contract allows. */
export function revertSentence(revert: NonNullable<WireAccountValidation['revert']>): string {
  switch (revert.kind) {
    case 'message':
      return t('account.revert.message', { text: revert.text });
    case 'panic':
      return t('account.revert.panic', { code: revert.code });
    case 'custom':
      return t('account.revert.custom', { hex: revert.hex });
    case 'declined':
      return t('account.revert.declined');
    case 'none':
      return t('account.revert.none');
  }
}
