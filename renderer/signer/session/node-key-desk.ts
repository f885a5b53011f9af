import { signBitcoinMessage } from '../../../chains/bitcoin/message.ts';
import { toWireError } from '../../../wallet-core/errors/index.ts';
import { fromOutpointText, type PayloadOf } from '../../../wallet-core/ipc/index.ts';
import { fluxConfLines, formatNodeConf, handOverBody } from '../../../wallet-core/nodes/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import { toHex } from '../../../wallet-core/primitives/index.ts';
import { fluxIdPath, fluxNodeIdentityPath } from '../../../wallet-core/seed/index.ts';
import type { AccountDesk } from './account-desk.ts';
import type { MainPort } from './main-port.ts';
import type { ScreenStore } from './screen-store.ts';
import type { FactorGate } from './second-factor/factor-gate.ts';
import type { OpenAccount, Session } from './session.ts';

export interface NodeKeyDeskDeps {
  readonly main: MainPort;
  readonly screens: ScreenStore;
  readonly session: Session;
  readonly clock: Clock;
  readonly accounts: AccountDesk;
  readonly gate: Pick<FactorGate, 'pass'>;
}

/** The lines go off the screen after this long. */
const SHOWN_MS = 180_000;

type Asked = PayloadOf<'signer.open-node-key'>;

interface Held {
  readonly account: OpenAccount;
  readonly asked: Asked;
  /** WIF of the node's identity: it makes a node identify itself and moves no coins. */
  readonly wif: string;
}

/** The identity key of a node with the lines it belongs in, and the hand-over of its settings to its installer. */
export class NodeKeyDesk {
  readonly #deps: NodeKeyDeskDeps;
  #held: Held | null = null;
  #timer: AbortController | null = null;

  constructor(deps: NodeKeyDeskDeps) {
    this.#deps = deps;
    deps.accounts.onLeave(() => this.forget());
  }

  /** The key is a secret of the account: shown and signed for after its second factor, if one is set. */
  async open(asked: Asked): Promise<void> {
    const { session, gate, screens, accounts } = this.#deps;
    const account = session.find(asked.accountId);
    if (account === undefined) return;
    const passed = await gate.pass(account, 'export', { holdsDecision: false }).catch(() => null);
    if (passed === null) {
      if (screens.read().kind === 'factor') await accounts.returnToOpen();
      return;
    }
    const { keyring } = account.candidate.keys;
    this.#held = { account, asked, wif: keyring.unsafeWif(fluxNodeIdentityPath(asked.index)) };
    this.#present({});
  }

  /** `conf`: lines of flux.conf; `list`: the line of fluxnode.conf. */
  show(which: 'conf' | 'list', element: HTMLElement, visible: boolean): void {
    element.textContent = visible ? this.#text(which) : '';
  }

  async copy(which: 'conf' | 'list'): Promise<boolean> {
    const text = this.#text(which);
    if (text === '') return false;
    return this.#deps.main('clipboard.secret', { text }).then(
      () => true,
      () => false,
    );
  }

  /** Leaves the settings at storage.runonflux.io, signed by the Flux ID: whoever has the words can read them for a day. */
  async handOver(): Promise<void> {
    const held = this.#held;
    if (held === null) return;
    const { keyring } = held.account.candidate.keys;
    const body = handOverBody({
      adminId: keyring.accountPublicKeys().fluxId ?? '',
      nodeKey: held.wif,
      collateral: fromOutpointText(held.asked.key),
      nodeName: held.asked.name ?? 'node',
    });
    this.#present({ busy: true });
    try {
      const signature = signBitcoinMessage(body, fluxIdPath(), keyring);
      const { words } = await this.#deps.main('node.hand-over', { accountId: held.asked.accountId, body, signature });
      if (this.#held === held) this.#present({ words });
    } catch (thrown) {
      if (this.#held === held) this.#present({ error: toWireError(thrown) });
    }
  }

  forget(): void {
    this.#timer?.abort();
    this.#timer = null;
    this.#held = null;
  }

  #text(which: 'conf' | 'list'): string {
    const held = this.#held;
    if (held === null) return '';
    const { asked, wif } = held;
    const collateral = fromOutpointText(asked.key);
    if (which === 'conf') return fluxConfLines(wif, collateral).join('\n');
    const alias = (asked.name ?? '').replaceAll(/[^!-~]/g, '-').replace(/^#/, '-') || `node-${asked.index + 1}`;
    return formatNodeConf([{ alias, host: asked.host ?? '127.0.0.1', key: wif, collateral }]).trimEnd();
  }

  #present(change: {
    readonly busy?: boolean;
    readonly words?: string;
    readonly error?: ReturnType<typeof toWireError>;
  }) {
    const held = this.#held;
    if (held === null) return;
    const { clock, screens, accounts } = this.#deps;
    const { account, asked } = held;
    const { publicKey } = account.candidate.keys.keyring.fluxNodeIdentity(asked.index);
    screens.show({
      kind: 'node-key',
      account: account.known,
      index: asked.index,
      name: asked.name,
      publicKey: toHex(publicKey),
      hideAtMs: clock.now() + SHOWN_MS,
      busy: change.busy ?? false,
      words: change.words ?? null,
      error: change.error ?? null,
    });
    this.#timer?.abort();
    const timer = new AbortController();
    this.#timer = timer;
    clock.sleep(SHOWN_MS, timer.signal).then(
      () => {
        if (this.#held === held) void accounts.returnToOpen();
      },
      () => undefined,
    );
  }
}
