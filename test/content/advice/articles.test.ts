import { expect } from 'chai';
import { SegmentedMessage } from 'sms-segments-calculator';
import { numbersIn } from '../../../content/advice/figures.js';
import { shownContact } from '../../../content/areas/shown-contact.js';
import { languages } from '../../../content/language.js';
import { carerKinds, topics } from '../../../content/schema/vocabulary.js';
import { areasAndAdvice } from '../project-content.js';
import { grades } from '../../../content/reading-age.js';
import { readingGrade } from '../../../content/reading-grade.js';

/** A link follows the text of an SMS; this is a long one. */
const link = ' https://fingerpost.long-council-name.gov.uk/advice/vale-of-glamorgan/0123456789';

describe('Advice', () => {
  const { advice, services } = areasAndAdvice();
  const known = new Set(
    [...services.values()]
      .flatMap((service) => [...Object.values(shownContact(service)), service.hours])
      .flatMap((detail) => (detail ? [JSON.stringify(detail)] : []))
      .flatMap(numbersIn),
  );

  for (const article of advice) {
    describe(article.id, () => {
      it('shows no number without a source', () => {
        for (const language of languages) {
          for (const number of numbersIn(Object.values(article[language]).join('\n'))) {
            const source = article.figures[number];
            expect(source ? article.sources[source] : known.has(number), `${language} ${number}`).to.be.ok;
          }
        }
      });

      it('can be read at ten', () => {
        expect(readingGrade(article.en.body), 'page').to.be.at.most(grades.page);
        expect(readingGrade(article.en.card), 'card').to.be.at.most(grades.card);
      });

      it('is whole in both languages, and its Welsh is marked for review', () => {
        const headings = (body: string): number => body.match(/^## /gm)?.length ?? 0;
        const points = (body: string): number => body.match(/^- /gm)?.length ?? 0;
        const length = (body: string): number => body.split(/\s+/).length;
        const { en, cy, welshReview } = article;
        expect(headings(cy.body)).to.equal(headings(en.body)).and.be.greaterThan(2);
        expect(points(cy.body)).to.equal(points(en.body));
        expect(length(cy.body) / length(en.body)).to.be.within(0.8, 1.35);
        expect(length(en.body)).to.be.within(150, 350);
        expect(cy.title).not.to.equal(en.title);
        expect(cy.card).not.to.equal(en.card);
        expect(welshReview).to.equal('awaiting');
      });

      it('fits three segments as a text with a link, and stays in GSM-7', () => {
        for (const language of languages) {
          const message = new SegmentedMessage(article[language].sms + link);
          expect(message.segmentsCount, language).to.be.at.most(3);
          expect(message.encodingName, language).to.equal('GSM-7');
        }
      });

      it('speaks to its reader in the right voice', () => {
        const welsh = `${article.cy.title} ${article.cy.card} ${article.cy.body}`.replace(/"[^"]*"/g, '');
        if (article.carers.includes('young')) expect(welsh).not.to.match(/\b(chi|eich|ydych|gallwch)\b/i);
        else expect(welsh).not.to.match(/\b(ti|dy|wyt|galli)\b/i);
      });
    });
  }

  it('has something for every kind of carer when nothing closer fits', () => {
    for (const kind of carerKinds) {
      expect(
        advice.some((article) => article.fallback && article.carers.includes(kind)),
        kind,
      ).to.equal(true);
    }
  });

  it('covers the topics that people write about', () => {
    const covered = new Set(advice.flatMap((article) => article.topics));
    expect(topics.filter((topic) => !covered.has(topic))).to.deep.equal([]);
  });

  it('covers every subject that carers are promised, each by an article of its own', () => {
    const subjects = [
      ...['rights-in-wales', 'rights-in-england', 'carers-assessment', 'carers-assessment-in-england'],
      ...[
        'young-helping-at-home',
        'young-school',
        'young-adult-carers',
        'parent-carers',
        'breaks',
        'emergency-plan',
      ],
      ...[
        'carers-allowance',
        'money-help',
        'carers-leave',
        'own-health',
        'sleep',
        'feeling-low',
        'loneliness',
      ],
      ...['dementia', 'autism', 'learning-disability', 'mental-illness', 'addiction', 'hospital-discharge'],
      ...['moving-into-a-care-home', 'equipment', 'getting-about', 'power-of-attorney', 'end-of-life'],
      ...[
        'when-caring-ends',
        'direct-payments',
        'housing',
        'worried-someone-is-being-hurt',
        'training-and-groups',
      ],
      ...['being-listened-to', 'complaints'],
    ];
    const ids = advice.map(({ id }) => id);
    expect(subjects.filter((subject) => !ids.includes(subject))).to.deep.equal([]);
    const help = JSON.stringify(advice.find(({ id }) => id === 'money-help')?.en);
    expect(help).to.contain("Carer's Credit").and.to.contain('council tax');
  });
});
