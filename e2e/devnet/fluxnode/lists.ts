/** The daemon's lists as its RPC gives them (rpc/fluxnode.cpp:1501-1850): mind which numbers are text. */
import type { Json, JsonObject } from '../api/json.ts';
import { toHex } from '../consensus/bytes.ts';
import { tiers } from '../consensus/emission.ts';
import { coin as oneFlux } from '../consensus/limits.ts';
import type { ChainView } from '../ledger/view.ts';
import { type NodeEntry, type NodesState, payoutQueue } from './registry.ts';
import type { NodeRules } from './rules.ts';

/** The genesis block's time: what a node that was never paid shows. */
const genesisTime = 1_516_980_000;

export interface NodeLists {
  readonly state: NodesState;
  readonly rules: NodeRules;
}

/** FormatMoney: two decimals at least, no needless zeros behind. */
const formatMoney = (sat: bigint): string => {
  const fraction = (sat % oneFlux).toString().padStart(8, '0').replace(/0+$/, '').padEnd(2, '0');
  return `${sat / oneFlux}.${fraction}`;
};

const collateralText = ({ txid, vout }: NodeEntry): string => `COutPoint(${txid}, ${vout})`;

const timeAt = (view: ChainView, height: number): number => view.blockAt(height)?.time ?? genesisTime;

/** One node of the list, without its rank: also what `getfluxnodestatus` shows. */
export const nodeJson = (node: NodeEntry, view: ChainView): JsonObject => ({
  collateral: collateralText(node),
  txhash: node.txid,
  outidx: String(node.vout),
  ip: node.ip,
  network: node.ip === '' ? '' : 'ipv4',
  added_height: node.addedHeight,
  confirmed_height: node.confirmedHeight,
  last_confirmed_height: node.lastConfirmedHeight,
  last_paid_height: node.lastPaidHeight,
  tier: node.tier,
  payment_address: node.address,
  pubkey: toHex(node.nodeKey),
  activesince: String(timeAt(view, node.addedHeight)),
  lastpaid: String(node.lastPaidHeight === 0 ? genesisTime : timeAt(view, node.lastPaidHeight)),
  amount: formatMoney(node.amount),
});

/** `viewdeterministicfluxnodelist`: ranks are those of the whole list, whatever the filter. */
export const nodeListJson = ({ state }: NodeLists, view: ChainView, filter = ''): readonly JsonObject[] =>
  tiers.flatMap((tier) =>
    payoutQueue(state, tier)
      .map((node, rank) => ({ ...nodeJson(node, view), rank }))
      .filter((row: JsonObject) =>
        [row.txhash, row.pubkey, row.ip, row.payment_address].some((part) => String(part).includes(filter)),
      ),
  );

const waiting = (
  nodes: ReadonlyMap<string, NodeEntry>,
  left: (node: NodeEntry) => number,
  name: 'expires_in' | 'eligible_in',
): readonly JsonObject[] =>
  [...nodes.values()]
    .sort((a, b) => left(a) - left(b))
    .map((node) => ({
      collateral: collateralText(node),
      added_height: node.addedHeight,
      payment_address: node.address,
      [name]: left(node),
      amount: formatMoney(node.amount),
    }));

/** `getstartlist` */
export const startListJson = ({ state, rules }: NodeLists, view: ChainView): readonly JsonObject[] =>
  waiting(state.started, (node) => rules.startToConfirm - (view.tip.height - node.addedHeight), 'expires_in');

/** `getdoslist` */
export const dosListJson = ({ state, rules }: NodeLists, view: ChainView): readonly JsonObject[] =>
  waiting(state.banned, (node) => rules.dosFromStart - (view.tip.height - node.addedHeight), 'eligible_in');

/** `getfluxnodecount` */
export const nodeCountJson = ({ state }: NodeLists): JsonObject => {
  const [cumulus = 0, nimbus = 0, stratus = 0] = tiers.map((tier) => payoutQueue(state, tier).length);
  const total = cumulus + nimbus + stratus;
  return {
    total,
    stable: total,
    'basic-enabled': cumulus,
    'super-enabled': nimbus,
    'bamf-enabled': stratus,
    'cumulus-enabled': cumulus,
    'nimbus-enabled': nimbus,
    'stratus-enabled': stratus,
    ipv4: total,
    ipv6: 0,
    onion: 0,
  };
};

/** `fluxnodecurrentwinner`: whom the next block pays. */
export const winnersJson = ({ state }: NodeLists, view: ChainView): Json =>
  Object.fromEntries(
    tiers.flatMap((tier) => {
      const [head] = payoutQueue(state, tier);
      return head === undefined ? [] : [[`${tier} Winner`, nodeJson(head, view)]];
    }),
  );
