// Finds a Redis server for the tests, or unpacks Debian's. It is never installed: the package would start it at once.
import { join } from 'node:path';
import { root, StartFailure } from '../../server/install.mjs';
import { ownFolders, run, runs, unpack, writeWrapper } from './debian.mjs';

const folder = join(root, '.cache/redis');
const wrapper = join(folder, 'redis-server');
/** The compose files have commands of it. */
const client = join(folder, 'redis-cli');
const instead = 'Redis could not be installed. Install Redis 7 or later and set REDIS_SERVER_PATH.';

/**
 * The path of a Redis server that runs: REDIS_SERVER_PATH, the system's, one unpacked earlier, or one unpacked now.
 * @throws StartFailure saying what to do when none can be had
 */
export function findRedis() {
  const given = process.env.REDIS_SERVER_PATH;
  const found = [...(given ? [given] : []), '/usr/bin/redis-server'].find(runs);
  if (found) return found;
  if (runs(wrapper) && runs(client)) return wrapper;
  console.log('Unpacking Redis from Debian, the first time only.');
  const options = ownFolders(folder);
  run('apt-get', [...options, 'update', '-q'], { instead });
  const system = unpack(['redis-server'], folder, options, instead);
  const unpacked = writeWrapper(wrapper, system, 'usr/bin/redis-server');
  writeWrapper(client, system, 'usr/bin/redis-cli');
  if (runs(unpacked)) return unpacked;
  throw new StartFailure(`${unpacked} does not run. Install Redis 7 or later and set REDIS_SERVER_PATH.`);
}
