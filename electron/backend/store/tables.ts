/**
 * Everything that is kept, declared once: whose it is, whether it is sealed with the account's storage key, and whether
 * its row keys may stand in a log (values never may). A table that is not listed here does not exist.
 */
export interface TableRules {
  /** `device`: one set per profile. `account`: rows belong to one account and go when it is forgotten. */
  readonly owner: 'device' | 'account';
  /** Sealed with the storage key; its row keys are keyed hashes, so neither content nor txids can be read from the file. */
  readonly private: boolean;
  readonly keysInLogs: boolean;
  readonly holds: string;
}

export const tables = {
  accounts: { owner: 'device', private: false, keysInLogs: true, holds: 'accounts known on this device' },
  settings: { owner: 'device', private: false, keysInLogs: true, holds: 'settings of this device' },
  throttle: {
    owner: 'device',
    private: false,
    keysInLogs: false,
    holds: 'failed unlock attempts by salted hash of the name',
  },
  device: { owner: 'device', private: false, keysInLogs: true, holds: 'random key that authenticates device rows' },
  blobs: {
    owner: 'account',
    private: false,
    keysInLogs: true,
    holds: 'blobs sealed by the signer with keys that never come here',
  },
  proof: { owner: 'account', private: true, keysInLogs: false, holds: 'a row that only the right storage key opens' },
  sends: { owner: 'account', private: true, keysInLogs: false, holds: 'journal of payments with their signed bytes' },
  receive: { owner: 'account', private: true, keysInLogs: false, holds: 'how many receive addresses were handed out' },
  'fusion-swaps': { owner: 'account', private: true, keysInLogs: false, holds: 'journal of swaps through Fusion' },
  'fusion-claims': { owner: 'account', private: true, keysInLogs: false, holds: 'journal of claims through Fusion' },
  'fusion-addresses': {
    owner: 'account',
    private: true,
    keysInLogs: false,
    holds: 'deposit addresses of Fusion that the person has agreed to',
  },
  labels: { owner: 'account', private: true, keysInLogs: false, holds: 'labels of transactions, addresses and coins' },
  tokens: { owner: 'account', private: true, keysInLogs: false, holds: 'tokens the person has accepted' },
  frozen: { owner: 'account', private: true, keysInLogs: false, holds: 'frozen outputs' },
  snapshots: {
    owner: 'account',
    private: true,
    keysInLogs: false,
    holds: 'last known addresses and outputs with source and age',
  },
  activity: { owner: 'account', private: true, keysInLogs: false, holds: 'cache of the history' },
  nodes: {
    owner: 'account',
    private: true,
    keysInLogs: false,
    holds: 'FluxNodes: names, addresses, what was seen last',
  },
  starts: {
    owner: 'account',
    private: true,
    keysInLogs: false,
    holds: 'journal of node starts with their signed bytes',
  },
  logins: { owner: 'account', private: true, keysInLogs: false, holds: 'Flux ID logins: host, time, identity' },
  merges: { owner: 'account', private: true, keysInLogs: false, holds: 'plans of consolidations under way' },
} as const satisfies Record<string, TableRules>;

export type TableName = keyof typeof tables;

type Of<Owner extends TableRules['owner'], Private extends boolean> = {
  [Name in TableName]: (typeof tables)[Name] extends { owner: Owner; private: Private } ? Name : never;
}[TableName];

export type DeviceTable = Of<'device', false>;
export type OpenAccountTable = Of<'account', false>;
export type PrivateTable = Of<'account', true>;
