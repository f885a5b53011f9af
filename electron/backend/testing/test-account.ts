import { createEvmSigner } from '../../../chains/_families/evm/sign.ts';
import { fluxCodec } from '../../../chains/flux/codec.ts';
import { fluxSigner } from '../../../chains/flux/sign.ts';
import { accountCodecs, isAccountChain } from '../../../chains/registry.ts';
import type { RequestOf, WireUnsigned, WireUnsignedAccount } from '../../../wallet-core/ipc/index.ts';
import { fromWireUnsigned, fromWireUnsignedAccount, isAccountUnsigned } from '../../../wallet-core/ipc/index.ts';
import { deriveAccountId, Keyring } from '../../../wallet-core/keyring/index.ts';
import { SecretBytes, toHex } from '../../../wallet-core/primitives/index.ts';

export interface TestAccount {
  readonly open: RequestOf<'backend.open'>;
  /** What the signer window would do after the click. */
  sign(unsigned: WireUnsigned | WireUnsignedAccount): Promise<{ readonly signed: string; readonly txid: string }>;
}

/** An account from a made-up seed: its opening request and its signatures. Never send funds to its addresses. */
export function testAccount(filler = 7, changes: Partial<RequestOf<'backend.open'>> = {}): TestAccount {
  const keyring = new Keyring(new SecretBytes(new Uint8Array(64).fill(filler)));
  const { flux, bitcoin, fluxId, evm, watched } = keyring.accountPublicKeys();
  return {
    open: {
      account: {
        accountId: deriveAccountId(flux ?? ''),
        kind: 'password',
        label: 'Savings',
        username: 'anna',
        fingerprint: ['abandon', 'ability', 'able'],
        createdAtMs: 1_700_000_000_000,
        lastOpenedAtMs: null,
      },
      publicKeys: { flux, bitcoin, fluxId, evm, watched: [...watched] },
      storageKey: toHex(new Uint8Array(32).fill(filler)),
      remember: true,
      ...changes,
    },
    sign: async (wire) => {
      if (isAccountUnsigned(wire)) {
        if (!isAccountChain(wire.chain)) throw new TypeError(wire.chain);
        const codec = accountCodecs[wire.chain];
        const unsigned = fromWireUnsignedAccount(wire);
        const { bytes, txid } = codec.combine(unsigned, await createEvmSigner(codec).sign(unsigned, keyring));
        return { signed: toHex(bytes), txid };
      }
      const unsigned = fromWireUnsigned(wire);
      const { bytes, txid } = fluxCodec.combine(unsigned, await fluxSigner.sign(unsigned, keyring));
      return { signed: toHex(bytes), txid };
    },
  };
}
