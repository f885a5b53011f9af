/** IP addresses as the WHATWG URL parser writes them, and which of them lie outside the open internet (IANA registries). */

export type IpRange = 'public' | 'loopback' | 'private' | 'link-local' | 'reserved';

export interface IpAddress {
  readonly version: 4 | 6;
  /** Without brackets. */
  readonly text: string;
  readonly range: IpRange;
}

type Rule = readonly [base: string, bits: number, range: IpRange];

const ranges4: readonly Rule[] = [
  ['0.0.0.0', 8, 'reserved'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'private'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'reserved'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'private'],
  ['224.0.0.0', 4, 'reserved'],
  ['240.0.0.0', 4, 'reserved'],
];

const DOTTED = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function parse4(text: string): number | undefined {
  const parts = DOTTED.exec(text)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((number, part) => number * 256 + part, 0);
}

function range4(address: number): IpRange {
  for (const [base, bits, range] of ranges4) {
    const size = 2 ** (32 - bits);
    if (Math.floor(address / size) === Math.floor((parse4(base) ?? 0) / size)) return range;
  }
  return 'public';
}

/** Eight groups of a form that a URL parser accepts: it has turned every IPv4 tail into hexadecimal. */
function parse6(text: string): readonly number[] | undefined {
  if (!URL.canParse(`http://[${text}]/`)) return undefined;
  const [head = '', tail] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const before = groups(head);
  const after = groups(tail ?? '');
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...new Array<number>(Math.max(0, missing)).fill(0), ...after];
}

function range6(groups: readonly number[]): IpRange {
  const [a = 0, b = 0] = groups;
  const embedded = (at: number): IpRange => range4((groups[at] ?? 0) * 65_536 + (groups[at + 1] ?? 0));
  if (groups.slice(0, 7).every((group) => group === 0)) return groups[7] === 1 ? 'loopback' : 'reserved';
  if (groups.slice(0, 5).every((group) => group === 0) && (groups[5] === 0xffff || groups[5] === 0)) return embedded(6);
  if (a === 0x64 && b === 0xff9b) return embedded(6);
  if (a === 0x2002) return embedded(1);
  if ((a & 0xfe00) === 0xfc00) return 'private';
  if ((a & 0xffc0) === 0xfe80 || (a & 0xffc0) === 0xfec0) return 'link-local';
  return (a & 0xe000) === 0x2000 ? 'public' : 'reserved';
}

/** The address of a URL's `hostname` (IPv6 in brackets); `null` for a name. */
export function parseIpHost(hostname: string): IpAddress | null {
  const four = parse4(hostname);
  if (four !== undefined) return { version: 4, text: hostname, range: range4(four) };
  if (!hostname.startsWith('[') || !hostname.endsWith(']')) return null;
  const text = hostname.slice(1, -1);
  const six = parse6(text);
  return six === undefined ? null : { version: 6, text, range: range6(six) };
}
