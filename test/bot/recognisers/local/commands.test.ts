import { expect } from 'chai';
import type { Command } from '../../../../dialogs/understanding.js';
import { recogniser } from './recogniser.js';

describe('the local recogniser: commands', () => {
  const asked: Record<Command, string[]> = {
    book: [
      'BOOK',
      'can i book a call please',
      'i would like to make an appointment',
      'bwcio',
      'Ga i fwcio galwad',
    ],
    'change-booking': [
      'MOVE',
      'i need to cancel',
      'Change',
      "i can't make it",
      'can i change my appointment',
      'SYMUD',
      'newid',
    ],
    earlier: ['EARLIER', 'is there anything earlier?', 'CYNHARACH'],
    'my-booking': ['when is my appointment', 'what time is my call?', 'pryd mae fy apwyntiad'],
    newsletter: [
      'NEWS',
      'sign me up for the newsletter please',
      'is there a newsletter?',
      'NEWYDDION',
      'cylchlythyr',
    ],
    events: [
      'EVENTS',
      "what's on?",
      'are there any groups near me',
      'are there any courses for carers please',
      'any training',
      'DIGWYDDIADAU',
      'Beth sydd ymlaen?',
      'oes unrhyw hyfforddiant',
    ],
    person: [
      'PERSON',
      'person',
      'a person please',
      'can I talk to someone',
      'can i speak to a real person please',
      'i want a human',
      'hi, could I speak to somebody?',
      'id rather talk to a person',
      'get me an adviser',
      'can someone ring me',
      'please can somebody call me back',
      'is there anyone i can talk to',
      'i dont want a bot. i want a person',
      'siarad â rhywun',
      'ga i siarad â pherson plis',
      'hoffwn i siarad gyda rhywun',
      'all rhywun fy ffonio i',
      'rhywun go iawn plis',
    ],
    change: [
      'change something',
      'Change it',
      'can I change something please',
      "you've got that wrong",
      'newid rhywbeth',
    ],
    enough: [
      'enough for now',
      "that's enough",
      'thats enough for today thanks',
      'i have to go now',
      'bye',
      'not now',
      'can we stop there',
      'dyna ddigon',
      'dyna ddigon am y tro diolch',
      'hwyl',
    ],
    restart: [
      'start again',
      'can we start over',
      'restart please',
      'lets start from the beginning',
      'dechrau eto',
      'dechre eto plis',
    ],
    'language-en': ['English please', 'in english', 'can we do this in English', 'Saesneg'],
    'language-cy': ['Cymraeg', 'in Welsh please', 'cymraeg plis', 'welsh', 'yn Gymraeg os gwelwch yn dda'],
    'what-you-know': [
      'what do you know about me',
      'what have you got about me?',
      'show me my story',
      'beth ydych chi’n gwybod amdana i',
    ],
    'referral-status': [
      'has the hub got my details?',
      "what's happening with my referral?",
      'whats happening with my referral',
      'any news on my referral?',
      'where is my referral',
      'have they got it yet?',
      'has it been sent',
      'did they get it?',
      'no one has been in touch',
      'when will they ring me',
      'beth sy’n digwydd gyda fy atgyfeiriad?',
      'oes newyddion am fy atgyfeiriad',
      'ble mae fy atgyfeiriad?',
      'ydyn nhw wedi ateb',
    ],
    statement: [
      'my statement',
      'can I have my statement please',
      'could you write it all down for me',
      'fy natganiad',
      'datganiad',
    ],
    withdraw: [
      'i have changed my mind, please dont send it',
      "i've changed my mind and don't want it shared",
      'no, please don’t pass it on, I take back my consent',
      "I've changed my mind, don't send it",
      'ive changed my mind dont send it',
      "don't pass it on",
      'dont send my story to anyone',
      'I changed my mind',
      'i withdraw my consent',
      'please take it back',
      "i don't want it shared any more",
      'dwi wedi newid fy meddwl',
      'peidiwch â’i anfon',
      'peidiwch ag anfon dim',
      'rwy wedi newid fy meddwl, peidiwch â’i anfon',
    ],
    delete: [
      'delete it',
      'delete everything',
      'forget me',
      'forget this conversation please',
      'dileu',
      'dileu popeth',
      'can you delete my data',
    ],
    privacy: [
      'is this private',
      'is this confidential?',
      'who sees this',
      'who reads what i write',
      'will you tell my mum',
      'will my school know',
      'ydy hwn yn breifat?',
      'pwy sy’n gweld hwn',
    ],
    'who-are-you': [
      'are you a robot',
      'who are you',
      'is this a real person',
      'what are you?',
      'pwy wyt ti',
      'ai robot wyt ti?',
      'r u a bot',
    ],
    'how-long': [
      'how long will it be?',
      'how long do I have to wait',
      'how long have i got to wait for',
      'hw long 2 wait',
      'hello?? how much longer',
      'when will someone answer',
      'any1 there??',
      'are you still there?',
      'am i still in the queue',
      'still waiting',
      'faint mor hir fydd rhaid i mi aros?',
      'am ba hyd fydd rhaid i fi aros',
      'pryd fydd rhywun yn ateb',
      'dal i aros',
    ],
    plan: [
      'make a plan',
      'EMERGENCY CARD',
      'can I get an emergency card please',
      'cerdyn argyfwng',
      'can i make an emergency plan',
      'gwneud cynllun',
    ],
    quiet: ['quiet', 'QUIET please', 'dont text me again', 'tawel', 'dim mwy o negeseuon'],
    menu: ['menu', 'HELP', 'help', 'what are my options', 'dewislen'],
  };
  for (const [command, texts] of Object.entries(asked)) {
    for (const text of texts) {
      it(`${command}: ${text}`, () => {
        expect(recogniser.read(text, null).command).to.equal(command);
      });
    }
  }

  const stories = [
    'my mum was a person who never asked for help',
    'i help my mum and i need a person to sit with her on mondays so i can work',
    'i speak welsh with my nan and she has dementia',
    'she has had enough of the hospital and so have i',
    'dad starts again every morning as if nothing was said',
    'the social worker said is this private care or council care',
    'i dont want to delete the photos of her',
    'help with the form for attendance allowance',
    'how long does attendance allowance take',
    'how long can i leave her on her own',
    'we are still waiting for the assessment',
    'i need some help',
    'my brother is a robot fan and autistic',
    'mum forgets me',
    'not now that shes worse',
  ];
  for (const text of stories) {
    it(`is a story, no command: ${text}`, () => {
      expect(recogniser.read(text, null).command).to.equal(null);
    });
  }

  const stopWords = [
    'STOP',
    'STOPALL',
    'UNSUBSCRIBE',
    'END',
    'QUIT',
    'CANCEL',
    'REVOKE',
    'OPTOUT',
    'stop',
    'end',
  ];
  for (const text of stopWords) {
    it(`leaves the carriers' word ${text} alone`, () => {
      expect(recogniser.read(text, null).command).to.equal(null);
    });
  }

  it('takes a name for a name', () => {
    for (const name of ['Mari', 'Private', 'English', 'Grace', 'Dai', 'Help']) {
      expect(recogniser.read(name, 'contactName').command, name).to.equal(null);
    }
    expect(recogniser.read('I want to talk to a person', 'contactName').command).to.equal('person');
    expect(recogniser.read('Dffgh', 'contactName').tone).to.equal(null);
  });
});

