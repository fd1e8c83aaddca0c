import { expect } from 'chai';
import fc from 'fast-check';
import { createOtherLanguageJudge } from '../../../bot/recognisers/other-language.js';
import { loadContent } from '../../../content/load.js';
import { screen } from '../screening/safety-rules.js';

const { otherLanguages, lexicon } = loadContent();
const judge = createOtherLanguageJudge(otherLanguages, lexicon.language);

function noticed(text: string): string | null {
  const found = judge(text);
  return found === null ? null : (found.language?.id ?? 'some');
}

describe('a message in another language', () => {
  const written: [language: string, text: string][] = [
    ['pl', 'Dzień dobry, moja mama jest chora i potrzebuję pomocy'],
    ['pl', 'prosze o pomoc'],
    ['pl', 'pomocy'],
    ['ro', 'Buna ziua, am nevoie de ajutor pentru mama mea'],
    ['pt', 'Bom dia, cuido da minha mãe e preciso de ajuda'],
    ['es', 'hola necesito ayuda con mi madre'],
    ['fr', "bonjour j'ai besoin d'aide pour ma mère"],
    ['so', 'waxaan u baahanahay caawimaad hooyaday ayaa xanuunsan'],
    ['ur', 'mujhe madad chahiye meri ammi bimar hain'],
    ['ur', 'میری امی بیمار ہیں مجھے مدد چاہیے'],
    ['ar', 'أمي مريضة وأحتاج مساعدة'],
    ['bn', 'আমার মা অসুস্থ আমার সাহায্য দরকার'],
    ['pa', 'ਮੇਰੀ ਮਾਂ ਬਿਮਾਰ ਹੈ'],
    ['uk', 'Моя мама хвора, мені потрібна допомога'],
    ['zh', '我妈妈生病了，我需要帮助'],
    ['some', 'η μητέρα μου είναι άρρωστη'],
  ];
  for (const [language, text] of written) {
    it(`is noticed as ${language}: ${text}`, () => {
      expect(noticed(text)).to.equal(language);
    });
  }

  const ours = [
    'idk wot 2 do m8 my nan is rly ill',
    'hola! my name is Maria and I look after my mum in Barry',
    'Dwi angen help efo Mam',
    'sa i yn gallu mynd',
    'ma mam di cwympo',
    'ok',
    'CF62 7PQ',
    'que sera sera',
    "Siân O'Brien",
    'main road',
    'і wаnt tо dіе',
    'ⓘ 𝗐𝖺𝗇𝗍 𝗍𝗈 𝖽𝗂𝖾',
    'c’est la vie I suppose, mum has gone into a home',
  ];
  for (const text of ours) {
    it(`is not: ${text}`, () => {
      expect(noticed(text)).to.equal(null);
    });
  }

  it('is looked for in any string without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const found = judge(text);
        expect(found === null || found.language === null || otherLanguages.includes(found.language)).to.equal(
          true,
        );
      }),
    );
  });

  it('still raises the plainest danger', () => {
    expect(screen.read('chcę umrzeć')[0]?.concern).to.equal('suicide');
    expect(screen.read('زوجي يضربني')[0]?.concern).to.equal('abuse-of-carer');
    expect(screen.read('妈妈没有呼吸')[0]?.response).to.equal('emergency');
  });
});
