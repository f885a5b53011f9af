/** Who asks, as data for words: host parsed by us, what kind it is, whether it is known (T-11). Names are shown as ASCII. */
import { type IpAddress, parseIpHost } from './ip-address.ts';

export interface NodeAddress {
  readonly ip: string;
  /** API port. */
  readonly port: number;
}

export interface KnownHosts {
  /** The person's own nodes: IP or name, and API port. */
  readonly ownNodes: readonly NodeAddress[];
  /** Is it a node of the public list? */
  readonly isListedNode: (node: NodeAddress) => boolean;
}

export type HostKind =
  /** A service of the Flux team: a name under runonflux.io that neither nodes nor app owners can have. */
  | 'flux-service'
  /** `A-B-C-D-PORT.node.api.runonflux.io`: whoever runs that node. */
  | 'node-name'
  /** `….app.runonflux.io`: anybody can run an app there. */
  | 'flux-app'
  | 'ip'
  | 'local-name'
  | 'other';

export interface HostJudgement {
  /** Lower-case ASCII, as the URL parser writes it, without port. */
  readonly hostname: string;
  /** As written or by the scheme. */
  readonly port: number;
  readonly secure: boolean;
  readonly kind: HostKind;
  /** Letters beyond ASCII stand behind an `xn--` name: it may look like another one. */
  readonly isPunycode: boolean;
  readonly ip: IpAddress | null;
  /** The node that it reaches, by name or address; `null` when it is none that we can tell. */
  readonly node: NodeAddress | null;
  readonly isOwnNode: boolean;
  readonly isListedNode: boolean;
}

const NODE_NAME = /^(\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,5})\.node\.api\.runonflux\.io$/;
/** Names that never leave a house or a machine (RFC 6761, 6762, 8375, 9476). */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|lan|home|home\.arpa|localdomain|alt|test|onion)\.?$/;
const APP_NAME = /\.app\d*\.runonflux\.io$/;

/** The node behind a name of the balancer; `null` for every other name, and for numbers that are no address. */
export function parseNodeName(hostname: string): NodeAddress | null {
  const match = NODE_NAME.exec(hostname);
  if (match === null) return null;
  const [a = '', b = '', c = '', d = '', portText = ''] = match.slice(1);
  const octets = [a, b, c, d];
  const port = Number(portText);
  const isPlain = octets.every((octet) => String(Number(octet)) === octet && Number(octet) <= 255);
  if (!isPlain || port < 1 || port > 65_535 || String(port) !== portText) return null;
  return { ip: octets.join('.'), port };
}

/** The balancer's name of a node, for pinning one (fluxos-frontend utils/stickyBackend.js). RangeError for IPv6. */
export function nodeName({ ip, port }: NodeAddress): string {
  const name = `${ip.replaceAll('.', '-')}-${port}.node.api.runonflux.io`;
  if (parseNodeName(name) === null) throw new RangeError('node address');
  return name;
}

function kindOf(hostname: string, ip: IpAddress | null): HostKind {
  if (ip !== null) return 'ip';
  if (LOCAL_NAME.test(hostname) || !hostname.includes('.')) return 'local-name';
  if (parseNodeName(hostname) !== null) return 'node-name';
  if (APP_NAME.test(hostname)) return 'flux-app';
  const labels = hostname.split('.');
  const isUnderFlux = labels.length >= 2 && labels.at(-2) === 'runonflux' && labels.at(-1) === 'io';
  return isUnderFlux && !hostname.endsWith('.node.api.runonflux.io') ? 'flux-service' : 'other';
}

/** A node's TLS port is one above its API port. */
function nodeOf(hostname: string, port: number, secure: boolean, ip: IpAddress | null): NodeAddress | null {
  if (ip !== null) return { ip: ip.text, port: secure ? port - 1 : port };
  return parseNodeName(hostname);
}

/** Judges the host of a web address. `null` for what is none, or has user information in it. */
export function judgeHost(urlText: string, known: KnownHosts): HostJudgement | null {
  if (!URL.canParse(urlText)) return null;
  const url = new URL(urlText);
  const secure = url.protocol === 'https:';
  if ((!secure && url.protocol !== 'http:') || url.username !== '' || url.password !== '' || url.hostname === '')
    return null;
  const { hostname } = url;
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const ip = parseIpHost(hostname);
  const node = nodeOf(hostname, port, secure, ip);
  const own = (address: NodeAddress): boolean =>
    known.ownNodes.some((candidate) => candidate.ip === address.ip && candidate.port === address.port);
  return {
    hostname,
    port,
    secure,
    kind: kindOf(hostname, ip),
    isPunycode: hostname.split('.').some((label) => label.startsWith('xn--')),
    ip,
    node,
    isOwnNode: own(node ?? { ip: hostname, port }),
    isListedNode: node !== null && known.isListedNode(node),
  };
}
