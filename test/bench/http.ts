import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

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
