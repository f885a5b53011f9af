import { Wallet } from 'ethers';
import { describe, expect, it } from 'vitest';
import { keyNamed } from '../testing/flux-signer.ts';
import { compactSignature } from '../testing/node-signer.ts';
import { postForm, runningDevnet } from '../testing/running-devnet.ts';
import { adminId, data, fluxIdOf, operator, staged } from '../testing/staged-node.ts';

describe('signing in at a FluxOS node', () => {
  const login = async (url: string, key = operator) => {
    const phrase = (await data(`${url}/id/loginphrase`)) as { data: string };
    const signature = compactSignature(key, 'Bitcoin Signed Message:\n', phrase.data).toString('base64');
    const zelid = fluxIdOf(key);
    const reply = (await postForm(`${url}/id/verifylogin`, { zelid, signature, loginPhrase: phrase.data })).json;
    const zelidauth = new URLSearchParams({ zelid, signature, loginPhrase: phrase.data }).toString();
    return { phrase: phrase.data, signature, zelid, reply, headers: { zelidauth } };
  };

  it('takes a phrase once, from its owner, with a good signature', async () => {
    const devnet = await runningDevnet();
    const { url } = await staged(devnet);
    const first = await login(url);
    expect(first.reply).toMatchObject({
      status: 'success',
      data: { privilage: 'admin', zelid: adminId, loginPhrase: first.phrase },
    });
    const { zelid, signature, phrase: loginPhrase } = first;
    expect((await postForm(`${url}/id/verifylogin`, { zelid, signature, loginPhrase })).json).toMatchObject({
      status: 'error',
      data: { message: 'Signed message is no longer valid. Please request a new one.' },
    });
    expect((await login(url, keyNamed('stranger'))).reply).toMatchObject({ data: { privilage: 'user' } });
    const fresh = (await data(`${url}/id/loginphrase`)) as { data: string };
    expect((await postForm(`${url}/id/verifylogin`, { zelid, signature, loginPhrase: fresh.data })).json).toMatchObject(
      { data: { message: 'Invalid signature' } },
    );
    expect((await postForm(`${url}/id/verifylogin`, { zelid: 'bc1q', signature, loginPhrase })).json).toMatchObject({
      data: { message: 'Flux ID is not valid' },
    });
  });

  it('takes a 0x identity', async () => {
    const devnet = await runningDevnet();
    const { url } = await staged(devnet);
    const wallet = new Wallet(`0x${'07'.repeat(32)}`);
    const phrase = (await data(`${url}/id/emergencyphrase`)) as { data: string };
    const signature = await wallet.signMessage(phrase.data);
    expect(
      (await postForm(`${url}/id/verifylogin`, { address: wallet.address, signature, message: phrase.data })).json,
    ).toMatchObject({ status: 'success', data: { privilage: 'user' } });
  });

  it('knows privileges, also stateless ones, and does as told only for them', async () => {
    const devnet = await runningDevnet({ fluxosCacheMs: 0 });
    const { url, node } = await staged(devnet);
    const admin = await login(url);
    const { zelid, signature, phrase: loginPhrase, headers } = admin;
    expect((await postForm(`${url}/id/checkprivilege`, { zelid, signature, loginPhrase })).json).toMatchObject({
      data: { message: 'admin' },
    });
    expect(await data(`${url}/flux/restart`, { headers })).toMatchObject({ status: 'success' });
    expect(node.operations).toEqual(['restart']);
    const invented = `${devnet.state().now * 1_000}${'a'.repeat(40)}`;
    const own = compactSignature(operator, 'Bitcoin Signed Message:\n', invented).toString('base64');
    const stateless = new URLSearchParams({ zelid, signature: own, loginPhrase: invented }).toString();
    expect(await data(`${url}/id/loggedsessions?a`, { headers: { zelidauth: stateless } })).toMatchObject({
      status: 'success',
      data: [{ zelid }],
    });
    expect(await data(`${url}/flux/restart?a`, { headers: { zelidauth: stateless } })).toMatchObject({
      data: { name: 'Unauthorized' },
    });
    const raw = `zelid=${zelid}&signature=${signature}&loginPhrase=${loginPhrase}`;
    if (signature.includes('+'))
      expect(await data(`${url}/id/loggedsessions?b`, { headers: { zelidauth: raw } })).toMatchObject({
        status: 'error',
      });
    expect(await data(`${url}/id/logoutcurrentsession?c`, { headers })).toMatchObject({ status: 'success' });
    expect(await data(`${url}/flux/restart?d`, { headers })).toMatchObject({ status: 'error' });
  });

  it('has the traps of the real one: JSON bodies hang, GETs are answered across users', async () => {
    const devnet = await runningDevnet();
    const { url } = await staged(devnet);
    const hanging = fetch(`${url}/id/verifylogin`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(300),
    });
    await expect(hanging).rejects.toThrow();
    const admin = await login(url);
    const other = await login(url, keyNamed('stranger'));
    const first = await data(`${url}/id/loggedsessions`, { headers: admin.headers });
    expect(await data(`${url}/id/loggedsessions`, { headers: other.headers })).toEqual(first);
    expect(await data(`${url}/id/loggedsessions?ts=1`, { headers: other.headers })).toMatchObject({
      data: [{ zelid: other.zelid }],
    });
    const bypass = { ...other.headers, 'x-apicache-bypass': 'true' };
    expect(await data(`${url}/id/loggedsessions`, { headers: bypass })).toMatchObject({
      data: [{ zelid: other.zelid }],
    });
  });

  it('pushes logins and signatures as query strings over its WebSocket', async () => {
    const devnet = await runningDevnet();
    const { url } = await staged(devnet);
    const pushed = (path: string): Promise<{ readonly text: string; readonly code: number }> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`);
        let text = '';
        socket.onmessage = (event) => {
          text = String(event.data);
        };
        socket.onclose = ({ code }) => resolve({ text, code });
      });
    const phrase = (await data(`${url}/id/loginphrase`)) as { data: string };
    const waiting = pushed(`/ws/id/${phrase.data}`);
    const signature = compactSignature(operator, 'Bitcoin Signed Message:\n', phrase.data).toString('base64');
    await postForm(`${url}/id/verifylogin`, { zelid: adminId, signature, loginPhrase: phrase.data });
    const { text, code } = await waiting;
    expect(code).toBe(4012);
    expect(text.startsWith('status=success&data%5Bmessage%5D=Successfully%20logged%20in&')).toBe(true);
    expect(new URLSearchParams(text).get('data[zelid]')).toBe(adminId);
    expect(await pushed('/ws/id/unknown')).toMatchObject({
      code: 1000,
      text: expect.stringContaining('no%20longer%20valid'),
    });
    const message = `some text to sign that is long enough ${devnet.state().now * 1_000}`;
    const asked = pushed(`/ws/sign/${adminId}${message.slice(-13)}`);
    await postForm(`${url}/id/providesign`, { address: adminId, message, signature: 'abc+/=' });
    expect(await asked).toMatchObject({
      code: 4015,
      text: expect.stringContaining('data%5Bsignature%5D=abc%2B%2F%3D'),
    });
  });
});