describe('the local recogniser: yes, no, unsure, rather not', () => {
  const yes = [
    'yeh go on then',
    'okey dokey',
    'thats fine by me',
    'for sure',
    'yes',
    'Yes please',
    'yep',
    'yeah go on then',
    'aye',
    'ok then',
    'ok',
    'sure',
    'thats right',
    '👍',
    'y',
    'ie',
    'ydw',
    'oes',
    'iawn',
    'ia plis',
    'wrth gwrs',
    'go on then',
    'yes thats fine',
  ];
  const no = [
    'absolutely not',
    'Of course not',
    'definitely not, he would kill me',
    'absolutely not my cup of tea',
    'naw',
    'not happy with that',
    'sai moyn',
    'no',
    'No thanks',
    'nope',
    'nah',
    'na',
    'not really',
    'no thank you',
    '👎',
    'dim diolch',
    'nac ydw',
    'nag oes',
    'naddo',
    'nage',
    'na dim diolch',
    'n',
  ];
  const neither = ['maybe', 'no one helps me', 'no money left', 'i know', 'okra', 'nan', 'no idea'];
  for (const text of yes) {
    it(`yes: ${text}`, () => {
      expect(recogniser.read(text, 'consent').yesNo).to.equal('yes');
    });
  }
  for (const text of no) {
    it(`no: ${text}`, () => {
      expect(recogniser.read(text, 'consent').yesNo).to.equal('no');
    });
  }
  for (const text of neither) {
    it(`neither: ${text}`, () => {
      expect(recogniser.read(text, 'consent').yesNo).to.equal(null);
    });
  }

  it('does not take a no to something else for one to being safe', () => {
    for (const text of ["no she hasn't said anything", 'no they never did', 'na dyw hi ddim wedi gweud dim'])
      expect(recogniser.read(text, 'safeNow').yesNo, text).to.equal(null);
    expect(recogniser.read("no I'm not", 'safeNow').yesNo).to.equal('no');
    expect(recogniser.read("no she hasn't agreed", 'consent').yesNo).to.equal('no');
  });

  it('reads how an answer begins when yes or no was asked', () => {
    expect(recogniser.read('yes but only in the mornings when he is out', 'safeToCall').yesNo).to.equal(
      'yes',
    );
    expect(recogniser.read('no he checks my phone', 'safeToText').yesNo).to.equal('no');
    expect(recogniser.read('ydw ond ddim ar ôl chwech', 'safeToCall').yesNo).to.equal('yes');
    expect(recogniser.read('yes but only in the mornings when he is out', 'circumstances').yesNo).to.equal(
      null,
    );
  });

  for (const text of [
    'i dont know',
    'dunno',
    'idk',
    'not sure',
    'no idea sorry',
    'im not sure',
    'dwi ddim yn siŵr',
    'sai’n gwbod',
    'dim syniad',
    'dwn i ddim',
  ]) {
    it(`unsure: ${text}`, () => {
      expect(recogniser.read(text, 'yourAge').unsure).to.equal(true);
    });
  }
  for (const text of [
    'skip',
    'pass',
    'rather not say',
    'id rather not say',
    'prefer not to say',
    'dont want to say',
    'hepgor',
    'well gen i beidio',
    'none of your business',
  ]) {
    it(`skip: ${text}`, () => {
      expect(recogniser.read(text, 'yourAge').skip).to.equal(true);
    });
  }

  it('does not take a story for a shrug', () => {
    const read = recogniser.read('i dont know where to start, my mum has dementia', null);
    expect([read.unsure, read.skip]).to.deep.equal([false, false]);
  });

  for (const text of ['hi', 'Hello!', 'hiya', 'good evening', 'shwmae', 'bore da', 'helo']) {
    it(`greeting: ${text}`, () => {
      expect(recogniser.read(text, null).greeting).to.equal(true);
    });
  }
  it('a greeting with something after it is more than a greeting', () => {
    expect(recogniser.read('hi my mum has ms', null).greeting).to.equal(false);
  });
});
