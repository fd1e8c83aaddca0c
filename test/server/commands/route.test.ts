import { expect } from 'chai';
import type { DescribedRoute } from '../../../dialogs/pathway/describe-route.js';
import { runCommand } from './run-command.js';

const vale = 'vale-of-glamorgan';
const adult = { area: vale, people: [{ relationship: 'mother' }], carerAge: '26-64' };
const lines = (...stories: unknown[]): string => stories.map((each) => `${JSON.stringify(each)}\n`).join('');
const read = (out: string): unknown[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('npm run -s route', function () {
  this.timeout(60_000);

  it('answers each story on a line of its own, in order, with names, reasons and confirmed details', async () => {
    const { out, errors, code } = await runCommand(
      'route',
      [],
      lines({ ...adult, id: 'one' }, { ...adult, id: 2, carerAge: 'under-18', language: 'cy' }),
    );
    expect({ errors, code }).to.deep.equal({ errors: '', code: 0 });
    const [one, two] = read(out) as (DescribedRoute & { id: unknown })[];
    expect(one).to.deep.include({ id: 'one', kinds: ['adult'], language: 'en', inArea: true });
    expect(one?.services[0]).to.deep.include({
      service: 'vale-unpaid-carers-hub',
      name: 'Vale Unpaid Carers Hub',
      why: "because you're an adult who looks after an adult in the Vale",
    });
    // The Hub's number is not confirmed.
    expect(one?.services[0]?.contact).not.to.have.property('phone');
    expect(one?.services[0]?.nextBest).to.deep.include({ service: 'carers-uk' });
    expect(two).to.deep.include({ id: 2, kinds: ['young'], language: 'cy' });
    expect(two?.services[0]?.why).to.match(/^am .*arnat ti/);
    expect(two?.services[0]?.contact.phone).to.equal('0800 0327 322');
    expect(two?.services[0]?.nextBest).to.equal(null);
  });

  it('says on which line a story cannot be read, what to write, and goes on', async () => {
    const { out, errors, code } = await runCommand(
      'route',
      [],
      `\n{"area":\n${lines(
        { ...adult, carerage: '26-64' },
        { ...adult, carerAge: '18-to-25' },
        { people: [] },
        { ...adult, area: 'vale-of-glamorgann' },
        { ...adult, place: { name: 'Ely', area: 'cardif', nation: null } },
        { ...adult, people: [{ relationship: 'son', age: '9' }] },
        [],
        adult,
      )}`,
    );
    expect(code).to.equal(1);
    const answers = read(out);
    expect(answers.slice(0, -1).map((answer) => (answer as { error: { line: number; field: string } }).error))
      .to.have.length(8)
      .and.to.satisfy((all: { line: number }[]) => all.every(({ line }, index) => line === index + 2));
    expect(answers.at(-1)).to.include({ area: vale });
    for (const expected of [
      'Line 2: is not JSON',
      'Line 3 "carerage": is not a field here: check its spelling, or remove it. Did you mean carerAge?',
      'Line 4 "carerAge": write one of "under-18", "18-25", "26-64", "65-plus".',
      'Line 5 "area": is missing',
      'Line 6 "area": write one of coventry, thurrock, vale-of-glamorgan, worcestershire.',
      'Line 7 "place.area": write one of',
      'Line 8 "people.0.age": write a number',
      'Line 9: write fields',
    ]) {
      expect(errors).to.include(expected);
    }
    expect(errors).not.to.include('    at ');
  });

  it('answers nothing to nothing', async () => {
    expect(await runCommand('route')).to.deep.equal({ out: '', errors: '', code: 0 });
  });
});
