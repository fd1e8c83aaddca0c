// `npm run -s NAME`: runs dist/server/commands/NAME.js from a clean clone too. Only the command itself writes to stdout.
import { build, isBuilt } from './build.mjs';
import { checkNode, install, StartFailure } from './install.mjs';

try {
  checkNode();
  install(console.error);
  if (!isBuilt()) build();
  await import(`../dist/server/commands/${process.argv[2]}.js`);
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
