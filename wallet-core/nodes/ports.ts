/** Ports of FluxOS (config/default.js): up to eight nodes share an address, ten apart. */
export const apiPorts: readonly number[] = Object.freeze([
  16_127, 16_137, 16_147, 16_157, 16_167, 16_177, 16_187, 16_197,
]);

export interface NodePorts {
  readonly ui: number;
  readonly api: number;
  /** The same over TLS, with a certificate the node made itself. */
  readonly secureApi: number;
  readonly syncthing: number;
}

/** The ports that one node takes, from its API port; `null` for a port that is none. */
export function nodePorts(api: number): NodePorts | null {
  return apiPorts.includes(api) ? { ui: api - 1, api, secureApi: api + 1, syncthing: api + 2 } : null;
}

/** API ports for `count` more nodes behind an address where `taken` are in use; `null` when there are not that many. */
export function choosePorts(taken: readonly number[], count: number): readonly number[] | null {
  const free = apiPorts.filter((port) => !taken.includes(port));
  return count >= 0 && count <= free.length ? free.slice(0, count) : null;
}
