import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { Store } from '../store/store.js';
import type { LiveUpdates } from '../turns/live.js';
import { asRefusal, conversationNotFound, DirectLineError } from './errors.js';
import type { OriginCheck } from './origins.js';
import { checked, watermark } from './requests.js';
import { ConversationStream } from './stream.js';
import type { StreamRequest } from './stream-address.js';
import { streamRequest } from './stream-address.js';
import type { DirectLineTokens } from './tokens.js';

export interface StreamsParts {
  store: Pick<Store, 'load' | 'journal'>;
  live: Pick<LiveUpdates, 'subscribe' | 'subscribeSignals'>;
  tokens: DirectLineTokens;
  isAllowedOrigin: OriginCheck;
  clock: () => Date;
  logger: Logger;
  /** Time between pings. */
  pingMs: number;
  /** A socket that carried nothing for this long is closed; the client may come back for a new one. */
  idleMs: number;
  /** Sockets one conversation may have at a time; the oldest gives way. */
  socketsPerConversation: number;
}

/** What a socket is opened with once its request has been found good. */
interface Admission {
  conversationId: string;
  tokenId: string;
  after: number;
}

/** Clients send nothing but empty keepalives. */
const maxPayload = 1024;
const closingGraceMs = 1000;

/** The WebSocket streams of Direct Line. */
export class DirectLineStreams {
  readonly #parts: StreamsParts;
  readonly #server = new WebSocketServer({ noServer: true, clientTracking: false, maxPayload });
  readonly #streams = new Set<ConversationStream>();
  readonly #heartbeat: NodeJS.Timeout;
  #closing = false;

  constructor(parts: StreamsParts) {
    this.#parts = parts;
    this.#heartbeat = setInterval(() => {
      for (const stream of this.#streams) stream.checkAlive(parts.idleMs);
    }, parts.pingMs).unref();
  }

  /** Takes an HTTP upgrade. False when its address is not of Direct Line: then it is somebody else's to answer. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const asked = streamRequest(request);
    if (asked === null) return false;
    const dropSocket = (): void => {
      socket.destroy();
    };
    socket.on('error', dropSocket);
    this.#admit(request, asked)
      .then((admission) => {
        socket.off('error', dropSocket);
        this.#server.handleUpgrade(request, socket, head, (webSocket) => {
          this.#open(webSocket, admission);
        });
      })
      .catch((error: unknown) => {
        this.#refuse(socket, error);
      });
    return true;
  }

  /** Closes every socket and takes no more. Resolves when they are gone, by force after a second. */
  async close(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#heartbeat);
    const streams = [...this.#streams];
    for (const stream of streams) stream.close('goingAway');
    const force = setTimeout(() => {
      for (const stream of streams) stream.terminate();
    }, closingGraceMs);
    await Promise.all(streams.map(({ closed }) => closed));
    clearTimeout(force);
  }

  async #admit(request: IncomingMessage, asked: StreamRequest): Promise<Admission> {
    const { tokens, store, isAllowedOrigin } = this.#parts;
    if (!isAllowedOrigin(request)) {
      throw new DirectLineError(403, 'OriginNotAllowed', 'This page may not use the service');
    }
    const { conversationId, tokenId } = await tokens.verifyStream(asked.token);
    if (!asked.names(conversationId)) {
      throw new DirectLineError(403, 'Forbidden', 'The token is for another conversation');
    }
    const after = checked(watermark, asked.watermark);
    const record = await store.load(conversationId);
    if (record === null) throw conversationNotFound();
    if (this.#closing) throw new DirectLineError(503, 'ServiceUnavailable', 'The service is stopping');
    // A watermark from beyond the end would hide everything up to it.
    return { conversationId, tokenId, after: Math.min(after, record.lastSeq) };
  }

  #open(socket: WebSocket, admission: Admission): void {
    const { store, live, clock, logger } = this.#parts;
    const onFailure = (error: unknown): void => {
      logger.error({ err: error }, 'Direct Line stream failed');
    };
    const stream = new ConversationStream({ socket, store, clock, onFailure, ...admission });
    this.#makeRoomFor(stream);
    this.#streams.add(stream);
    const unsubscribe = live.subscribe(admission.conversationId, () => {
      stream.journalHasGrown();
    });
    const hearNoMore = live.subscribeSignals(admission.conversationId, (signal) => {
      if (signal.kind === 'typing' && signal.who === 'adviser') stream.showTyping(signal.shownAs);
    });
    socket.on('close', () => {
      unsubscribe();
      hearNoMore();
      this.#streams.delete(stream);
    });
    stream.journalHasGrown();
  }

  /** A stream token carries one socket, and a conversation a few. */
  #makeRoomFor(newcomer: ConversationStream): void {
    const others = [...this.#streams].filter(
      ({ conversationId }) => conversationId === newcomer.conversationId,
    );
    const surplus = others.length + 1 - this.#parts.socketsPerConversation;
    others.forEach((other, age) => {
      if (age < surplus || other.tokenId === newcomer.tokenId) other.close('replaced');
    });
  }

  #refuse(socket: Duplex, error: unknown): void {
    const { status } = asRefusal(error);
    if (status >= 500 && !(error instanceof DirectLineError)) {
      this.#parts.logger.error({ err: error }, 'Direct Line upgrade failed');
    }
    socket.once('finish', () => socket.destroy());
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
  }
}
