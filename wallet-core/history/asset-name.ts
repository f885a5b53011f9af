import { findAsset } from '../assets/index.ts';
import type { Activity } from '../chain-contract/index.ts';

export interface AssetName {
  readonly symbol: string;
  readonly decimals: number;
}

/** What moved, as people call it; `undefined` for a token without a name here. */
export type NameOf = (activity: Activity) => AssetName | undefined;

export const nameInTable: NameOf = ({ chain, asset }) => findAsset(chain, asset ?? 'native');
