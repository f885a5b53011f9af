/** `/flux/*`: what FluxOS says of itself. Everything optional: versions differ and half of it may be missing on a sick node. */
import { z } from '../../../wallet-core/primitives/zod.ts';
import { parseData } from './answer.ts';
import { height, measured, nodeIp, version, words } from './fields.ts';

const dos = z.object({ dosState: measured, dosMessage: words.nullish() });
const fluxId = z.string().regex(/^(?:1[1-9A-HJ-NP-Za-km-z]{24,33}|0x[0-9a-fA-F]{40})$/);

const info = z.object({
  daemon: z.object({ info: z.object({ blocks: height.nullish() }).nullish() }).nullish(),
  flux: z
    .object({
      version: version.nullish(),
      ip: nodeIp.nullish(),
      staticIp: z.boolean().nullish(),
      upnp: z.boolean().nullish(),
      zelid: z.string().max(100).nullish(),
      timezone: words.nullish(),
      dos: dos.nullish(),
      explorerScannedHeigth: z.object({ generalScannedHeight: height.nullish() }).nullish(),
      numberOfConnectionsOut: measured,
      numberOfConnectionsIn: measured,
    })
    .nullish(),
  apps: z
    .object({
      runningapps: z.array(z.unknown()).max(1_000).nullish(),
      resources: z.object({ appsCpusLocked: measured, appsRamLocked: measured, appsHddLocked: measured }).nullish(),
    })
    .nullish(),
});

export interface FluxInfo {
  readonly version: string | null;
  readonly ip: string | null;
  readonly hasStaticIp: boolean | null;
  readonly usesUpnp: boolean | null;
  /** Flux ID of the operator; `null` when it does not say or says something else. */
  readonly adminId: string | null;
  readonly daemonHeight: number | null;
  readonly scannedHeight: number | null;
  readonly dosLevel: number | null;
  readonly hasDosMessage: boolean;
  readonly connections: number | null;
  readonly runningApps: number | null;
}

/** `/flux/info`. Throws `server.bad-reply` for what is no such object. */
export function parseFluxInfo(data: unknown): FluxInfo {
  const { daemon, flux, apps } = parseData(info, data);
  const admin = fluxId.safeParse(flux?.zelid);
  const out = flux?.numberOfConnectionsOut ?? null;
  const incoming = flux?.numberOfConnectionsIn ?? null;
  return {
    version: flux?.version ?? null,
    ip: flux?.ip ?? null,
    hasStaticIp: flux?.staticIp ?? null,
    usesUpnp: flux?.upnp ?? null,
    adminId: admin.success ? admin.data : null,
    daemonHeight: daemon?.info?.blocks ?? null,
    scannedHeight: flux?.explorerScannedHeigth?.generalScannedHeight ?? null,
    dosLevel: flux?.dos?.dosState ?? null,
    hasDosMessage: (flux?.dos?.dosMessage ?? null) !== null,
    connections: out === null && incoming === null ? null : (out ?? 0) + (incoming ?? 0),
    runningApps: apps?.runningapps?.length ?? null,
  };
}

/** `/flux/dosstate`: FluxOS' complaint about itself; from 100 on it is out of service. */
export function parseDosState(data: unknown): { readonly level: number | null; readonly hasMessage: boolean } {
  const { dosState, dosMessage } = parseData(dos, data);
  return { level: dosState, hasMessage: (dosMessage ?? null) !== null };
}

/** `/flux/id` (`/flux/zelid`): the operator's Flux ID. */
export function parseAdminId(data: unknown): string {
  return parseData(fluxId, data);
}

/** `/flux/version` */
export function parseFluxVersion(data: unknown): string {
  return parseData(version, data);
}
