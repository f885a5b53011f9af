import type { LucideIcon } from 'lucide-react';
import {
  ArrowDownLeft,
  ArrowLeftRight,
  ArrowUpRight,
  BadgeCheck,
  Coins,
  Fingerprint,
  LayoutDashboard,
  ScrollText,
  Server,
  Settings,
} from 'lucide-react';
import type { MessageId } from '../../ui/index.ts';
import { createStore } from '../state/view-store.ts';

export const routeIds = [
  'portfolio',
  'send',
  'receive',
  'activity',
  'coins',
  'tokens',
  'nodes',
  'fusion',
  'flux-id',
  'settings',
] as const;
export type RouteId = (typeof routeIds)[number];

export interface RouteMeta {
  readonly id: RouteId;
  readonly label: MessageId & `route.${string}`;
  readonly icon: LucideIcon;
  /** Where it stands in the rail. */
  readonly place: 'main' | 'foot';
  /** Meaningless for an account that cannot sign. */
  readonly needsKeys: boolean;
}

/** Every screen of this window, in the order of the rail. */
export const routes: readonly RouteMeta[] = [
  { id: 'portfolio', label: 'route.portfolio', icon: LayoutDashboard, place: 'main', needsKeys: false },
  { id: 'send', label: 'route.send', icon: ArrowUpRight, place: 'main', needsKeys: true },
  { id: 'receive', label: 'route.receive', icon: ArrowDownLeft, place: 'main', needsKeys: false },
  { id: 'activity', label: 'route.activity', icon: ScrollText, place: 'main', needsKeys: false },
  { id: 'coins', label: 'route.coins', icon: Coins, place: 'main', needsKeys: false },
  { id: 'tokens', label: 'route.tokens', icon: BadgeCheck, place: 'main', needsKeys: false },
  { id: 'nodes', label: 'route.nodes', icon: Server, place: 'main', needsKeys: false },
  { id: 'fusion', label: 'route.fusion', icon: ArrowLeftRight, place: 'main', needsKeys: false },
  { id: 'flux-id', label: 'route.flux-id', icon: Fingerprint, place: 'main', needsKeys: true },
  { id: 'settings', label: 'route.settings', icon: Settings, place: 'foot', needsKeys: false },
];

export interface RouteView {
  readonly route: RouteId;
  /** The person has gone somewhere: from then on a new screen takes the focus. */
  readonly moved: boolean;
}

export const useRoute = createStore<RouteView>('route', { route: 'portfolio', moved: false });

/** Shows a screen. There is no address bar and no history: a page load is a session. */
export function goTo(route: RouteId): void {
  useRoute.setState({ route, moved: true });
}
