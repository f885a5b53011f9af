import { type ErrorWords, notSent, unaffected } from './error-words.ts';

/** FluxNodes, the Flux ID, merging of payouts. */
export const nodeWords = {
  'node.unknown': {
    title: 'This node is not in the list',
    meaning: unaffected,
    next: 'Refresh the nodes, or add it by its collateral.',
  },
  'node.unreachable': {
    title: 'The node’s server cannot be reached from here',
    meaning: 'The node may still be confirmed: the network decides that, not this connection.',
    next: 'Check that the server runs and that its ports are open.',
  },
  'node.no-address': {
    title: 'The address of the node’s server is not known',
    meaning: notSent,
    next: 'Enter its address in the node’s set-up.',
  },
  'node.certificate-new': {
    title: 'The node’s certificate has not been compared yet',
    meaning: 'Nothing was sent to it, and no login.',
    next: 'Compare the fingerprint with the one on the server, then trust it.',
  },
  'node.certificate-changed': {
    title: 'The node shows another certificate than the trusted one',
    meaning: 'Nothing was sent to it. Somebody may stand between you and the node, or it was installed anew.',
    next: 'Compare the new fingerprint on the server before trusting it.',
  },
  'node.plain-http': {
    title: 'This node is reached without encryption only',
    meaning: 'Nothing was sent. Anybody on the way could read the login and use it.',
    next: 'Use its encrypted port, or allow it for this node of yours.',
  },
  'node.login-needed': {
    title: 'You are not logged in to this node',
    meaning: 'Nothing was done there.',
    next: 'Log in with your Flux ID and try again.',
  },
  'node.not-allowed': {
    title: 'The node does not allow you to do this',
    meaning: 'Nothing was done there. Only the Flux ID in its configuration may operate it.',
    next: 'Open the account whose Flux ID stands in the node’s configuration.',
  },
  'node.refused': {
    title: 'The network refused the start',
    meaning: 'The node was not started. Its collateral is untouched.',
    next: 'Read the reason at the node, and start it again when it is possible.',
  },
  'node.bad-script': {
    title: 'This is not a script of a shared address',
    meaning: 'Nothing was added.',
    next: 'Copy the redeem script from the wallet that made the address.',
  },
  'zelid.none': {
    title: 'This account has no Flux ID to sign with',
    meaning: 'Nothing was signed.',
    next: 'Open an account of yours that holds its keys.',
  },
  'zelid.refused-text': {
    title: 'This text is not signed',
    meaning: 'Signing it could give away coins, a node or a login. Nothing was signed.',
    next: 'Go back to the page and request a new login, or ask its owner what it is for.',
  },
  'zelid.refused-callback': {
    title: 'The answer would go to a place that is not safe',
    meaning: 'Nothing was signed and nothing was sent there.',
    next: 'Open the page over https and try again.',
  },
  'zelid.login-needed': {
    title: 'Logging out there takes a new login',
    meaning: 'The session there goes on for now. Signed logins are not kept on this device.',
    next: 'Sign a new login for it; it is used for logging out.',
  },
  'zelid.login-refused': {
    title: 'The other side did not take the login',
    meaning: 'You are not logged in there. The signed login is good for nothing else than the time it has left.',
    next: 'Request a new login on the page and sign that one.',
  },
  'consolidation.nothing': {
    title: 'There is nothing to merge',
    meaning: unaffected,
    next: 'Raise the limit, or come back when there are more small payments.',
  },
  'consolidation.changed': {
    title: 'The coins have changed since the plan was made',
    meaning: `${notSent} Nothing is merged twice.`,
    next: 'Make a new plan.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
