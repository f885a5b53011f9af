/** Nodes while locked: by their outpoints alone, asked for among all nodes, so that nobody learns whose they are. */
import {
  type AlertMemory,
  type CollateralFacts,
  gatherAlerts,
  judgeAlert,
  type NodeAlert,
  type Notice,
  nodeState,
} from '../../../../wallet-core/nodes/index.ts';
import type { Clock, Logger } from '../../../../wallet-core/ports/index.ts';
import { logError } from '../../system/log-error.ts';
import type { Lists, NodeSources } from './sources.ts';

export interface WatchedNode {
  readonly key: string;
  /** As it was known at the lock. */
  readonly collateral: CollateralFacts;
  readonly seenConfirm: number | null;
  readonly memory: AlertMemory;
}

export interface NodeWatch {
  begin(nodes: readonly WatchedNode[]): void;
  end(): void;
  /** What was raised for a node while locked, once; `undefined` when nothing is known. */
  raised(key: string): AlertMemory['raised'] | undefined;
}

export interface NodeWatchOptions {
  readonly sources: NodeSources;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly notice: (notice: Notice) => void;
}

const LOOK_EVERY_MS = 5 * 60_000;

export function createNodeWatch({ sources, clock, logger, notice }: NodeWatchOptions): NodeWatch {
  let current: AbortController | undefined;
  const memories = new Map<string, AlertMemory>();
  const confirms = new Map<string, number>();

  function judge(nodes: readonly WatchedNode[], lists: Lists): void {
    const alerts: NodeAlert[] = [];
    for (const { key, collateral, seenConfirm, memory } of nodes) {
      const row = lists.rowOf.get(key) ?? null;
      if (row !== null && row.confirmedHeight > 0) confirms.set(key, row.lastConfirmedHeight);
      const state = nodeState({
        height: lists.height,
        collateral,
        start: lists.started.get(key) ?? null,
        dos: lists.banned.get(key) ?? null,
        confirmed: row,
        pendingStart: null,
        rememberedConfirm: confirms.get(key) ?? seenConfirm,
      });
      const judged = judgeAlert(key, state, memories.get(key) ?? memory);
      memories.set(key, judged.memory);
      if (judged.alert !== null) alerts.push(judged.alert);
    }
    for (const one of gatherAlerts(alerts)) notice(one);
  }

  async function watch(nodes: readonly WatchedNode[], signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await clock.sleep(LOOK_EVERY_MS, signal);
      try {
        const lists = await sources.read(signal);
        if (!signal.aborted) judge(nodes, lists);
      } catch (thrown) {
        if (!signal.aborted) logError(logger, 'watch.unasked', thrown);
      }
    }
  }

  return {
    begin: (nodes) => {
      current?.abort();
      current = undefined;
      memories.clear();
      confirms.clear();
      if (nodes.length === 0) return;
      current = new AbortController();
      const { signal } = current;
      watch(nodes, signal).catch((thrown: unknown) => {
        if (!signal.aborted) logError(logger, 'watch.failed', thrown, 'error');
      });
    },
    end: () => {
      current?.abort();
      current = undefined;
    },
    raised: (key) => {
      const raised = memories.get(key)?.raised;
      memories.delete(key);
      return raised;
    },
  };
}
