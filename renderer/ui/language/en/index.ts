import { accounts } from './accounts.ts';
import { activity } from './activity.ts';
import { coins } from './coins.ts';
import { common } from './common.ts';
import { consolidation } from './consolidation.ts';
import { evm } from './evm.ts';
import { fluxId } from './flux-id.ts';
import { fusion } from './fusion.ts';
import { keys } from './keys.ts';
import { networks } from './networks.ts';
import { nodeSetup } from './node-setup.ts';
import { nodeStates } from './node-states.ts';
import { nodes } from './nodes.ts';
import { portfolio } from './portfolio.ts';
import { prices } from './prices.ts';
import { receive } from './receive.ts';
import { secondFactor } from './second-factor.ts';
import { send } from './send.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { signer } from './signer.ts';
import { signerClaims } from './signer-claims.ts';
import { signerNodes } from './signer-nodes.ts';
import { spans } from './spans.ts';
import { swap } from './swap.ts';

/** Every message of the product in English. A new file of messages is one line here. */
export const english = {
  ...accounts,
  ...activity,
  ...coins,
  ...common,
  ...evm,
  ...consolidation,
  ...fluxId,
  ...fusion,
  ...nodeSetup,
  ...nodeStates,
  ...nodes,
  ...spans,
  ...keys,
  ...networks,
  ...portfolio,
  ...prices,
  ...receive,
  ...secondFactor,
  ...send,
  ...settings,
  ...shell,
  ...signer,
  ...signerClaims,
  ...signerNodes,
  ...swap,
} as const;
export type EnglishMessages = typeof english;
