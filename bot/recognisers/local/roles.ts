import type { BothPhrases, Lexicon } from '../../../content/schema/understanding.js';
import type { Role } from '../../../dialogs/story/story.js';
import { writeOutWhose } from './people/units.js';
import type { Unit } from './people/units.js';
import { PhraseBook } from './words/phrase-book.js';
import type { Hit } from './words/phrase-book.js';
import type { PhraseCompiler } from './words/phrases.js';

type Sign = Role | 'not-former' | 'title' | 'ill';

/** Who is writing, and the units that say so. */
export interface RoleFound {
  role: Role;
  from: number;
  to: number;
}

/** May stand between somebody and what they do: "yn gofalu", "has been looking after". */
const between = new Set(['yn', 'is', "'s", 'has', 'been', 'who', 'sy', 'to', 'had', 'fi']);

/** True when what is done at a unit is done by somebody other than the writer. */
function isOthers(units: readonly Unit[], at: number): boolean {
  let left = at - 1;
  while (left >= 0 && units[left + 1]?.before === 'none' && between.has(units[left]?.word ?? '')) left -= 1;
  return (
    units[left + 1]?.before !== 'sentence' && units[left]?.someone !== undefined && units[at]?.word !== 'i'
  );
}

/** May follow the writer's own title in its sentence: "District nurse here", "Physio writing about". */
const afterTitle = new Set(['here', 'writing', 'based', 'ydw', 'dwi', 'yma']);

/** "District nurse. I have a lady…" is who writes; "district nurse comes on Tuesdays" is somebody else. */
function isOwnTitle({ label, from, to }: Hit<Sign>, units: readonly Unit[]): boolean {
  const next = units[to];
  return label === 'title' && from === 0 && (next?.before !== 'none' || afterTitle.has(next.word));
}

/** Makes the reader of who is writing. Phrases are over units, so that "{someone} looks after me" is any person at all. */
export function createRoleReader(
  roles: Lexicon['roles'],
  compiler: PhraseCompiler,
): {
  read(units: readonly Unit[], about: { caring: boolean; died: boolean; mine: boolean }): RoleFound | null;
  words(): Iterable<string>;
} {
  const forms = (phrases: BothPhrases): BothPhrases => ({
    en: phrases.en.flatMap(writeOutWhose),
    cy: phrases.cy.flatMap(writeOutWhose),
  });
  const book = new PhraseBook<Sign>(compiler)
    .add('carer', forms(roles.carer))
    .add('cared-for', forms(roles.caredFor))
    .add('professional', forms(roles.professional))
    .add('title', roles.title)
    .add('ill', forms(roles.ill))
    .add('friend', forms(roles.friend))
    .add('former-carer', forms(roles.formerCarer))
    .add('not-former', forms(roles.notFormer));

  return {
    read: (units, { caring, died, mine }) => {
      const hits = book.find(units);
      const first = (sign: Sign): Hit<Sign> | undefined => hits.find(({ label }) => label === sign);
      const carer = hits.find((hit) => hit.label === 'carer' && !isOthers(units, hit.from));
      const former = first('former-carer');
      const professional = hits.filter((hit) => hit.label === 'professional' || isOwnTitle(hit, units));
      const isAllWork = professional.some((hit) => professional.some((other) => hit.to <= other.from));
      // "I look after mum".
      const caresForOwn =
        carer !== undefined &&
        units.slice(carer.from, carer.to + 2).some(({ someone }) => someone?.mention?.whose === 'none');
      // A nurse who looks after her own mum writes as a carer, unless more than one thing shows that it is work.
      const order: [Role, Hit<Sign> | undefined, boolean][] = [
        ['professional', professional[0], isAllWork || !(mine || caresForOwn)],
        ['friend', first('friend'), !carer],
        [
          'former-carer',
          former ?? (died && !caring ? carer : undefined),
          !first('not-former') && !(caring && !former),
        ],
        ['cared-for', first('cared-for'), !(carer && caring)],
        ['cared-for', first('ill'), !carer && !caring],
        ['carer', carer, true],
      ];
      for (const [role, hit, holds] of order) {
        if (hit && holds) return { role, from: units[hit.from]?.from ?? 0, to: units[hit.to - 1]?.to ?? 0 };
      }
      return null;
    },
    words: () => book.words(),
  };
}
