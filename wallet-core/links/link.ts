import type { AssetIdentifier } from '../assets/index.ts';
import type { ChainId } from '../chain-contract/index.ts';
import { WalletError } from '../errors/index.ts';
import type { AddressCodec } from '../ports/index.ts';
import type { AddressText } from '../primitives/index.ts';

/** Where an answer would go. Shown to the person before anything is sent there (T-11). */
export interface LinkCallback {
  /** As the WHATWG URL parser writes it. */
  readonly url: string;
  /** Lower case, ASCII (`xn--`) form, with the port unless it is the default one. */
  readonly host: string;
  readonly secure: boolean;
}

export interface PayLink {
  readonly kind: 'pay';
  readonly chain: ChainId;
  readonly asset: AssetIdentifier;
  readonly address: AddressText;
  /** Smallest units; `null` when the link leaves it to the payer. */
  readonly amount: bigint | null;
  readonly message: string | null;
  readonly label: string | null;
  /** Never shown as a sign of who asks (T-11). */
  readonly icon: string | null;
  readonly callback: LinkCallback | null;
}

export interface SignLink {
  readonly kind: 'sign';
  /** The text itself, or `null` when it is to be fetched from `messageUrl`. */
  readonly message: string | null;
  readonly messageUrl: string | null;
  readonly icon: string | null;
  readonly callback: LinkCallback | null;
}

export interface GetAddressLink {
  readonly kind: 'getaddress';
  readonly chain: ChainId;
  readonly asset: AssetIdentifier;
  readonly callbackType: 'post' | 'get' | 'deeplink';
  readonly icon: string | null;
  readonly callback: LinkCallback | null;
}

/** A proposal to show. Nothing is signed, sent, fetched or opened because a link says so (E-30). */
export type Link = PayLink | SignLink | GetAddressLink;

export type LinkRefusal =
  | 'too-long'
  | 'control'
  | 'bidi'
  | 'invisible'
  | 'encoding'
  | 'scheme'
  | 'form'
  | 'duplicate'
  | 'parameter'
  | 'address'
  | 'amount'
  | 'action'
  | 'coin'
  | 'missing'
  | 'callback'
  | 'icon'
  | 'message-url'
  | 'chain'
  | 'function'
  | 'not-supported';

/** Address checks by chain, passed in by the composition root; a chain without one is not supported in links. */
export type AddressCodecs = Readonly<Partial<Record<ChainId, AddressCodec>>>;

/** The error a person meets for a refused link; the reason goes along as safe data. */
export function linkError(reason: LinkRefusal): WalletError {
  return new WalletError(reason === 'not-supported' ? 'link.not-supported' : 'link.bad-form', { reason });
}
