/** What a static check has to say: a place and a sentence. No finding means the check passed. */
export interface Finding {
  readonly where: string;
  readonly what: string;
}

export function formatFinding(finding: Finding): string {
  return `${finding.where}: ${finding.what}`;
}
