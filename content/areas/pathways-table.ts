import { carerKinds, type CareeAge, type CarerKind } from '../schema/vocabulary.js';
import type { CarerPath, When } from '../schema/pathway.js';
import type { Areas } from './load-areas.js';

const kindNames: Record<CarerKind, string> = {
  adult: 'adult',
  'young-adult': 'young adult, 18 to 25',
  parent: 'parent',
  young: 'young, under 18',
};

const ageNames: Record<CareeAge, string> = {
  'under-16': 'a child under 16',
  '16-17': 'a child of 16 or 17',
  adult: 'an adult',
};

const headings = ['Area', 'Carer', 'First contact', 'Advice', 'Assessment', 'Source'];

/**
 * Who goes where, as a Markdown table: a row for each area and kind of carer, and one more where a path holds for some of
 * them alone. The source is where it was learnt that each service of the row exists.
 */
export function pathwaysTable({ areas, services }: Pick<Areas, 'areas' | 'services'>): string {
  const name = (id: string): string => services.get(id)?.name.en ?? id;
  const row = (area: string, kind: CarerKind, path: CarerPath, when: When | null): string[] => {
    const { firstContact, advice, beyondAdvice, assessmentWays } = path;
    const ways = assessmentWays.map(({ label }) => label.en);
    const assessed =
      ways.length > 0 ? `the carer chooses: ${ways.join(', ')}` : throughNamed(beyondAdvice, name);
    const sources = [firstContact, advice, beyondAdvice].map(
      ({ service }) => services.get(service)?.provenance.source ?? '',
    );
    return [
      area,
      [kindNames[kind], ...(when?.theirAges ?? []).map((age) => `of ${ageNames[age]}`)].join(' '),
      name(firstContact.service),
      name(advice.service),
      assessed,
      [...new Set(sources)].map(linked).join('; '),
    ];
  };
  const rows = [...areas.values()].flatMap((area) =>
    carerKinds.flatMap((kind) => {
      const { instead, ...usual } = area.pathway.carers[kind];
      const of = (path: CarerPath, when: When | null): string[] => row(area.name.en, kind, path, when);
      return [of(usual, null), ...instead.map(({ when, ...path }) => of(path, when))];
    }),
  );
  return [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function throughNamed({ service, through }: CarerPath['beyondAdvice'], name: (id: string) => string): string {
  return through.length > 0 ? `${name(service)}, through ${through.map(name).join(' or ')}` : name(service);
}

/** A page by the site it is on; anything else as it is written. */
function linked(source: string): string {
  return source.startsWith('http') ? `[${new URL(source).hostname}](${source})` : source;
}
