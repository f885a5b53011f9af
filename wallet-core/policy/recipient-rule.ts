/** From how much on a first payment asks for the password (T-04), in smallest units of the chain's own coin. */
export const passwordFrom = Object.freeze({
  /** 1,000 FLUX: what a person would notice to be gone, and rare enough that the question stays one. */
  flux: 100_000_000_000n,
});

export interface RecipientRuling {
  /** T-04: addresses nothing was ever paid to by this account, as far as the authenticated list knows; each once. */
  readonly firstPayments: readonly string[];
  /** To be asked for the password: an unlocked computer alone must not do to send so much to somebody new. */
  readonly asksPassword: boolean;
}

/**
 * First payments are said to be such, and ask for the password when together they come to `from` or more: one payment
 * to many new addresses is no way around it. `known` is the authenticated list of canonical addresses, own ones
 * included; one that could not be read is passed as `null` and makes every payment a first.
 */
export function ruleOnRecipients(
  recipients: readonly { readonly address: string; readonly amount: bigint }[],
  known: ReadonlySet<string> | null,
  from: bigint,
): RecipientRuling {
  const first = recipients.filter(({ address }) => known === null || !known.has(address));
  const total = first.reduce((sum, { amount }) => sum + amount, 0n);
  return {
    firstPayments: [...new Set(first.map(({ address }) => address))],
    asksPassword: first.length > 0 && total >= from,
  };
}
