/** An account's Fusion service over the local one, with two chains, a clock that stands still and a store that survives. */
import { onTestFinished } from 'vitest';
import { type FusionDevnet, type ListLedger, listLedger, startFusionDevnet } from '../../../e2e/devnet/fusion/index.ts';
import { type Devnet, startDevnet } from '../../../e2e/devnet/index.ts';
import { createHttpClient } from '../net/http.ts';
import { createBackground } from '../services/background.ts';
import { createFusionClient } from '../services/fusion/client.ts';
import { createFusionService, type FusionService } from '../services/fusion/fusion-service.ts';
import { settle } from './fake-clock.ts';
import { type FakeContext, fakeContext } from './fake-context.ts';
import { emptyPayments, type ListAccess, listAccess, type PaymentJournal } from './list-access.ts';

export const FLUX = 100_000_000n;
/** Reward address of the tests' claims. */
export const REWARDS = 't1T8yaLVhNqxA5KJcmiqqFN88e8DNp2PBfF';
const FLUX_ID = '1CbErtneaX2QVyUfwU7JGB7VzvPgrgc3uC';

/** One run of the app: what dies with it. */
export interface FusionRun {
  readonly service: FusionService;
  readonly bsc: ListAccess;
  readonly matic: ListAccess;
  /** Lets so much time pass and due steps happen. */
  pass(ms: number): Promise<void>;
}

export interface FusionWorld {
  readonly devnet: Devnet;
  readonly fusion: FusionDevnet;
  readonly bsc: ListLedger;
  readonly matic: ListLedger;
  readonly context: FakeContext;
  readonly payments: { readonly bsc: PaymentJournal; readonly matic: PaymentJournal };
  /** Starts the app on the same store; with `fresh`, on an empty one. */
  run(fresh?: FakeContext): FusionRun;
}

export interface FusionWorldOptions {
  /** Is the key of the reward address here? Its path. */
  readonly path?: string;
  readonly rewards?: string;
}

export async function startFusionWorld(options: FusionWorldOptions = {}): Promise<FusionWorld> {
  const devnet = await startDevnet({ seed: 'fusion-service' });
  const bsc = listLedger('bsc');
  const matic = listLedger('matic');
  for (const ledger of [bsc, matic]) ledger.fund(ledger.hotAddress, 100_000n * FLUX);
  bsc.fund('alice', 1_000n * FLUX);
  const context = { ...fakeContext() };
  const keys = { ...context.keys, fluxId: FLUX_ID };
  const own = { ...context, keys };
  const fusion = await startFusionDevnet({ devnet, ledgers: [bsc, matic], nowMs: own.clock.now });
  const http = createHttpClient({ loopbackOnly: true });
  onTestFinished(async () => {
    http.close();
    await fusion.stop();
    await devnet.stop();
  });
  const payments = { bsc: emptyPayments(), matic: emptyPayments() };
  const origins = new Set([new URL(fusion.url).origin]);
  const client = createFusionClient({ http: http.reaching(() => origins), baseUrl: fusion.url, fluxId: FLUX_ID });
  const rewards = options.rewards ?? REWARDS;

  return {
    devnet,
    fusion,
    bsc,
    matic,
    context: own,
    payments,
    run: (fresh) => {
      const used = fresh ?? own;
      const onBsc = listAccess(bsc, 'alice', payments.bsc);
      const onMatic = listAccess(matic, 'bob', payments.matic);
      const service = createFusionService({
        context: { ...used, keys, clock: own.clock },
        client: () => client,
        accesses: [onBsc, onMatic],
        background: createBackground(own.clock),
        rewardAddresses: () => [rewards],
        pathOf: (address) => (address === rewards ? options.path : undefined),
        appVersion: '0.0.0',
        onChange: () => undefined,
      });
      const pass = async (ms: number) => {
        await own.clock.advance(ms);
        await service.turn();
        await settle();
      };
      return { service, bsc: onBsc, matic: onMatic, pass };
    },
  };
}
