/** A refusal of the service, in its envelope with status 200. */
export class FusionError extends Error {
  override readonly name = 'FusionError';
}
