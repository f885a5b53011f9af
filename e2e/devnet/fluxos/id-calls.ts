/** `/id` and `/payment` (services/idService.js, paymentService.js). */
import { randomBytes } from 'node:crypto';
import type { Reply } from '../api/exchange.ts';
import { ensureObject, type FluxOsCall, type FluxOsHandler, require, sessionJson } from './call.ts';
import { FluxOsError, note, success } from './envelope.ts';

const loginPhrase: FluxOsHandler = ({ node }) => {
  if (node.dosState > 10 || node.dosMessage !== null)
    throw new FluxOsError(String(node.dosMessage), 'CONNERROR', node.dosState);
  return success(node.sessions.newPhrase());
};

const body = (call: FluxOsCall) => ensureObject(call.request.body);

const verifyLogin: FluxOsHandler = (call) => {
  const fields = body(call);
  const { sessions } = call.node;
  const session = sessions.login({
    zelid: fields.zelid ?? fields.address ?? '',
    signature: fields.signature ?? '',
    loginPhrase: fields.loginPhrase ?? fields.message ?? '',
  });
  const privilage = sessions.privilegeOf(session.zelid);
  return success({
    message: 'Successfully logged in',
    signature: session.signature,
    privilage,
    ...sessionJson(session),
  });
};

const provideSign: FluxOsHandler = (call) => {
  const fields = body(call);
  const signature = fields.signature ?? '';
  const message = fields.loginPhrase ?? fields.message ?? '';
  const identifier = call.node.sessions.provide(fields.zelid ?? fields.address ?? '', message, signature);
  const createdAt = new Date(call.nowMs()).toISOString();
  return success({ signature, identifier, createdAt, expireAt: new Date(call.nowMs() + 900_000).toISOString() });
};

const checkPrivilege: FluxOsHandler = (call) => {
  const { zelid = '', signature = '', loginPhrase = '' } = body(call);
  if (zelid === '') throw new FluxOsError('No user Flux ID specificed');
  if (loginPhrase === '') throw new FluxOsError('No user loginPhrase specificed');
  if (signature === '') throw new FluxOsError('No user Flux ID signature specificed');
  const privilege = call.node.sessions.privilegeFor({ zelid, signature, loginPhrase });
  if (privilege === null) throw new FluxOsError('none');
  return note(privilege);
};

const loggedSessions: FluxOsHandler = (call) => {
  const { zelid } = require(call, 'user');
  return success(call.node.sessions.sessionsOf(zelid).map(sessionJson));
};

const logoutCurrent: FluxOsHandler = (call) => {
  const auth = require(call, 'user');
  call.node.sessions.remove(({ zelid, loginPhrase }) => zelid === auth.zelid && loginPhrase === auth.loginPhrase);
  return note('Successfully logged out');
};

const logoutAll: FluxOsHandler = (call) => {
  const auth = require(call, 'user');
  call.node.sessions.remove(({ zelid }) => zelid === auth.zelid);
  return note('Successfully logged out all sessions');
};

const logoutSpecific: FluxOsHandler = (call) => {
  require(call, 'user');
  const phrase = body(call).loginPhrase ?? '';
  const removed = call.node.sessions.remove((session) => session.loginPhrase === phrase);
  return note(removed === 0 ? 'Specified user was already logged out' : 'Session successfully logged out');
};

const paymentRequest: FluxOsHandler = ({ nowMs }) =>
  success({ paymentId: `${nowMs()}_${randomBytes(6).toString('hex')}` });

const verifyPayment: FluxOsHandler = (call): Reply => {
  const fields = body(call);
  const paymentId = call.request.query.get('paymentid') ?? fields.paymentid ?? '';
  const txid = fields.transaction_id ?? fields.txid ?? '';
  if (paymentId === '') throw new FluxOsError('No payment ID is specified');
  if (txid === '') throw new FluxOsError('No transaction ID is specified');
  if ((fields.coin ?? '') === '') throw new FluxOsError('No coin is specified');
  if (Number(paymentId.slice(0, 13)) < call.nowMs() - 3_600_000) throw new FluxOsError('Payment request has expired');
  call.node.operations.push(`payment ${txid}`);
  return success({
    message: 'Payment received successfully',
    paymentId,
    txid,
    success_url: 'https://home.example/success',
  });
};

/** By method and path; `/zelid/…` is the older name of `/id/…`. */
export const idCalls: readonly (readonly [string, FluxOsHandler])[] = [
  ['GET /id/loginphrase', loginPhrase],
  ['GET /id/emergencyphrase', ({ node }) => success(node.sessions.newPhrase())],
  ['POST /id/verifylogin', verifyLogin],
  ['POST /id/providesign', provideSign],
  ['POST /id/checkprivilege', checkPrivilege],
  ['GET /id/loggedsessions', loggedSessions],
  ['GET /id/logoutcurrentsession', logoutCurrent],
  ['GET /id/logoutallsessions', logoutAll],
  ['POST /id/logoutspecificsession', logoutSpecific],
  ['GET /payment/paymentrequest', paymentRequest],
  ['POST /payment/verifypayment', verifyPayment],
];
