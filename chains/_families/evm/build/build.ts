/**
 * Builds EVM payments with ethers: its transaction and its ABI coder, nothing else of it. The signer reads the result with
 * the family's own codec, which shares nothing with this file: two implementations must agree before anything is signed.
 */
import { getBytes, hexlify, Interface, Transaction } from 'ethers';
import type {
  AccountAction,
  AccountContext,
  AccountDraft,
  AccountModel,
  ChainBuilder,
  Issue,
  StatedAccountPayment,
  UnsignedAccount,
  Validation,
} from '../../../../wallet-core/chain-contract/index.ts';
import { type ErrorCode, isErrorCode, WalletError } from '../../../../wallet-core/errors/index.ts';
import { badTransaction } from '../bad-transaction.ts';
import type { EvmCodec } from '../codec.ts';
import { type AccountPlan, planAccountPayment } from './plan.ts';

const erc20 = new Interface([
  'function transfer(address recipient, uint256 amount)',
  'function approve(address spender, uint256 amount)',
]);

interface Content {
  readonly to: string | null;
  readonly value: bigint;
  readonly data: string;
}

/** Recipient, value and data of an action of ours; nothing else is ever built. */
function contentOf(action: AccountAction): Content {
  switch (action.kind) {
    case 'transfer':
      return action.asset === 'native'
        ? { to: action.recipient, value: action.amount, data: '0x' }
        : {
            to: action.asset,
            value: 0n,
            data: erc20.encodeFunctionData('transfer', [action.recipient, action.amount]),
          };
    case 'allowance':
      return {
        to: action.asset,
        value: 0n,
        data: erc20.encodeFunctionData('approve', [action.spender, action.amount]),
      };
    case 'nothing':
      return { to: action.recipient, value: 0n, data: '0x' };
    default:
      throw badTransaction('action');
  }
}

function serialize(chainId: number, { action, nonce, price, gasLimit, repeats }: AccountPlan): Uint8Array {
  const content: Content =
    repeats === null
      ? contentOf(action)
      : { to: repeats.to === null ? null : hexlify(repeats.to), value: repeats.value, data: hexlify(repeats.data) };
  const { maxPerGas, tipPerGas } = price;
  const transaction = Transaction.from({
    ...content,
    chainId,
    nonce,
    gasLimit,
    ...(tipPerGas === null
      ? { type: 0, gasPrice: maxPerGas }
      : { type: 2, maxFeePerGas: maxPerGas, maxPriorityFeePerGas: tipPerGas, accessList: [] }),
  });
  return getBytes(transaction.unsignedSerialized);
}

const codeOfIssue: ReadonlyMap<Issue['code'], ErrorCode> = new Map([
  ['send.recipient-missing', 'chain.bad-address'],
  ['send.amount-zero', 'amount.out-of-range'],
  ['send.gas-missing', 'chain.insufficient-funds'],
  ['send.replacement-fee-low', 'chain.fee-too-low'],
  ['send.replacement-too-late', 'chain.conflict'],
  ['send.would-fail', 'chain.rejected'],
] as const);

/** The error `build` throws for the first thing `validate` found; what has no code of its own is a bad transaction. */
function errorOf({ errors }: Validation): WalletError {
  const issue = errors[0];
  if (issue === undefined) return new WalletError('internal');
  const code = isErrorCode(issue.code) ? issue.code : (codeOfIssue.get(issue.code) ?? 'chain.bad-transaction');
  return new WalletError(code, { issue: issue.code });
}

/** The builder of one chain. A sender without a path cannot sign: only watched. */
export function createEvmBuilder(codec: EvmCodec): ChainBuilder<AccountModel> {
  const { chain, chainId } = codec.config;

  function build(
    draft: AccountDraft,
    context: AccountContext,
  ): { readonly unsigned: UnsignedAccount; readonly stated: StatedAccountPayment } {
    const { plan, validation } = planAccountPayment(codec, draft, context);
    if (plan === null) throw errorOf(validation);
    const { address: from, path } = context.sender;
    if (path === null) throw new WalletError('chain.not-supported', { why: 'no-keys' });
    const { action, fee, nonce, replaces } = plan;
    const stated: StatedAccountPayment = {
      kind: 'account-payment',
      chain,
      from,
      action,
      fee,
      extraFee: context.extraFee,
      nonce,
      replaces,
    };
    return { unsigned: { kind: 'account', chain, bytes: serialize(chainId, plan), path }, stated };
  }

  return Object.freeze<ChainBuilder<AccountModel>>({
    chain,
    validate: (draft, context) => planAccountPayment(codec, draft, context).validation,
    build,
  });
}
