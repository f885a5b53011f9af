/** Operating one's own node: over a certificate the person has compared, or in the clear where they allowed it (§3.6). */
import { createFluxOsClient, type FluxOsClient } from '../../../../chains/flux/fluxos/index.ts';
import { isWalletError, WalletError } from '../../../../wallet-core/errors/index.ts';
import type { NodeAccess, ReplyOf, RequestOf } from '../../../../wallet-core/ipc/index.ts';
import type { Clock, Random } from '../../../../wallet-core/ports/index.ts';
import { toHex } from '../../../../wallet-core/primitives/index.ts';
import { zelidAuthHeader } from '../../../../wallet-core/zelid/index.ts';
import type { NodeHttp, NodePlace, Transport } from '../../net/node-http.ts';
import type { KnownLogins } from '../flux-id/known-logins.ts';
import type { NodesService } from './nodes-service.ts';

export interface NodeAccessService {
  read(key: string): Promise<NodeAccess>;
  trust(request: RequestOf<'nodes.trust'>): Promise<NodeAccess>;
  operate(request: RequestOf<'nodes.operate'>): Promise<ReplyOf<'nodes.operate'>>;
  /** The node over what the person trusts. Throws `node.certificate-new`, `node.plain-http` before that. */
  client(key: string): Promise<{ readonly client: FluxOsClient; readonly base: string; readonly host: string }>;
}

export interface NodeAccessOptions {
  readonly nodes: NodesService;
  readonly nodeHttp: NodeHttp;
  readonly logins: KnownLogins;
  readonly clock: Clock;
  readonly random: Random;
}

function securePlace({ host, port }: NodePlace): NodePlace {
  return { host, port: port + 1 };
}

export function createNodeAccess({ nodes, nodeHttp, logins, clock, random }: NodeAccessOptions): NodeAccessService {
  /** `null`: nothing answers in TLS there. */
  async function certificateAt(place: NodePlace): Promise<string | null> {
    try {
      return await nodeHttp.certificate(securePlace(place));
    } catch (thrown) {
      if (isWalletError(thrown) && thrown.code.startsWith('network.')) return null;
      throw thrown;
    }
  }

  async function answersInTheClear(place: NodePlace): Promise<boolean> {
    try {
      await createFluxOsClient(nodeHttp.to(place, { kind: 'plain' }), baseOf(place, false)).get('/flux/version');
      return true;
    } catch {
      return false;
    }
  }

  function baseOf({ host, port }: NodePlace, secure: boolean): string {
    const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
    return `${secure ? 'https' : 'http'}://${name}:${port}`;
  }

  async function read(key: string): Promise<NodeAccess> {
    const { trust } = nodes.stored(key);
    const place = nodes.place(key);
    const shown = await certificateAt(place);
    if (shown === null && !(await answersInTheClear(place))) throw new WalletError('node.unreachable');
    const held = logins.forNode(key, clock.now());
    const pinned = trust?.kind === 'certificate' ? trust.sha256 : null;
    const isPinned = pinned !== null && pinned === shown;
    const isPlain = trust?.kind === 'plain-http' && shown === null;
    return {
      key,
      host: place.host,
      apiPort: place.port,
      transport: isPinned ? 'pinned' : isPlain ? 'plain' : 'none',
      shown,
      pinned,
      loggedInUntilMs: held?.untilMs ?? null,
      privilege: held?.privilege ?? null,
    };
  }

  async function client(key: string) {
    const { trust } = nodes.stored(key);
    const place = nodes.place(key);
    const secure = securePlace(place);
    if (trust?.kind === 'certificate') {
      const transport: Transport = { kind: 'pinned', sha256: trust.sha256 };
      const base = baseOf(secure, true);
      return { client: createFluxOsClient(nodeHttp.to(secure, transport), base), base, host: new URL(base).host };
    }
    // What was allowed for want of TLS is over when TLS is there.
    const shown = await certificateAt(place);
    if (shown !== null) throw new WalletError('node.certificate-new');
    if (trust?.kind !== 'plain-http') throw new WalletError('node.plain-http');
    const base = baseOf(place, false);
    return { client: createFluxOsClient(nodeHttp.to(place, { kind: 'plain' }), base), base, host: new URL(base).host };
  }

  return {
    read,
    client,
    trust: async ({ key, trust }) => {
      const node = nodes.stored(key);
      if (trust.kind === 'certificate') {
        // What is trusted is what is shown now: a fingerprint that was compared a while ago may be gone.
        const shown = await certificateAt(nodes.place(key));
        if (shown !== trust.sha256) throw new WalletError('node.certificate-changed');
      }
      nodes.store({ ...node, trust: trust.kind === 'none' ? null : trust });
      return read(key);
    },
    operate: async ({ key, operation }) => {
      const held = logins.forNode(key, clock.now());
      if (held === undefined) throw new WalletError('node.login-needed');
      const reached = await client(key);
      // Answers of these GETs are kept by address alone, for everybody: no two calls may share one.
      const token = `${clock.now()}${toHex(random.bytes(4))}`;
      const { zelidauth } = zelidAuthHeader(held.login);
      const answer = await reached.client.operate(operation, zelidauth, token);
      if (!answer.ok) throw new WalletError('node.not-allowed');
      return { text: answer.value };
    },
  };
}
