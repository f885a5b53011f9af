import type { IssueCode } from '../../../../wallet-core/chain-contract/index.ts';
import type { ErrorCode } from '../../../../wallet-core/errors/index.ts';
import { accountWords } from './errors/account.ts';
import { appWords } from './errors/app.ts';
import { chainWords } from './errors/chain.ts';
import { draftWords } from './errors/draft.ts';
import type { ErrorWords } from './errors/error-words.ts';
import { fusionWords } from './errors/fusion.ts';
import { networkWords } from './errors/network.ts';
import { nodeWords } from './errors/nodes.ts';

export { addressRefusalWords } from './errors/address-refusals.ts';
export type { ErrorWords } from './errors/error-words.ts';

/** Every error and issue code in words; the type and a test point out a missing one. Words go into `errors/`. */
export const errorWords: Readonly<Record<ErrorCode | IssueCode, ErrorWords>> = {
  ...networkWords,
  ...chainWords,
  ...accountWords,
  ...appWords,
  ...draftWords,
  ...nodeWords,
  ...fusionWords,
};
