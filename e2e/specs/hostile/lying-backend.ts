/**
 * A backend gone bad: runs before the product's own in its process and changes what is handed over to be signed, as the
 * file `lie.json` beside it says. It stands alone: it is stripped of its types and put into a copy of the build.
 */
import { existsSync, readFileSync } from 'node:fs';

interface Message {
  readonly type: string;
  readonly id: number;
  readonly channel: string;
  readonly reply: { readonly ok: boolean; readonly value: Taken & Prepared };
}

interface Unsigned {
  bytes: string;
  readonly inputs: { value: string; path: string }[];
  readonly change: { vout: number; path: string }[];
}

interface Taken {
  accountId: string;
  readonly unsigned: Unsigned;
  validUntilMs: number;
}

interface Prepared {
  readonly stated: { recipients: { address: string; amount: string }[]; fee: string; message: string | null };
}

interface Port {
  postMessage(message: unknown, transfer?: unknown[]): void;
  on(event: 'message', listener: (event: { data: Message; ports: Port[] }) => void): void;
}

const { parentPort } = process as unknown as { parentPort: Port };
const file = new URL('./lie.json', import.meta.url);
const lieNow = (): string =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { lie: string }).lie : 'none';

const FLUX = 100_000_000n;
/** Nobody has its key. */
const STRANGER = Buffer.from(`76a914${'66'.repeat(20)}88ac`, 'hex');

/** The victim's own change address number 4,712: hers, and where no wallet looks. */
const FAR_INDEX = 4_711;
const FAR = Buffer.from('76a914428e4cd6b1589ada916047dc36dcc1f82f84ec2e88ac', 'hex');

interface Output {
  value: bigint;
  script: Buffer;
}

/** A Sapling-format transaction without signatures, in the parts that lies are about (ZIP 243). */
class Parts {
  readonly head: Buffer;
  readonly outputs: Output[] = [];
  lockTime: number;
  expiryHeight: number;
  readonly tail: Buffer;

  constructor(bytes: Buffer) {
    let at = 8;
    const compact = (): number => {
      const first = bytes.readUInt8(at);
      at += 1;
      if (first < 0xfd) return first;
      const wide = bytes.readUInt16LE(at);
      at += 2;
      return wide;
    };
    const inputs = compact();
    for (let input = 0; input < inputs; input++) {
      at += 36;
      const length = compact();
      at += length + 4;
    }
    this.head = bytes.subarray(0, at);
    const outputs = compact();
    for (let output = 0; output < outputs; output++) {
      const value = bytes.readBigInt64LE(at);
      at += 8;
      const length = compact();
      this.outputs.push({ value, script: bytes.subarray(at, at + length) });
      at += length;
    }
    this.lockTime = bytes.readUInt32LE(at);
    this.expiryHeight = bytes.readUInt32LE(at + 4);
    this.tail = bytes.subarray(at + 8);
  }

  toHex(): string {
    const outputs = this.outputs.map(({ value, script }) => {
      const amount = Buffer.alloc(8);
      amount.writeBigInt64LE(value);
      return Buffer.concat([amount, Buffer.of(script.length), script]);
    });
    const heights = Buffer.alloc(8);
    heights.writeUInt32LE(this.lockTime, 0);
    heights.writeUInt32LE(this.expiryHeight, 4);
    return Buffer.concat([this.head, Buffer.of(outputs.length), ...outputs, heights, this.tail]).toString('hex');
  }
}

interface Scene {
  readonly taken: Taken;
  readonly parts: Parts;
  readonly recipient: Output;
  readonly change: Output;
  readonly message: Output | undefined;
}

/** What each lie changes. Sums stay right unless the lie is about them. */
const lies: Readonly<Record<string, (scene: Scene) => void>> = {
  recipient: ({ recipient }) => {
    recipient.script = STRANGER;
  },
  amount: ({ recipient, change }) => {
    recipient.value += FLUX;
    change.value -= FLUX;
  },
  'amount-lower': ({ recipient, change }) => {
    recipient.value -= 1n;
    change.value += 1n;
  },
  'change-to-stranger': ({ change, taken }) => {
    change.script = STRANGER;
    taken.unsigned.change.splice(0);
  },
  'change-to-stranger-as-own': ({ change }) => {
    change.script = STRANGER;
  },
  'change-far': ({ change, taken }) => {
    change.script = FAR;
    for (const claim of taken.unsigned.change) claim.path = `m/44'/19167'/0'/1/${FAR_INDEX}`;
  },
  'fee-higher': ({ change }) => {
    change.value -= FLUX / 10n;
  },
  'input-value': ({ taken }) => {
    const [first] = taken.unsigned.inputs;
    if (first !== undefined) first.value = String(BigInt(first.value) + FLUX);
  },
  'extra-output': ({ parts, change }) => {
    change.value -= FLUX;
    parts.outputs.unshift({ value: FLUX, script: STRANGER });
  },
  'recipient-twice': ({ parts, change, recipient }) => {
    change.value -= recipient.value;
    parts.outputs.unshift({ ...recipient });
  },
  'no-recipient': ({ parts, change, recipient }) => {
    change.value += recipient.value;
    parts.outputs.splice(parts.outputs.indexOf(recipient), 1);
  },
  message: ({ message }) => {
    if (message !== undefined) message.script = Buffer.concat([Buffer.of(0x6a, 4), Buffer.from('lies')]);
  },
  'message-gone': ({ parts, message }) => {
    if (message !== undefined) parts.outputs.splice(parts.outputs.indexOf(message), 1);
  },
  'locked-until': ({ parts }) => {
    parts.lockTime = 3_000_000;
  },
  'no-expiry': ({ parts }) => {
    parts.expiryHeight = 0;
  },
  'late-expiry': ({ parts }) => {
    parts.expiryHeight = 499_999_998;
  },
  'foreign-input': ({ taken }) => {
    const [first] = taken.unsigned.inputs;
    if (first !== undefined) first.path = "m/44'/19167'/0'/0/7";
  },
  'path-outside': ({ taken }) => {
    const [first] = taken.unsigned.inputs;
    if (first !== undefined) first.path = "m/44'/0'/0'/0/0";
  },
};

