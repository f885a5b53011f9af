/**
 * The daemon's judgement of node transactions, in its order and words: CheckTransactionWithoutProofVerification,
 * ContextualCheckTransaction, AcceptToMemoryPool (main.cpp) and CheckFluxnodeTxInput (coins.cpp).
 */
import { formatAddress } from '../consensus/addresses.ts';
import { hash160, sameBytes } from '../consensus/bytes.ts';
import { failed, invalid, refused, reject } from '../consensus/refused.ts';
import { classify, parseScript } from '../consensus/scripts.ts';
import type { Coin } from '../ledger/types.ts';
import { benchmarkBytes, type ConfirmTx, confirmText, type NodeTx, type StartTx } from './node-transaction.ts';
import { type NodeEntry, type NodeRegistry, nodeKeyOf } from './registry.ts';
import { maxDelegates, maxIpBytes, maxRedeemBytes, tierNumber, tierOf } from './rules.ts';
import { fluxMagic, messageHash, recoverKey } from './signed-message.ts';

export interface NodeChecks {
  readonly registry: NodeRegistry;
  /** An output as the chain has it now; null when it never was. Spent ones say so. */
  readonly coin: (key: string) => Coin | null;
  /** An ordinary unconfirmed transaction spends it. */
  readonly isSpentInMempool: (key: string) => boolean;
  readonly benchmarkKey: Uint8Array;
}

const isCompressed = (key: Uint8Array): boolean => key.length === 33 && (key[0] === 2 || key[0] === 3);

/** Keys of a bare multisig script, or none when it is another script. */
const multisigKeys = (script: Uint8Array): readonly Uint8Array[] => {
  if (classify(script).kind !== 'multisig') return [];
  return (parseScript(script) ?? []).flatMap(({ data }) => (data !== null && data.length >= 33 ? [data] : []));
};

/** VerifyMessage: the key is recovered and the hashes are compared, so the form of the key counts. */
const isSignedBy = (key: Uint8Array, message: Uint8Array | string, signature: Uint8Array): boolean => {
  const found = recoverKey(messageHash(fluxMagic, message), signature);
  return found !== null && sameBytes(hash160(found), hash160(key));
};

const startKeys = (tx: StartTx, registry: NodeRegistry): readonly Uint8Array[] => {
  const owner = tx.redeemScript === null ? [tx.collateralKey ?? new Uint8Array()] : multisigKeys(tx.redeemScript);
  if (tx.delegates?.type !== 2) return owner;
  const registered = registry.state.delegates.get(nodeKeyOf(tx.collateral)) ?? [];
  return registered.map((hex) => new Uint8Array(Buffer.from(hex, 'hex')));
};

const areDelegatesValid = ({ delegates }: StartTx): boolean => {
  if (delegates === null) return true;
  const { version, type, keys } = delegates;
  return version === 1 && (type === 1 || type === 2) && keys.length <= maxDelegates && keys.every(isCompressed);
};

const checkStartForm = (tx: StartTx, txid: string, registry: NodeRegistry): void => {
  if (tx.redeemScript !== null) {
    if (tx.redeemScript.length > maxRedeemBytes) throw invalid('bad-txns-fluxnode-tx-redeemscript-to-large');
    if (multisigKeys(tx.redeemScript).length === 0) throw invalid('bad-txns-fluxnode-tx-redeemscript-not-multisig');
  }
  if (!areDelegatesValid(tx)) throw invalid('bad-txns-fluxnode-tx-delegate-data-invalid');
  const signed = startKeys(tx, registry).some((key) => isSignedBy(key, txid, tx.signature));
  if (!signed) throw invalid('bad-txns-fluxnode-tx-invalid-signature');
};

const checkConfirmForm = (tx: ConfirmTx, { benchmarkKey }: NodeChecks): void => {
  if (!isSignedBy(benchmarkKey, benchmarkBytes(tx), tx.benchmarkSignature)) {
    throw invalid('bad-txns-fluxnode-tx-invalid-signature');
  }
  if (tx.benchmarkTier < 1 || tx.benchmarkTier > 3) throw invalid('bad-txns-fluxnode-tx-invalid-benchmark-tier');
  if (tx.ip.length > maxIpBytes) throw invalid('bad-txns-fluxnode-tx-ip-address-to-large');
  if (tx.updateType > 1) throw invalid('bad-txns-fluxnode-tx-invalid-update-type');
};

/** What can be said without the chain; signatures of delegates need those registered. */
export const checkNodeForm = (tx: NodeTx, txid: string, checks: NodeChecks): void => {
  const isNull = /^0+$/.test(tx.collateral.txid) && tx.collateral.vout === 0xffffffff;
  if (isNull) throw invalid('bad-txns-fluxnode-tx-null-prevout');
  if (tx.kind === 'start') checkStartForm(tx, txid, checks.registry);
  else checkConfirmForm(tx, checks);
};

/** The address that is paid: the key's own, or the script's. */
export const payeeOf = (tx: StartTx): string =>
  tx.redeemScript === null
    ? formatAddress('p2pkh', hash160(tx.collateralKey ?? new Uint8Array()))
    : formatAddress('p2sh', hash160(tx.redeemScript));

