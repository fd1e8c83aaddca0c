import { Agent, request } from 'node:http';

/** People come from many addresses, each with a limit of its own; all of 127.0.0.0/8 is this machine on Linux alone. */
const addresses =
  process.platform === 'linux' ? Array.from({ length: 8 }, (_, at) => `127.0.0.${at + 2}`) : [];
const agents = [...addresses, undefined].map((localAddress) => new Agent({ keepAlive: true, localAddress }));
let requests = 0;

/**
 * Posts JSON over a connection that is kept open, and returns the body of the answer.
 * @throws Error for any status but 200 and 201
 */
export function post(
  url: string,
  body: object,
  token = '',
  headers: Record<string, string> = {},
): Promise<string> {
  const sent = JSON.stringify(body);
  return call(url, 'POST', sent, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(sent),
    authorization: `Bearer ${token}`,
    ...headers,
  });
}

/** As `post`, without a body. */
export function get(url: string): Promise<string> {
  return call(url, 'GET', '', {});
}

function call(
  url: string,
  method: string,
  sent: string,
  headers: Record<string, string | number>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    requests += 1;
    const agent = agents[requests % agents.length];
    const outgoing = request(url, { agent, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200 || response.statusCode === 201) resolve(body);
        else reject(new Error(`${method} ${url} was answered with ${response.statusCode ?? 'nothing'}.`));
      });
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // The server may close an idle connection in the moment in which it is used again (Node's request.reusedSocket).
      if (outgoing.reusedSocket && error.code === 'ECONNRESET') resolve(call(url, method, sent, headers));
      else reject(error);
    });
    outgoing.end(sent);
  });
}
