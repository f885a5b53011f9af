export interface RecipientRuling {
  /** T-04: nothing was ever paid to this address by this account, as far as the authenticated list knows. */
  readonly isFirstPayment: boolean;
  readonly asksPassword: boolean;
}

/**
 * First payments are said to be such, and ask for the password from `passwordFrom` on (`null`: never). `known` is the
 * authenticated list of canonical addresses; one that could not be read is passed as `null` and makes every payment a first.
 */
export function ruleOnRecipient(
  recipient: { readonly address: string; readonly amount: bigint },
  known: ReadonlySet<string> | null,
  passwordFrom: bigint | null,
): RecipientRuling {
  const isFirstPayment = known === null || !known.has(recipient.address);
  return { isFirstPayment, asksPassword: isFirstPayment && passwordFrom !== null && recipient.amount >= passwordFrom };
}
