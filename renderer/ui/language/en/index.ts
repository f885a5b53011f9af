import { accounts } from './accounts.ts';
import { activity } from './activity.ts';
import { coins } from './coins.ts';
import { common } from './common.ts';
import { evm } from './evm.ts';
import { keys } from './keys.ts';
import { networks } from './networks.ts';
import { portfolio } from './portfolio.ts';
import { receive } from './receive.ts';
import { secondFactor } from './second-factor.ts';
import { send } from './send.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { signer } from './signer.ts';

/** Every message of the product in English. A new file of messages is one line here. */
export const english = {
  ...accounts,
  ...activity,
  ...coins,
  ...common,
  ...evm,
  ...keys,
  ...networks,
  ...portfolio,
  ...receive,
  ...secondFactor,
  ...send,
  ...settings,
  ...shell,
  ...signer,
} as const;
export type EnglishMessages = typeof english;
