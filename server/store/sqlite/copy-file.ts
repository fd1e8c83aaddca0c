// Copies the file of the store, run as a process of its own: if the process that has it open closed a copy of its own of the
// file, it would lose its lock on it.
import { constants } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';

const [from = '', to = ''] = process.argv.slice(2);
await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
const copy = await open(to, 'r+');
await copy.chmod(0o600);
await copy.sync();
await copy.close();
