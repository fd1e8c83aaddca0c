import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { openChat } from '../direct-line.js';
import type { Side, Talk } from '../side.js';

const batch = z.object({
  activities: z.array(
    z.object({
      type: z.string(),
      from: z.object({ role: z.string() }),
      channelData: z.object({ clientActivityID: z.string().optional() }),
    }),
  ),
});

/** On the busiest machine nobody waits so long; what takes longer was lost. */
const longestAnswerMs = 60_000;

/**
 * A web chat as people have it: what they say goes by HTTP, and a turn is over when its answer has come by the WebSocket.
 * @param origins the instances; each request goes to the next of them
 */
export function streamedDirectLine(origins: readonly string[]): Side {
  let requests = 0;
  const origin = (): string => {
    requests += 1;
    return origins[requests % origins.length] ?? '';
  };
  return {
    name: 'Direct Line',
    async begin(person) {
      const chat = await openChat(origin, person);
      const stream = await openStream(chat.streamUrl);
      return {
        async say(text) {
          const id = randomUUID();
          const answered = stream.answerTo(id);
          await Promise.all([chat.say(text, id), answered]);
        },
        end: stream.end,
      };
    },
  };
}

interface Stream {
  /** Resolves when something was said by the bot after the message with this id. */
  answerTo(clientActivityID: string): Promise<void>;
  end: NonNullable<Talk['end']>;
}

async function openStream(url: string): Promise<Stream> {
  const socket = new WebSocket(url);
  let asked: { id: string; seen: boolean; settle: (error?: Error) => void } | null = null;
  socket.on('message', (data: Buffer) => {
    for (const { type, from, channelData } of batch.parse(JSON.parse(data.toString())).activities) {
      if (!asked) continue;
      if (channelData.clientActivityID === asked.id) asked.seen = true;
      else if (asked.seen && type === 'message' && from.role === 'bot') asked.settle();
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve).on('error', reject);
  });
  socket.on('close', () => asked?.settle(new Error('A stream was closed while its answer was awaited.')));
  return {
    answerTo: (id) =>
      new Promise((resolve, reject) => {
        const lost = setTimeout(
          () => asked?.settle(new Error('An answer did not come by the stream.')),
          longestAnswerMs,
        );
        const settle = (error?: Error): void => {
          clearTimeout(lost);
          asked = null;
          if (error) reject(error);
          else resolve();
        };
        asked = { id, seen: false, settle };
      }),
    end: () => {
      socket.terminate();
    },
  };
}
