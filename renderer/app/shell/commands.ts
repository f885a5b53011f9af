/** Everything the palette and the shortcuts can do, each once. */
import { type ErrorCode, toWireError } from '../../../wallet-core/errors/index.ts';
import { describeError, t, toast } from '../../ui/index.ts';
import { call, copyText } from '../api/index.ts';
import { startOver, useSend } from '../features/send/send-store.ts';
import { changeSettings } from '../features/settings/settings-actions.ts';
import { goTo, routes } from '../routes/router.ts';
import { canSend, useSnapshots } from '../state/index.ts';
import { useShell } from './shell-store.ts';

export interface Command {
  readonly id: string;
  readonly words: string;
  readonly keys: readonly string[];
  readonly run: () => void;
}

/** `unsaid`: failures that change nothing for the person. */
async function attempt(action: () => Promise<unknown>, unsaid: readonly ErrorCode[] = []): Promise<void> {
  try {
    await action();
  } catch (thrown) {
    const { code } = toWireError(thrown);
    if (code !== 'session.locked' && !unsaid.includes(code)) toast('danger', describeError(code).title);
  }
}

export function lock(): void {
  void attempt(() => call('session.lock', {}));
}

/** Pressed faster than the backend takes it, the refresh under way is the one that was wanted. */
export function refresh(): void {
  void attempt(() => call('sync.refresh', {}), ['ipc.rate-limited']);
}

export function toggleAmounts(): void {
  const { settings } = useSnapshots.getState();
  if (settings !== null) void changeSettings({ hideAmounts: !settings.hideAmounts });
}

function copyReceiveAddress(): void {
  void attempt(async () => {
    const { current } = await call('receive.read', { chain: 'flux' });
    toast((await copyText(current.address)) ? 'positive' : 'danger', t('commands.addressCopied'));
  });
}

function newPayment(): void {
  const { step } = useSend.getState();
  if (step.kind !== 'preparing' && step.kind !== 'signing') startOver();
  goTo('send');
}

/** The screens this account has, in the order of the rail. */
export function availableRoutes() {
  const able = canSend(useSnapshots.getState());
  return routes.filter((route) => able || !route.needsKeys);
}

/** All commands that make sense now. */
export function commandsNow(): readonly Command[] {
  const state = useSnapshots.getState();
  const hidden = state.settings?.hideAmounts === true;
  const command = (id: string, words: string, run: () => void, keys: readonly string[] = []): Command => ({
    id,
    words,
    keys,
    run,
  });
  return [
    ...availableRoutes().map((route, at) =>
      command(
        `go-${route.id}`,
        t('commands.go', { screen: t(route.label) }),
        () => goTo(route.id),
        // A digit each; what comes after the ninth is reached by its name.
        at < 9 ? ['Ctrl', (at + 1).toString()] : [],
      ),
    ),
    ...(canSend(state) ? [command('new-payment', t('commands.newPayment'), newPayment)] : []),
    command('copy-address', t('commands.copyAddress'), copyReceiveAddress),
    command('hide', hidden ? t('shell.showAmounts') : t('shell.hideAmounts'), toggleAmounts, ['Ctrl', 'H']),
    command('refresh', t('commands.refresh'), refresh, ['Ctrl', 'R']),
    command('theme-light', t('commands.themeLight'), () => void changeSettings({ theme: 'light' })),
    command('theme-dark', t('commands.themeDark'), () => void changeSettings({ theme: 'dark' })),
    command('theme-system', t('commands.themeSystem'), () => void changeSettings({ theme: 'system' })),
    command('shortcuts', t('commands.shortcuts'), () => useShell.setState({ overlay: 'shortcuts' }), ['?']),
    command('lock', t('commands.lock'), lock, ['Ctrl', 'L']),
  ];
}

/** Commands whose words contain every word typed, in any order and case. */
export function matchCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const wanted = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ words }) => wanted.every((one) => words.toLocaleLowerCase().includes(one)));
}
