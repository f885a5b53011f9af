import type { Messages } from '../message.ts';

/** What a transaction of an EVM chain does, read from its bytes (chains/_families/evm/explain.ts). */
export const evm = {
  'evm.send': 'Send {amount} to {recipient} on {network}',
  'evm.sendFrom': 'Take {amount} from {owner} and send it to {recipient} on {network}',
  'evm.allow': 'Allow {spender} to take up to {amount} from you on {network}',
  'evm.allowUnlimited': 'Allow {spender} to take all your {asset} on {network}, now and later',
  'evm.revoke': 'Take back what {spender} was allowed to take of your {asset} on {network}',
  'evm.permit': 'Let {spender} take up to {amount} from {owner} on {network}',
  'evm.permitUnlimited': 'Let {spender} take all {asset} of {owner} on {network}, now and later',
  'evm.cancel': 'Cancel payment number {nonce} on {network}: nothing is sent, only the fee is paid',
  'evm.nothing': 'Send nothing to {recipient} on {network}; only the fee is paid',
  'evm.unknownCall': 'Call {target} on {network} with data this wallet does not understand, and send {amount} along',
  'evm.newContract': 'Put a new contract on {network} and send {amount} along',
} as const satisfies Messages;
