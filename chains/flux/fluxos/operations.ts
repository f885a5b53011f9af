/**
 * What an operator can have a node do (RunOnFlux/flux routes.js). They are GETs with effects, cached by address across
 * users for half a minute, so each carries a query nobody has used; the login goes along as a header.
 */
export const nodeOperations = Object.freeze({
  'restart-fluxos': operation('/flux/restart', 'admin'),
  'soft-update-fluxos': operation('/flux/softupdateflux', 'adminandfluxteam'),
  'hard-update-fluxos': operation('/flux/hardupdateflux', 'adminandfluxteam'),
  'update-daemon': operation('/flux/updatedaemon', 'adminandfluxteam'),
  'restart-daemon': operation('/flux/restartdaemon', 'adminandfluxteam'),
  'update-benchmark': operation('/flux/updatebenchmark', 'adminandfluxteam'),
  'restart-benchmark': operation('/flux/restartbenchmark', 'adminandfluxteam'),
  'rerun-benchmark': operation('/benchmark/restartnodebenchmarks', 'adminandfluxteam'),
  'read-fluxos-log': operation('/flux/tailerrorlog', 'adminandfluxteam'),
  'read-daemon-log': operation('/flux/taildaemondebug', 'adminandfluxteam'),
  'read-benchmark-log': operation('/flux/tailbenchmarkdebug', 'adminandfluxteam'),
});

export type NodeOperationId = keyof typeof nodeOperations;

export interface NodeOperation {
  readonly path: string;
  /** What the node asks for: the operator, or the operator or the Flux team. */
  readonly privilege: 'admin' | 'adminandfluxteam';
}

function operation(path: string, privilege: NodeOperation['privilege']): NodeOperation {
  return Object.freeze({ path, privilege });
}
