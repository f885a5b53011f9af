import type { WalletError } from '../../../../../wallet-core/errors/index.ts';
import type { HttpReply } from '../../../../../wallet-core/ports/index.ts';
import { createFakeClock } from '../../../network/testing/fake-clock.ts';
import { type Answer, createFakeHttp, type FakeHttp } from '../../../network/testing/fake-http.ts';
import type { EvmCodec } from '../../codec.ts';
import { answerRequest, createWorld, NODE_NOW_MS, type NodeWorld } from '../../testing/pretended-node.ts';
import { createEvmReader, type EvmIndexEntry, type EvmReader } from '../index.ts';

export interface PretendedServer {
  readonly world: NodeWorld;
  /** Answers before the world does, when it is set. */
  intercept: ((body: string) => HttpReply | WalletError | undefined) | null;
}

export interface PretendedNetwork {
  readonly http: FakeHttp;
  readonly clock: ReturnType<typeof createFakeClock>;
  readonly servers: readonly PretendedServer[];
  /** Paths of an explorer at `https://index.example`. */
  readonly explorer: Map<string, Answer>;
  reader(indexes?: readonly EvmIndexEntry[], tokens?: Parameters<typeof createEvmReader>[1]['tokens']): EvmReader;
}

/** Some pretended nodes at `https://node<i>.example/rpc`, and an explorer. */
export function createPretendedNetwork(codec: EvmCodec, count = 1): PretendedNetwork {
  const servers = Array.from(
    { length: count },
    (): PretendedServer => ({ world: createWorld(codec.config), intercept: null }),
  );
  const explorer = new Map<string, Answer>();
  const clock = createFakeClock(NODE_NOW_MS);
  const http = createFakeHttp((request, path) => {
    const { host } = new URL(request.url);
    if (host === 'index.example') {
      const [found] = [...explorer]
        .filter(([prefix]) => path.startsWith(prefix))
        .toSorted(([a], [b]) => b.length - a.length);
      return found?.[1] ?? { status: 404, text: 'Not found' };
    }
    const server = servers[Number(/^node(\d)/.exec(host)?.[1] ?? 9)];
    if (server === undefined) return { status: 404 };
    return server.intercept?.(request.body ?? '') ?? answerRequest(server.world, codec.config, request);
  });
  return {
    http,
    clock,
    servers,
    explorer,
    reader: (indexes = [], tokens = () => []) =>
      createEvmReader(codec, {
        http,
        clock,
        servers: servers.map((_, index) => ({ url: `https://node${index}.example/rpc` })),
        indexes,
        tokens,
      }),
  };
}