const checkOwner = (tx: StartTx, coin: Coin): void => {
  const { kind } = classify(coin.script);
  if (coin.address === null) throw invalid('fluxnode-tx-failed-to-extract-destination');
  if (tx.version === 6 && tx.redeemScript === null && kind !== 'p2pkh') {
    throw invalid('fluxnode-tx-normal-version-not-p2pkh-script');
  }
  if (tx.redeemScript !== null && kind !== 'p2sh') throw invalid('fluxnode-tx-p2sh-version-not-p2sh-script');
  if (kind === 'p2sh' && tx.redeemScript === null) throw invalid("fluxnode-tx-p2sh-publickeys-didn't-match");
  if (payeeOf(tx) === coin.address) return;
  throw invalid(
    kind === 'p2sh' ? "fluxnode-tx-p2shnodes-destinations-didn't-match" : "fluxnode-tx-destinations-didn't-match",
  );
};

const checkStartContext = (tx: StartTx, { registry, coin }: NodeChecks): void => {
  const key = nodeKeyOf(tx.collateral);
  const { started, banned, confirmed } = registry.state;
  if (started.has(key) || banned.has(key)) throw invalid('fluxnode-tx-already-in-chain-or-waiting-for-dos-unban');
  if (confirmed.has(key)) throw invalid('fluxnode-tx-already-in-confirm-chain');
  const found = coin(key);
  if (found === null) throw invalid('fluxnode-tx-coins-not-found');
  if (found.spent !== null) throw invalid('fluxnode-tx-coins-not-available');
  checkOwner(tx, found);
};

/** May a node confirm again at this height (CheckConfirmationHeights)? */
export const isConfirmDue = (node: NodeEntry, ip: string, height: number, { rules }: NodeRegistry): boolean =>
  (ip !== node.ip && height - node.lastConfirmedHeight >= rules.ipChangeAfter) ||
  height - node.lastConfirmedHeight > rules.confirmAfter;

const checkConfirmContext = (tx: ConfirmTx, height: number, { registry }: NodeChecks): void => {
  const key = nodeKeyOf(tx.collateral);
  const { started, banned, confirmed } = registry.state;
  const node = started.get(key) ?? banned.get(key) ?? confirmed.get(key);
  if (node === undefined) throw failed('', 'fluxnode-data-not-found');
  if (tierNumber(node.tier) > tx.benchmarkTier) throw invalid('fluxnode-tx-benchmark-tier-to-low-for-collateral');
  if (!isSignedBy(node.nodeKey, confirmText(tx), tx.signature)) throw failed('', 'confirm-signature');
  if (tx.updateType === 0) {
    if (!started.has(key)) throw invalid('fluxnode-tx-invalid-confirm-outpoint-not-started');
    return;
  }
  const listed = confirmed.get(key);
  if (listed === undefined) throw invalid('fluxnode-tx-invalid-update-confirm-outpoint-not-confirmed');
  if (!isConfirmDue(listed, tx.ip, height, registry)) {
    throw invalid('fluxnode-tx-invalid-update-confirm-outpoint-not-confirmed-or-too-soon');
  }
};

/** Rules of the chain at the height of the block it would stand in. */
export const checkNodeContext = (tx: NodeTx, height: number, checks: NodeChecks): void => {
  if (tx.kind === 'start') checkStartContext(tx, checks);
  else checkConfirmContext(tx, height, checks);
};

const badInput = (words: string): Error => invalid(`bad-txns-fluxnode-inputs-invalid-spent-or-bad-value-${words}`);

/** The collateral itself (CheckFluxnodeTxInput); gives the coin. */
export const checkCollateral = (tx: NodeTx, height: number, checks: NodeChecks, withMempool: boolean): Coin => {
  const key = nodeKeyOf(tx.collateral);
  const coin = checks.coin(key);
  if (coin === null || coin.spent !== null || coin.height === null || (withMempool && checks.isSpentInMempool(key))) {
    throw badInput('Coins not available');
  }
  const { collateralConfirmations } = checks.registry.rules;
  if (height - coin.height < collateralConfirmations) throw badInput('Minimum height requirement not met');
  if (tierOf(coin.value) === null) throw badInput("Couldn't get coin tier from amount");
  return coin;
};

/** What the mempool says of times and rivals. `pendingSigTime`: of the transaction that waits for the same outpoint. */
export const checkMempoolTime = (
  tx: NodeTx,
  now: number,
  pendingSigTime: number | null,
  { registry }: NodeChecks,
): void => {
  if (pendingSigTime !== null && tx.sigTime <= pendingSigTime) {
    throw refused(reject.duplicate, 'fluxnode-tx-outpoint-sigTime-older-cant-replace');
  }
  const { maxSigAgeSeconds } = registry.rules;
  if (now - tx.sigTime > maxSigAgeSeconds) throw refused(reject.duplicate, 'fluxnode-tx-sig-to-old');
  if (tx.kind === 'confirm' && now - tx.benchmarkSigTime > maxSigAgeSeconds) {
    throw refused(reject.duplicate, 'fluxnode-tx-bench-sig-to-old');
  }
};

/** The entry a mined START makes. */
export const startedEntry = (tx: StartTx, coin: Coin): Omit<NodeEntry, 'addedHeight'> => ({
  key: nodeKeyOf(tx.collateral),
  ...tx.collateral,
  tier: tierOf(coin.value) ?? 'CUMULUS',
  amount: coin.value,
  address: payeeOf(tx),
  nodeKey: tx.nodeKey,
  confirmedHeight: 0,
  lastConfirmedHeight: 0,
  lastPaidHeight: 0,
  ip: '',
});
