import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { startDesk, type DeskSite } from '../desk/site.js';
import { startMailServer, type MailServer } from '../email/mail-server.js';
import { agreed, caring, reach, Referrer, sent, story, whole, you } from './visitor.js';

const vale = 'vale-of-glamorgan';

describe('Passing on a story for a carer', function () {
  this.timeout(60_000);
  let mail: MailServer;
  let site: DeskSite;

  before(async () => {
    mail = await startMailServer();
    site = await startDesk(() =>
      Promise.resolve({
        SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
        MAIL_FROM: 'Fingerpost <referrals@example.org>',
        REFERRAL_INBOXES: 'vale-wellbeing-matters-service=wellbeing@example.org',
        RATE_LIMIT_ADDRESS: '100000',
      }),
    );
    site.services.outbox.start();
  });
  after(async () => {
    await site.close();
    await mail.close();
  });

  const someone = (area = vale, language = 'en'): Referrer => new Referrer(site.origin, area, language);
  const emailTo = async (
    address: string,
    nth = 1,
  ): Promise<{ subject?: string; text?: string; html?: string }> => {
    const theirs = () => mail.received.filter(({ to }) => to.includes(address));
    while (theirs().length < nth) await new Promise((resolve) => setTimeout(resolve, 20));
    return theirs()[nth - 1]!.email;
  };
  const referenceIn = (html: string): string => /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(html)?.[0] ?? '';

  it('takes the story the same way as the carer would, and gives a receipt', async () => {
    const gp = someone();
    const check = await gp.fill(whole);
    expect(check.at).to.equal('check');
    expect(check.html)
      .to.include('Barry Surgery')
      .and.include('keeping the job')
      .and.include('Safe to call: yes');
    const done = await gp.post(...sent);
    expect(done.at).to.equal('sent');
    const reference = referenceIn(done.html);
    const referral = (await site.store.findReferral(reference))!;
    expect(referral).to.deep.include({
      service: 'vale-wellbeing-matters-service',
      onward: 'vale-unpaid-carers-hub',
      sender: { kind: 'gp', name: 'Dr Lewis', organisation: 'Barry Surgery' },
    });
    expect(referral.story).to.deep.include({
      carerAge: '26-64',
      language: 'cy',
      elements: { wants: 'keeping the job' },
    });
    expect(referral.story.people[0]).to.deep.include({ relationship: 'parent', conditions: ['dementia'] });
    expect(referral.story.place).to.include({ name: 'Y Barri', area: vale });
    expect(referral.contact).to.deep.include({
      phone: '+447700900456',
      safe: { call: true, message: false, text: true },
      bestTime: 'after six',
    });
    expect(referral.consent.given).to.equal(true);
    expect(referral.consent.wording).to.include('The carer knows').and.include('Vale Unpaid Carers Hub');

    const passedOn = await emailTo('wellbeing@example.org');
    expect(passedOn.text).to.include(
      'Written for the carer, who knows and agrees, by Dr Lewis, Barry Surgery',
    );
    const receipt = await emailTo('lewis@surgery.example.org');
    expect(receipt.text).to.include(reference);
    for (const theirs of ['Nia', '900456', 'dementia', 'mother', 'Barry'])
      expect(`${receipt.subject} ${receipt.text} ${receipt.html}`).not.to.include(theirs);
  });

  it('is a conversation of its own at the desk, with who wrote it', async () => {
    const phone = '07700 900457';
    const ward = someone();
    await ward.fill([you, agreed, caring, story, ['reach', { ...reach[1], phone }]]);
    await ward.post(...sent);
    const keys = site.services.desk.personKeys(null, { phone: '+447700900457' });
    const [id = ''] = await site.store.desk.conversationsOf(keys, 10);
    const journal = await site.store.journal(id, 0, 50);
    expect(journal.map(({ kind }) => kind)).to.deep.equal(['told-by-other', 'consented', 'referred']);
    const cookie = await site.signedIn({ role: 'adviser', area: vale });
    const page = await fetch(`${site.origin}/desk/conversations/${id}?lang=en`, { headers: { cookie } });
    expect(await page.text()).to.include('Written for the carer, who agrees, by Dr Lewis, Barry Surgery');
  });

  it('asks for agreement before anything about the carer, and without it says what can be done instead', async () => {
    const ward = someone();
    const asked = await ward.fill([you]);
    expect(asked.at).to.equal('agreed');
    for (const answer of ['no', 'notSure']) {
      const instead = await ward.post('agreed', { agreed: answer });
      expect(instead.at).to.equal('first');
      expect(instead.html).to.include(`/chat/${vale}`).and.include('safeguarding duty').and.include('tel:');
      expect((await ward.get('story')).at).to.equal('first');
      expect((await ward.post('check', { agreed: 'yes' })).at).to.equal('first');
      await ward.get('agreed');
    }
    expect((await ward.post(...agreed)).at).to.equal('caring');
  });

  it('screens the words for danger, shows the numbers to call now, and marks it for an adviser', async () => {
    const family = someone();
    const what = 'She looks after dad and yesterday she said she is going to kill herself tonight';
    const seen = await family.fill([you, agreed, caring, ['story', { what, matters: '' }]]);
    expect(seen.at).to.equal('danger');
    expect(seen.html).to.include('href="tel:999"').and.include('116 123');
    expect((await family.get('check')).at).to.equal('danger');
    await family.post('danger', {});
    await family.post(...reach);
    const { html } = await family.post(...sent);
    const rows = await site.store.attention(vale, 50);
    const row = rows.find(({ reasons }) => reasons.some(({ words }) => words.includes('kill herself')));
    expect(row?.level).to.be.oneOf(['danger', 'urgent']);
    const [referral] = await site.store.referralsOf(row!.conversationId);
    expect(html).to.include(referral!.reference);
    const timers = await site.store.timers.ofConversation(row!.conversationId);
    expect(timers.map(({ kind }) => kind)).to.include('unclaimed');
  });

  it('sends one referral and one receipt, however often it is pressed', async () => {
    const gp = someone();
    await gp.fill([['you', { ...you[1], email: 'twice@surgery.example.org' }], agreed, caring, story, reach]);
    const [first, second] = await Promise.all([gp.post(...sent), gp.post(...sent)]);
    expect(first.at).to.equal('sent');
    expect(second.at).to.equal('sent');
    const reference = referenceIn((await gp.get('sent')).html);
    expect(referenceIn(first.html)).to.equal(reference);
    expect(referenceIn(second.html)).to.equal(reference);
    await emailTo('twice@surgery.example.org');
    expect(mail.received.filter(({ to }) => to.includes('twice@surgery.example.org'))).to.have.length(1);
  });

  it('says what is missing or wrong, beside it and at the head, and keeps what was written', async () => {
    const gp = someone();
    await gp.post('', {});
    const wrong = await gp.post('you', { sender: 'gp', name: 'Dr Lewis', organisation: '', email: 'lewis' });
    expect(wrong.status).to.equal(422);
    expect(wrong.html).to.include('<title>There is a problem: ').and.include('href="#organisation"');
    expect(wrong.html)
      .to.include('href="#email"')
      .and.include('value="Dr Lewis"')
      .and.not.include('href="#name"');
    await gp.post(...you);
    await gp.post(...agreed);
    for (const place of ['Xyzzy', 'Barry and Worcester', '']) {
      const unknown = await gp.post('caring', { ...caring[1], place });
      expect(unknown.status, place).to.equal(422);
      expect(unknown.html).to.include('id="place-error"');
    }
    await gp.post(...caring);
    await gp.post(...story);
    const unsafe = await gp.post('reach', { name: 'Nia', phone: '07700 900456', language: 'en' });
    expect(unsafe.html).to.include('href="#call"').and.include('href="#message"').and.include('href="#text"');
    const none = await gp.post('reach', { name: 'Nia', phone: '', email: '', language: 'en' });
    expect(none.html).to.include('href="#phone"');
    await gp.post(...reach);
    const unconfirmed = await gp.post('check', {});
    expect(unconfirmed.status).to.equal(422);
    expect(unconfirmed.html).to.include('href="#agreed"');
  });

  it('asks which council where a place is shared, and leads on where nobody here takes it', async () => {
    const gp = someone();
    const shared = await gp.fill([you, agreed, ['caring', { ...caring[1], place: 'CF5' }]]);
    expect(shared.at).to.equal('council');
    const cardiff = /value="(Cardiff Council)"/.exec(shared.html)?.[1] ?? '';
    const elsewhere = await gp.post('council', { council: cardiff });
    expect(elsewhere.at).to.equal('nobody');
    expect(elsewhere.html).to.include('Cardiff Council');
    await gp.post('caring', { ...caring[1], place: 'CF5' });
    expect((await gp.post('council', { council: 'notSure' })).at).to.equal('story');
  });

  it('takes a child to those who help children', async () => {
    const school = someone();
    await school.fill([you, agreed, ['caring', { ...caring[1], carerAge: 'under-18' }], story, reach]);
    const { html } = await school.post(...sent);
    expect((await site.store.findReferral(referenceIn(html)))?.service).to.equal(
      'vale-families-first-advice-line',
    );
  });

  it('keeps what is being filled in unreadable, and only for an hour', async () => {
    const gp = someone();
    await gp.fill(whole);
    const key = `refer:${createHash('sha256').update(gp.cookie('refer')).digest('base64url')}`;
    const kept = await site.store.deskSessions.find(key, new Date(0));
    expect(kept?.value)
      .to.be.a('string')
      .and.not.match(/Nia|Lewis|dementia/);
    site.pass(61);
    expect((await gp.get('check')).at).to.equal('');
    expect((await gp.post(...sent)).at).to.equal('');
  });

  it('takes no form from elsewhere, and no odd ones', async () => {
    const gp = someone();
    await gp.post('', {});
    expect((await gp.post(you[0], you[1], 'forged')).status).to.equal(403);
    expect((await gp.get('nothing')).status).to.equal(404);
    expect((await someone('nowhere').get()).status).to.equal(404);
    await gp.get('you');
    expect((await gp.post('you', { sender: 'x'.repeat(70_000) })).status).to.equal(413);
    const odd = await gp.post('you', {
      sender: 'king',
      name: 'x'.repeat(500),
      email: '<script>alert(1)</script>',
    });
    expect(odd.status).to.equal(422);
    expect(odd.html).not.to.include('<script>alert');
  });

  it('is all there in Welsh', async () => {
    const nyrs = someone(vale, 'cy');
    expect((await nyrs.get()).html)
      .to.include('<html lang="cy"')
      .and.include('Gofyn am gymorth i ofalwr');
    await nyrs.fill([
      ['you', { ...you[1], email: 'nyrs@surgery.example.org' }],
      agreed,
      caring,
      story,
      reach,
    ]);
    expect((await nyrs.post(...sent)).html).to.include('Mae wedi&#39;i anfon');
    expect((await emailTo('nyrs@surgery.example.org')).text).to.include('wedi cyrraedd');
  });

  it('logs nothing that anybody wrote', () => {
    expect(site.logged.join('\n')).not.to.match(/Lewis|Nia|dementia|900456/);
  });
});
