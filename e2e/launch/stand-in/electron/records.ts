/** What the app did to the system around it, for the launcher to read. */
export interface Records {
  readonly openedLinks: string[];
  readonly shownItems: string[];
  readonly dialogs: { readonly kind: string; readonly options: unknown }[];
  readonly notifications: { readonly title: string; readonly body: string }[];
  readonly refusedWindows: string[];
  readonly refusedDownloads: string[];
  readonly permissions: {
    readonly origin: string;
    readonly video: boolean;
    readonly audio: boolean;
    readonly granted: boolean;
  }[];
  /** PDF of each print, base64. */
  readonly prints: string[];
  readonly protocolClients: string[];
}

export const records: Records = {
  openedLinks: [],
  shownItems: [],
  dialogs: [],
  notifications: [],
  refusedWindows: [],
  refusedDownloads: [],
  permissions: [],
  prints: [],
  protocolClients: [],
};
