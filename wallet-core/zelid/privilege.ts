/** What a login gives on a FluxOS node (verificationHelperUtils.js, idService.js). */
export const privileges = ['user', 'fluxteam', 'admin'] as const;
export type Privilege = (typeof privileges)[number];

/** Flux team and its support (FluxOS config/default.js). */
const teamIds: ReadonlySet<string> = new Set([
  '1hjy4bCYBJr4mny4zCE85J94RXa8W6q37',
  '16iJqiVbHptCx87q6XQwNpKdgEZnFtKcyP',
]);

/**
 * The privilege to expect. `adminId` is the Flux ID in the node's configuration (`/flux/id`); `null` when unknown. A
 * node's own answer counts in the end; another one than expected is worth a word.
 */
export function expectedPrivilege(identity: string, adminId: string | null): Privilege {
  if (teamIds.has(identity)) return 'fluxteam';
  return adminId !== null && adminId === identity ? 'admin' : 'user';
}
