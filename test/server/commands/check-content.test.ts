import { expect } from 'chai';
import { runCommand } from './run-command.js';

describe('npm run -s check-content', function () {
  this.timeout(60_000);

  it('says that the content can be used, and what to look at again', async () => {
    const { out, errors, code } = await runCommand('check-content');
    expect({ errors, code }).to.deep.equal({ errors: '', code: 0 });
    expect(out).to.match(/^The content can be used: .*vale-of-glamorgan/);
    for (const title of ['Past its day', 'Of a source without a date'])
      expect(out).to.match(
        new RegExp(`^${title} \\(\\d+\\); all of it is still served:\\n {2}\\S+\\.(md|yaml) "`, 'm'),
      );
  });
});
