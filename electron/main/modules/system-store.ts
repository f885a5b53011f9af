/**
 * Small secrets sealed by the operating system for this user (E-34): what quick unlock keeps besides the PIN. Refused
 * where the system would only obscure them. The signer seals its content first; nothing of it is readable here.
 */
import type { SafeStorage, SystemPreferences } from 'electron';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { fromHex, toHex } from '../../../wallet-core/primitives/index.ts';
import type { MainHandlers } from '../ipc/main-handlers.ts';
import { words } from '../words.ts';
import type { ModuleHooks } from './module.ts';

/** Key stores of Linux desktops; `basic_text` and `unknown` are a fixed password in the program. */
const linuxStores: ReadonlySet<string> = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']);

export interface SystemStoreParts {
  readonly safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >;
  readonly systemPreferences: Pick<SystemPreferences, 'canPromptTouchID' | 'promptTouchID'>;
  readonly platform: string;
}

export interface SystemStoreModule extends ModuleHooks {
  readonly handlers: Pick<MainHandlers, 'system-store.status' | 'system-store.seal' | 'system-store.open'>;
}

type Status = Awaited<ReturnType<MainHandlers['system-store.status']>>;

export function initSystemStore({ safeStorage, systemPreferences, platform }: SystemStoreParts): SystemStoreModule {
  function kindOfStore(): string {
    if (platform === 'darwin') return systemPreferences.canPromptTouchID() ? 'keychain-touch-id' : 'keychain';
    if (platform === 'win32') return 'dpapi';
    const backend = safeStorage.getSelectedStorageBackend();
    return linuxStores.has(backend) ? backend : backend === 'basic_text' ? 'plain' : 'unknown';
  }

  async function status(): Promise<Status> {
    const kind = kindOfStore();
    if (kind === 'plain' || kind === 'unknown') return { available: false, kind };
    return { available: await safeStorage.isAsyncEncryptionAvailable().catch(() => false), kind };
  }

  async function assertAvailable(): Promise<string> {
    const { available, kind } = await status();
    if (!available) throw new WalletError('store.no-system-store', { kind });
    return kind;
  }

  /** By itself it protects nothing (Electron says so); it makes a person present before the PIN is asked for. */
  async function askForTouch(kind: string): Promise<void> {
    if (kind !== 'keychain-touch-id') return;
    try {
      await systemPreferences.promptTouchID(words.touchReason);
    } catch (cause) {
      throw new WalletError('approval.rejected', {}, { cause });
    }
  }

  return {
    handlers: {
      'system-store.status': status,
      async 'system-store.seal'({ content }) {
        await assertAvailable();
        try {
          return { sealed: toHex(new Uint8Array(await safeStorage.encryptStringAsync(content))) };
        } catch (cause) {
          throw new WalletError('store.no-system-store', { step: 'seal' }, { cause });
        }
      },
      async 'system-store.open'({ sealed }) {
        await askForTouch(await assertAvailable());
        try {
          return { content: (await safeStorage.decryptStringAsync(Buffer.from(fromHex(sealed)))).result };
        } catch (cause) {
          throw new WalletError('store.no-system-store', { step: 'open' }, { cause });
        }
      },
    },
  };
}
