/** Web permissions: none, but the camera for the app window while a scan is on (E-13). */
import type { Session } from 'electron';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import { kindOfUrl } from '../../windows/window-kinds.ts';
import type { WindowRegistry } from '../../windows/window-registry.ts';
import type { ModuleHooks } from './module.ts';

const SCAN_LIMIT_MS = 120_000;

export interface CameraGate {
  /** Opens for two minutes from now. */
  begin(): void;
  end(): void;
  isOpen(): boolean;
}

export function createCameraGate(clock: Clock): CameraGate {
  let openUntilMs = 0;
  return {
    begin() {
      openUntilMs = clock.now() + SCAN_LIMIT_MS;
    },
    end() {
      openUntilMs = 0;
    },
    isOpen: () => clock.now() < openUntilMs,
  };
}

type PermissionSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setBluetoothPairingHandler'
>;

/** What a page says about itself when it asks. Missing parts refuse. */
export interface PermissionQuestion {
  readonly contentsId: number | undefined;
  readonly permission: string;
  readonly mediaTypes: readonly string[];
  readonly origin: string | undefined;
  readonly isMainFrame: boolean;
}

/** True for video alone, asked by the top frame of the app window at its own origin, while the gate is open. */
export function allowPermission(question: PermissionQuestion, gate: CameraGate, windows: WindowRegistry): boolean {
  return (
    question.permission === 'media' &&
    question.mediaTypes.length === 1 &&
    question.mediaTypes[0] === 'video' &&
    question.isMainFrame &&
    question.origin !== undefined &&
    kindOfUrl(question.origin) === 'app' &&
    question.contentsId !== undefined &&
    windows.kindOf(question.contentsId) === 'app' &&
    gate.isOpen()
  );
}

export interface PermissionParts {
  /** The partitions of the windows and the default session, which nothing should be using. */
  sessions(): readonly PermissionSession[];
  readonly gate: CameraGate;
  readonly windows: WindowRegistry;
}

export function initPermissions(parts: PermissionParts): ModuleHooks {
  return {
    onReady() {
      for (const session of parts.sessions()) {
        session.setPermissionRequestHandler((contents, permission, callback, details) => {
          const media = 'mediaTypes' in details ? details.mediaTypes : undefined;
          const origin = 'securityOrigin' in details ? details.securityOrigin : undefined;
          callback(
            allowPermission(
              {
                contentsId: contents.id,
                permission,
                mediaTypes: media ?? [],
                origin,
                isMainFrame: details.isMainFrame,
              },
              parts.gate,
              parts.windows,
            ),
          );
        });
        session.setPermissionCheckHandler((contents, permission, requestingOrigin, details) =>
          allowPermission(
            {
              contentsId: contents?.id,
              permission,
              mediaTypes: details.mediaType === undefined ? [] : [details.mediaType],
              origin: requestingOrigin,
              isMainFrame: details.isMainFrame,
            },
            parts.gate,
            parts.windows,
          ),
        );
        session.setDevicePermissionHandler(() => false);
        session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
        session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
      }
    },
    onQuit() {
      parts.gate.end();
    },
  };
}
