import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** How a mail server goes wrong. Silence, garbage and hanging up come at the greeting, or after the whole email. */
export type Wrong =
  | { after: 'connecting' | 'email'; does: 'nothing' | 'garbage' | 'half an answer' }
  /** Takes the email, each answer being late by so many milliseconds. */
  | { lateMs: number };

/** A mail server on loopback that goes wrong as it is told, once for each connection, and then does well. */
export interface HalfServer {
  port: number;
  /** The Message-IDs of the emails that came whole, in order, whatever was answered. */
  came: string[];
  close(): Promise<void>;
}

export async function startHalfServer(...wrongs: Wrong[]): Promise<HalfServer> {
  const came: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    talk(socket, wrongs.shift() ?? { lateMs: 0 }, (id) => came.push(id));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    came,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** As much of SMTP (RFC 5321) as one email needs. */
function talk(socket: Socket, wrong: Wrong, came: (messageId: string) => void): void {
  const lateMs = 'lateMs' in wrong ? wrong.lateMs : 0;
  const answer = (line: string): void => {
    setTimeout(() => socket.write(`${line}\r\n`), lateMs);
  };
  const goWrong = (when: 'connecting' | 'email', line: string): void => {
    if (!('after' in wrong) || wrong.after !== when) answer(line);
    else if (wrong.does === 'garbage') socket.write('\u0000\u0001 <html>no mail here</html>\r\n');
    else if (wrong.does === 'half an answer') socket.end(line.slice(0, 2));
  };
  let text = '';
  let inEmail = false;
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    for (;;) {
      const end = inEmail ? '\r\n.\r\n' : '\r\n';
      const at = text.indexOf(end);
      if (at < 0) return;
      const part = text.slice(0, at);
      text = text.slice(at + end.length);
      if (inEmail) {
        inEmail = false;
        came(/^Message-ID: (\S+)/im.exec(part)?.[1] ?? '');
        goWrong('email', '250 2.0.0 taken');
      } else if (/^DATA/i.test(part)) {
        inEmail = true;
        answer('354 go on');
      } else answer(/^QUIT/i.test(part) ? '221 bye' : '250 well');
    }
  });
  goWrong('connecting', '220 mail.example.org ESMTP');
}
