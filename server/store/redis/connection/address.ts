/** Where a Redis store is, and in which of its forms. */
export interface RedisAddress {
  form: 'single' | 'sentinel' | 'cluster';
  tls: boolean;
  username: string | null;
  password: string | null;
  /** The server; or some of the sentinels, or of the cluster's nodes, that are asked for the others. */
  nodes: { host: string; port: number }[];
  /** The number of the database; a cluster has only the first. */
  database: number;
  /** What the sentinels call the set; null in the other forms. */
  set: string | null;
}

const forms: Record<string, { form: RedisAddress['form']; tls: boolean; port: number }> = {
  redis: { form: 'single', tls: false, port: 6379 },
  rediss: { form: 'single', tls: true, port: 6379 },
  'redis-sentinel': { form: 'sentinel', tls: false, port: 26379 },
  'rediss-sentinel': { form: 'sentinel', tls: true, port: 26379 },
  'redis-cluster': { form: 'cluster', tls: false, port: 6379 },
  'rediss-cluster': { form: 'cluster', tls: true, port: 6379 },
};

/** scheme, user and password, hosts separated by commas, path. */
const shape = /^([a-z-]+):\/\/(?:([^@/]*)@)?([^/?#]+)(?:\/([^/?#]*)(?:\/(\d{1,2}))?)?$/;
const host = /^(\[[0-9a-fA-F:]+\]|[\w.-]+)(?::(\d{1,5}))?$/;

/**
 * Reads the address of a Redis store, as .env.example describes it: `redis://host:6379/0`,
 * `redis-sentinel://one:26379,two:26379/set`, `redis-cluster://one:6379,two:6379`.
 * @returns null when it is none
 */
export function readRedisAddress(value: string): RedisAddress | null {
  const [, scheme = '', login = '', hosts = '', path = '', second] = shape.exec(value) ?? [];
  const kind = forms[scheme];
  if (!kind) return null;
  const nodes = hosts.split(',').map((each) => readNode(each, kind.port));
  const known = nodes.filter((node) => node !== null);
  if (known.length < nodes.length || known.length === 0) return null;
  const [username, password] = readLogin(login);
  const { form, tls } = kind;
  const where = { form, tls, username, password, nodes: known };
  switch (form) {
    case 'single':
      return known.length === 1 && second === undefined && /^\d{0,2}$/.test(path)
        ? { ...where, database: Number(path), set: null }
        : null;
    case 'sentinel':
      return path === '' ? null : { ...where, database: Number(second ?? 0), set: decodeURIComponent(path) };
    case 'cluster':
      return path === '' ? { ...where, database: 0, set: null } : null;
  }
}

function readNode(value: string, usual: number): RedisAddress['nodes'][number] | null {
  const [, name, port] = host.exec(value.trim()) ?? [];
  if (name === undefined) return null;
  return { host: name.replace(/^\[|\]$/g, ''), port: port === undefined ? usual : Number(port) };
}

function readLogin(login: string): [string | null, string | null] {
  if (login === '') return [null, null];
  const [username = '', ...rest] = login.split(':');
  if (rest.length === 0) return [decodeURIComponent(username), null];
  return [username === '' ? null : decodeURIComponent(username), decodeURIComponent(rest.join(':'))];
}
