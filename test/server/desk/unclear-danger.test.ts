import { expect } from 'chai';
import { concerns } from '../../../content/schema/vocabulary.js';
import { languages, type Language } from '../../../content/language.js';
import { claim } from '../../../server/desk/acts/claim.js';
import { referOnBehalf } from '../../../server/desk/acts/refer-on-behalf.js';
import { shownConversation } from '../../../server/desk/conversation/shown-conversation.js';
import { shownTranscript } from '../../../server/desk/conversation/shown-transcript.js';
import { shownQueue } from '../../../server/desk/queue/shown-queue.js';
import { translator } from '../../../server/desk/translate.js';
import { adviser, House, vale } from './house.js';

const ann = adviser('ann');
/** The model alone minds this, and cannot tell of what kind it is. */
const words = 'it went too far again last night and i cannot put it into words';

describe('a danger of which the kind cannot be told', function () {
  this.timeout(60_000);
  let house: House;
  beforeEach(async () => {
    house = await House.open();
  });
  afterEach(() => house.close());

  /** All that an adviser has in front of them. */
  async function desk(id: string, language: Language): Promise<{ named: string[]; all: string }> {
    const t = translator(house.content.words, language);
    const now = house.clock();
    const queue = (await house.desk.queue.of(ann, vale))!;
    const common = { adviser: ann, t, language, now, usualCapacity: 9, current: null, paused: false };
    const { lists } = shownQueue(queue, common);
    const open = (await house.desk.conversations.open(ann, id, language))!;
    const reader = { t, language, now, content: house.content };
    const pages = [lists, shownTranscript(open.transcript, reader), shownConversation(open.view, reader)];
    const row = [...lists.waiting.rows, ...lists.mine.rows].find((each) => each.id === id);
    return { named: row!.named, all: JSON.stringify(pages) };
  }

  const namesNone = (text: string, language: Language, where: string): void => {
    for (const concern of concerns)
      expect(text, where).not.to.contain(house.content.words.text(`desk-queue.reason.${concern}`, language));
    expect(text, where).not.to.match(/suicid|hunanladd|self-harm|hunan-niwed|violen|trais/i);
  };

  it('is urgent, and named to nobody: the person, the adviser, the duty list or a service', async () => {
    await house.text('I look after my husband in Barry, he has dementia, I am 66');
    const id = await house.text(words);
    const [entry] = (await house.journal(id)).flatMap((each) => (each.kind === 'screened' ? [each] : []));
    expect(entry!.findings[0]).to.include({ rule: 'learnt', response: 'urgent', unsure: true });
    expect((await house.texts(id)).join('\n')).to.contain('I may have read this wrongly');
    for (const language of languages) {
      const { named, all } = await desk(id, language);
      expect(named).to.deep.equal([house.content.words.text('desk-queue.reason.unclear', language)]);
      namesNone(all, language, `the desk in ${language}`);
    }
    await house.pass(60);
    await claim(house.desk.acts, ann, id);
    const agreed = { wording: 'May I tell the Hub? She said yes.' };
    const referred = await referOnBehalf(house.desk.acts, ann, id, {
      actId: 'for-her',
      kind: 'refer',
      agreed,
    });
    expect(referred.done).to.equal(true);
    const sent = (await house.store.outboxOf(id)).map(({ payload }) => payload);
    expect(sent.filter(({ kind }) => kind === 'email').length, 'alerts and the referral').to.be.at.least(2);
    for (const language of languages) {
      namesNone(JSON.stringify(sent), language, 'what is sent');
      namesNone((await desk(id, language)).all, language, `the desk in ${language}, held`);
    }
  });

  it('is told beside one that is clear, and takes nothing from it', async () => {
    await house.text(words);
    const id = await house.text('I want to kill myself');
    const { named } = await desk(id, 'en');
    expect(named).to.have.members([
      house.content.words.text('desk-queue.reason.suicide', 'en'),
      house.content.words.text('desk-queue.reason.unclear', 'en'),
    ]);
    expect((await house.texts(id)).join('\n')).to.contain("so bad that you're thinking about dying");
  });
});
