import { WalletError } from '../../../../wallet-core/errors/index.ts';
import {
  claimDossier,
  type FusionChain,
  formatClaimsCsv,
  isSameAddress,
  isSwapEnded,
  knownDepositAddresses,
  nextClaimStep,
  type OwnPayment,
  recoverSwaps,
  type SwapOrder,
  swapDossier,
} from '../../../../wallet-core/fusion/index.ts';
import type { FusionView, ReplyOf, RequestOf, SwapView } from '../../../../wallet-core/ipc/index.ts';
import { logError } from '../../system/log-error.ts';
import type { AccountContext } from '../account-context.ts';
import type { Background } from '../background.ts';
import type { FusionChainAccess, PreparedDeposit } from './chain-access.ts';
import { type ClaimDesk, createClaimDesk } from './claim-desk.ts';
import { createClaimReader } from './claim-reading.ts';
import type { FusionClient } from './client.ts';
import { depositConfirmations, fusionView, swapView } from './fusion-views.ts';
import { createSwapDesk, hasDeposit } from './swap-desk.ts';

/** How often due steps are looked for, with something open and without. */
const OPEN_MS = 5_000;
const IDLE_MS = 60_000;
/** Payments that are asked about one by one when looking for lost swaps. */
const MAX_ASKED = 20;

export interface FusionService {
  read(): FusionView;
  refresh(): Promise<void>;
  quote(ask: RequestOf<'fusion.quote'>['ask']): Promise<ReplyOf<'fusion.quote'>>;
  begin(request: RequestOf<'fusion.begin'>): Promise<SwapView>;
  prepareDeposit(swapId: string): Promise<PreparedDeposit>;
  cancel(swapId: string): SwapView;
  look(swapId: string): Promise<SwapView>;
  chooseTarget(request: RequestOf<'fusion.choose-target'>): SwapView;
  readonly claims: Pick<ClaimDesk, 'prepare' | 'take' | 'commit' | 'drop'>;
  dossier(id: string): ReplyOf<'fusion.dossier'>;
  exportClaims(): ReplyOf<'fusion.export-claims'>;
  /** Takes what is due now. Never throws. */
  turn(): Promise<void>;
  /** Follows open swaps and claims until the account is closed. */
  run(): Promise<void>;
}

export interface FusionServiceOptions {
  readonly context: AccountContext;
  /** Throws `chain.not-supported` while no service is set. */
  readonly client: () => FusionClient;
  readonly accesses: readonly FusionChainAccess[];
  readonly background: Background;
  /** Reward addresses: all FLUX addresses of the account, watched ones too. */
  readonly rewardAddresses: () => readonly string[];
  readonly pathOf: (address: string) => string | undefined;
  readonly appVersion: string;
  readonly onChange: () => void;
}

/** Claims and swaps of the open account. */
export function createFusionService(options: FusionServiceOptions): FusionService {
  const { context, client, accesses, onChange } = options;
  const { clock, signal, logger } = context;
  const accessOf = (chain: FusionChain) => accesses.find(({ fusion }) => fusion === chain);
  const shared = { context, client, accessOf, onChange };
  const swaps = createSwapDesk(shared);
  const reader = createClaimReader({ context, client, addresses: options.rewardAddresses, onChange });
  const claims = createClaimDesk({
    ...shared,
    background: options.background,
    reading: reader.last,
    pathOf: options.pathOf,
    onAnswer: () => void reader.read(),
  });

  function service(): string | null {
    try {
      return client().host;
    } catch {
      return null;
    }
  }

  const hasKey = (address: string) => options.pathOf(address) !== undefined;
  const show = (swapId: string) => swapView(swaps.journal.get(swapId), { swaps, accessOf });

  async function ordersOf(payments: readonly OwnPayment[]): Promise<readonly SwapOrder[]> {
    const found: SwapOrder[] = [];
    for (const { txid } of payments.slice(0, MAX_ASKED)) {
      const answer = await client().detail(txid);
      if (answer.ok) found.push(answer.value);
    }
    return found;
  }

  /** Swaps of this account that the journal does not know: made on another device, or before the profile was lost. */
  async function recover(): Promise<void> {
    const served = await client().info();
    const isDepositAddress = (chain: FusionChain, address: string) =>
      [...knownDepositAddresses[chain], served.depositAddresses.get(chain) ?? ''].some((one) =>
        isSameAddress(one, address),
      );
    const isKnown = (chain: FusionChain, txid: string) => hasDeposit(swaps.journal, chain, txid);
    const payments = accesses
      .flatMap((access) => access.payments())
      .filter(({ chain, to, txid }) => isDepositAddress(chain, to) && !isKnown(chain, txid));
    const history = [...(await client().userHistory()), ...(await ordersOf(payments))];
    const isOwn = (chain: FusionChain, address: string) => accessOf(chain)?.isOwn(address) ?? false;
    const found = recoverSwaps({ history, payments, isDepositAddress, isOwn, isKnown, nowMs: clock.now() });
    signal.throwIfAborted();
    for (const event of found) swaps.journal.begin(event);
  }

  async function turn(): Promise<void> {
    await swaps.turn();
    await claims.turn();
  }

  function isAnythingOpen(): boolean {
    const hasSwap = swaps.journal.all().some(({ state }) => !isSwapEnded(state));
    return hasSwap || claims.journal.all().some(({ state }) => nextClaimStep(state).kind !== 'nothing');
  }

  return {
    read: () => fusionView({ swaps, claims, reader, accessOf, hasKey, service }),
    refresh: async () => {
      await reader.read();
      await recover().catch((thrown: unknown) => {
        if (!signal.aborted) logError(logger, 'fusion.recover', thrown);
      });
      await turn();
    },
    quote: swaps.quote,
    begin: async ({ quoteId, addressConsent }) => show(await swaps.begin(quoteId, addressConsent)),
    prepareDeposit: swaps.prepareDeposit,
    cancel: (swapId) => {
      swaps.cancel(swapId);
      return show(swapId);
    },
    look: async (swapId) => {
      await swaps.look(swapId);
      return show(swapId);
    },
    chooseTarget: ({ swapId, chainTo, addressTo }) => {
      swaps.chooseTarget(swapId, chainTo, addressTo);
      return show(swapId);
    },
    claims,
    dossier: (id) => {
      const facts = {
        id,
        appVersion: options.appVersion,
        madeAtMs: clock.now(),
        fluxId: context.keys.fluxId,
        service: service() ?? 'none',
      };
      const swap = swaps.journal.all().find((entry) => entry.id === id);
      if (swap !== undefined) {
        const confirmations = depositConfirmations(swap.state, accessOf);
        return {
          name: `fusion-swap-${id.slice(0, 8)}.txt`,
          text: swapDossier(swap.events, { ...facts, depositConfirmations: confirmations }),
        };
      }
      const claim = claims.journal.all().find((entry) => entry.id === id);
      if (claim === undefined) throw new WalletError('fusion.unknown');
      return { name: `fusion-claim-${id.slice(0, 8)}.txt`, text: claimDossier(claim.events, facts) };
    },
    exportClaims: () => ({
      name: 'fusion-claims.csv',
      text: formatClaimsCsv(
        claims.journal
          .all()
          .map(({ state }) => state)
          .filter(({ phase }) => phase === 'paid'),
      ),
    }),
    turn,
    run: async () => {
      while (!signal.aborted) {
        await turn();
        await clock.sleep(isAnythingOpen() ? OPEN_MS : IDLE_MS, signal).catch(() => undefined);
      }
    },
  };
}
