/** An HTTP server on the loopback address whose port survives closing and reopening, and which leaves no socket behind. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

const loopback = '127.0.0.1';

const isAddressInfo = (value: unknown): value is AddressInfo =>
  typeof value === 'object' && value !== null && 'port' in value;

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex) => void;

export class Listener {
  readonly #handle: RequestListener;
  readonly #upgrade: UpgradeHandler | undefined;
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  #port: number;

  constructor(port: number, handle: RequestListener, upgrade?: UpgradeHandler) {
    this.#port = port;
    this.#handle = handle;
    this.#upgrade = upgrade;
  }

  get url(): string {
    return `http://${loopback}:${this.#port}`;
  }

  get port(): number {
    return this.#port;
  }

  async open(): Promise<void> {
    if (this.#server !== null) return;
    const server = createServer(this.#handle);
    const upgrade = this.#upgrade;
    if (upgrade !== undefined) server.on('upgrade', upgrade);
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, loopback, () => {
        server.off('error', reject);
        resolve();
      });
    });
    const address: unknown = server.address();
    if (isAddressInfo(address)) this.#port = address.port;
  }

  /** Ends every connection at once; a port chosen by the system is kept for `open`. */
  async close(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    await closed;
  }
}
