import { z } from 'zod';
import type { Contact } from '../../story/story.js';
import type { Question } from '../question.js';
import { phoneIn } from '../../story/phone.js';
import { noteConsent } from '../../referral/consent.js';
import { reassureOfRemoval } from '../../referral/reassure.js';
import { receivers } from '../../referral/receivers.js';
import { listWords } from '../../story/describe.js';

/** May the story be passed on: what, to whom, why. The words that were shown are kept with the answer. */
export const consent: Question = {
  fact: 'consent',
  prompt: (scene) => ({
    said: scene.speech.said('referral.consent', {
      services: listWords(
        scene,
        receivers(scene).map(({ name }) => name),
      ),
      call: scene.progress.chosen === 'call' ? 'yes' : 'no',
    }),
    choices: scene.speech.answersTo('referral.consent', 'yes', 'no'),
  }),
  read(scene, { understanding }, chosen) {
    const answer = chosen === 'yes' || chosen === 'no' ? chosen : understanding.yesNo;
    if (answer === null) return false;
    noteConsent(scene, answer === 'yes', this.prompt(scene).said);
    return true;
  },
  leave(scene) {
    noteConsent(scene, false, this.prompt(scene).said);
  },
  reassure: reassureOfRemoval,
};

/** Long enough for any name, short enough not to be a story. */
const longestName = 60;

/** What they would like to be called; any name will do. */
export const contactName: Question = {
  fact: 'contactName',
  prompt: ({ speech }) => ({ said: speech.said('referral.contactName'), choices: speech.choices('skip') }),
  read({ story }, { text }) {
    const name = text
      .trim()
      .replace(/^(my name is|i am|i'm|im|call me|it's|fy enw i yw|enw i yw|galwch fi'n)\s+/i, '')
      .replace(/[.!]+$/, '');
    if (name === '' || name.length > longestName) return false;
    story.contact.name = name;
    return true;
  },
};

/** By phone or by email, for somebody who does not write from a phone. */
export const contactMethod: Question = {
  fact: 'contactMethod',
  prompt: ({ speech }) => ({
    said: speech.said('referral.contactMethod'),
    choices: speech.choices('contact-phone', 'contact-email', 'skip'),
  }),
  again: ({ speech, heard }) =>
    speech.said(/\d/.test(heard?.text ?? '') ? 'referral.phone.again' : 'ask.choose.again'),
  read({ story }, { text, understanding }, chosen) {
    const { phone, email } = understanding.facts;
    if (phone !== undefined || email !== undefined) return true;
    const byEmail = chosen === 'contact-email' || /e-?mail|e-?bost/i.test(text);
    const byPhone = chosen === 'contact-phone' || /phone|call|ring|text|ff[oô]n|galw/i.test(text);
    if (byEmail === byPhone) return false;
    story.contact.by = byEmail ? 'email' : 'phone';
    return true;
  },
};

/** Which number to use: for somebody who writes from a phone, this one unless they say another. */
export const phone: Question = {
  fact: 'phone',
  prompt: ({ speech, writesFrom }) => ({
    said: speech.said(writesFrom === null ? 'referral.phone' : 'referral.phone.here'),
    choices: speech.answersTo('referral.phone.here', ...(writesFrom === null ? [] : ['yes']), 'skip'),
  }),
  again: ({ speech }) => speech.said('referral.phone.again'),
  read({ story, writesFrom }, { text, understanding }, chosen) {
    const here = writesFrom !== null && (chosen === 'yes' || understanding.yesNo === 'yes');
    const number = here ? writesFrom : phoneIn(understanding.facts.phone ?? text);
    if (number === null) return false;
    story.contact.phone = number;
    story.contact.by = 'phone';
    return true;
  },
};

export const email: Question = {
  fact: 'email',
  prompt: ({ speech }) => ({ said: speech.said('referral.email'), choices: speech.choices('skip') }),
  again: ({ speech }) => speech.said('referral.email.again'),
  read({ story }, { text, understanding }) {
    const found = z.email().safeParse(understanding.facts.email ?? text.trim());
    if (!found.success) return false;
    story.contact.email = found.data;
    story.contact.by = 'email';
    return true;
  },
};

export const bestTime: Question = {
  fact: 'bestTime',
  prompt: ({ speech }) => ({
    said: speech.said('referral.bestTime'),
    choices: speech.choices('time-morning', 'time-afternoon', 'time-evening', 'time-any', 'skip'),
  }),
  read({ story, speech }, { text }, chosen) {
    story.contact.bestTime = chosen === null ? text.trim() : speech.text(`choices.${chosen}`);
    return true;
  },
};

/** Asked before a number is kept: somebody else may answer it. Not sure counts as no. */
function safe(
  fact: 'safeToCall' | 'safeToText' | 'safeToLeaveMessage',
  name: keyof NonNullable<Contact['safe']>,
): Question {
  const note = (contact: Contact, answer: boolean): void => {
    contact.safe = { ...contact.safe, [name]: answer };
  };
  return {
    fact,
    prompt: ({ speech }) => ({
      said: speech.said(`referral.${fact}`),
      choices: speech.answersTo(`referral.${fact}`, 'yes', 'no', 'notSure'),
    }),
    read({ story }, { understanding }, chosen) {
      const answer = chosen ?? understanding.yesNo ?? (understanding.unsure ? 'notSure' : null);
      if (answer === null) return false;
      note(story.contact, answer === 'yes');
      return true;
    },
    leave: ({ story }) => {
      note(story.contact, false);
    },
  };
}

export const safeToCall = safe('safeToCall', 'call');
export const safeToText = safe('safeToText', 'text');
export const safeToLeaveMessage = safe('safeToLeaveMessage', 'message');