/** Lies that are not about single parts of the bytes. */
const otherLies: Readonly<Record<string, (taken: Taken) => void>> = {
  unreadable: ({ unsigned }) => {
    unsigned.bytes = `${unsigned.bytes}00`;
  },
  'other-format': ({ unsigned }) => {
    unsigned.bytes = `05${unsigned.bytes.slice(2)}`;
  },
  'other-account': (taken) => {
    taken.accountId = '0123456789abcdef';
  },
  short: (taken) => {
    taken.validUntilMs = Date.now() + 4_000;
  },
};

function tell(lie: string, taken: Taken): void {
  const other = otherLies[lie];
  if (other !== undefined) {
    other(taken);
    return;
  }
  const parts = new Parts(Buffer.from(taken.unsigned.bytes, 'hex'));
  const own = new Set(taken.unsigned.change.map(({ vout }) => vout));
  const message = parts.outputs.find(({ script }) => script[0] === 0x6a);
  const change = parts.outputs.find((_, vout) => own.has(vout));
  const recipient = parts.outputs.find((output, vout) => !own.has(vout) && output !== message);
  const change_ = lies[lie];
  if (change === undefined || recipient === undefined || change_ === undefined) throw new Error(`no such lie: ${lie}`);
  change_({ taken, parts, recipient, change, message });
  for (const claim of taken.unsigned.change) claim.vout = parts.outputs.indexOf(change);
  taken.unsigned.bytes = parts.toHex();
}

/** Lies told to the app window about what was prepared. */
const statedLies: Readonly<Record<string, (prepared: Prepared) => void>> = {
  'stated-recipient': ({ stated }) => {
    stated.recipients = stated.recipients.map(({ amount }) => ({
      address: 't1T7NbYsjvJ3T6B1RGvoihohcyP4iCqDqDq',
      amount,
    }));
  },
  'stated-amount': ({ stated }) => {
    stated.recipients = stated.recipients.map(({ address, amount }) => ({ address, amount: `${BigInt(amount) * 2n}` }));
  },
  'stated-fee': ({ stated }) => {
    stated.fee = String(BigInt(stated.fee) + FLUX / 10n);
  },
};

type Listener = (event: { data: Message; ports: Port[] }) => void;

/** Hears every message before the product does, without taking the first ones away from it. */
function overhear(port: Port, hear: Listener): void {
  const on = port.on.bind(port);
  port.on = (event, listener) => {
    const both: Listener = (given) => {
      hear(given);
      listener(given);
    };
    return on(event, (event as string) === 'message' ? both : listener);
  };
}

/** Watches the calls that come in on a port and changes the replies to one channel. */
function corrupt(port: Port, channel: string, change: (lie: string, value: Taken & Prepared) => void): Listener {
  const asked = new Set<number>();
  const post = port.postMessage.bind(port);
  port.postMessage = (message, transfer) => {
    const { type, id, reply } = message as Message;
    if (type === 'reply' && asked.delete(id) && reply.ok) {
      const value = structuredClone(reply.value);
      change(lieNow(), value);
      return post({ type, id, reply: { ok: true, value } }, transfer);
    }
    return post(message, transfer);
  };
  return ({ data }) => {
    if (data.type === 'call' && data.channel === channel) asked.add(data.id);
  };
}

const hearTake = corrupt(parentPort, 'draft.take', (lie, taken) => {
  if (lie !== 'none' && !lie.startsWith('stated-')) tell(lie, taken);
});
overhear(parentPort, (event) => {
  hearTake(event);
  const [appPort] = event.ports;
  if (event.data.type !== 'app-port' || appPort === undefined) return;
  overhear(
    appPort,
    corrupt(appPort, 'send.prepare', (lie, prepared) => statedLies[lie]?.(prepared)),
  );
});
