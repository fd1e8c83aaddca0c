import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Content } from '../../../content/load.js';
import type { Area } from '../../../content/schema/area.js';
import { PageError } from '../../pages/errors.js';
import { eventsPath } from '../../events/event-pages.js';
import { pageLanguage } from '../../pages/page-language.js';
import type { DeskPages } from '../desk-pages.js';
import type { DeskRoutes } from '../desk-routes.js';
import { translator } from '../translate.js';
import { needs, needsInArea, type AreaVisit } from '../visit.js';
import { diaryPath } from './diary-path.js';
import { cancelReasons, type DiaryRefusal, type DiaryService } from './diary-service.js';
import { shownDiary } from './shown-diary.js';

export interface DiaryPagesParts {
  pages: DeskPages;
  content: Content;
  diary: DiaryService;
  clock: () => Date;
}

const day = z.iso.date();
/** Every form says which week it stands on, to come back to it. */
const onWeek = z.object({ from: day.optional() });
/** What everybody reads of an event. */
const eventText = z.string().trim().min(1).max(120);
const forms = {
  'add-event': onWeek.extend({
    titleEn: eventText,
    titleCy: eventText.optional(),
    whereEn: eventText,
    whereCy: eventText.optional(),
    forEn: eventText,
    forCy: eventText.optional(),
    day,
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    minutes: z.coerce.number().int().min(5).max(720),
    places: z.coerce.number().int().min(1).max(500),
  }),
  add: onWeek.extend({
    offer: z.string().max(80),
    day,
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    minutes: z.coerce.number().int().min(5).max(480),
    places: z.coerce.number().int().min(1).max(500),
  }),
  'cancel-slot': onWeek.extend({
    slot: z.string().max(200),
    startsAt: z.iso.datetime(),
    reason: z.enum(cancelReasons),
  }),
  'cancel-booking': onWeek.extend({ booking: z.string().max(80), reason: z.enum(cancelReasons) }),
  'move-booking': onWeek.extend({ booking: z.string().max(80), to: z.string().max(200) }),
};

/** The diary: who is booked when, a week at a time, and what is changed in it. Every form works without a script. */
export function diaryPages(routes: DeskRoutes, parts: DiaryPagesParts): void {
  const { diary } = parts;

  routes.page('/desk/diary', needs('read-diary'), (visit, _request, response) => {
    const [only] = visit.areas;
    response.redirect(303, only !== undefined && visit.areas.length === 1 ? diaryPath(only) : '/desk');
  });

  routes.page(diaryPath(':area'), needsInArea('read-diary'), async (visit, request, response) => {
    await show(parts, visit, request, response, null);
  });

  function act<K extends keyof typeof forms>(
    name: K,
    perform: (
      visit: AreaVisit,
      area: Area,
      form: z.output<(typeof forms)[K]>,
    ) => Promise<DiaryRefusal | null>,
  ): void {
    routes.act(
      `${diaryPath(':area')}/${name}`,
      needsInArea('edit-diary'),
      async (visit, request, response) => {
        const form = forms[name].safeParse(request.body);
        const refusal = form.success
          ? await perform(visit, areaOf(parts, visit), form.data as z.output<(typeof forms)[K]>)
          : 'incomplete';
        if (refusal === null) {
          const from = form.data?.from;
          response.redirect(303, diaryPath(visit.area) + (from === undefined ? '' : `?from=${from}`));
          return;
        }
        response.status(form.success ? 409 : 400);
        await show(parts, visit, request, response, refusal);
      },
    );
  }

  act('add', (visit, area, form) => diary.add(visit.adviser, area, form));
  act('add-event', (visit, area, form) => {
    const { titleEn, titleCy, whereEn, whereCy, forEn, forCy, ...when } = form;
    // Where Welsh is at home, what everybody reads stands in both languages.
    if (area.nation === 'wales' && !(titleCy && whereCy && forCy)) return Promise.resolve('welsh-missing');
    const event = {
      title: { en: titleEn, cy: titleCy ?? titleEn },
      where: { en: whereEn, cy: whereCy ?? whereEn },
      forWhom: { en: forEn, cy: forCy ?? forEn },
    };
    return diary.addEvent(visit.adviser, area, { event, ...when });
  });
  act('cancel-slot', (visit, area, form) => diary.cancelSlot(visit.adviser, area, form));
  act('cancel-booking', (visit, area, form) => diary.cancelBooking(visit.adviser, area, form));
  act('move-booking', (visit, area, form) => diary.moveBooking(visit.adviser, area, form));
}

async function show(
  parts: DiaryPagesParts,
  visit: AreaVisit,
  request: Request,
  response: Response,
  refusal: DiaryRefusal | 'incomplete' | null,
): Promise<void> {
  const { pages, content, diary, clock } = parts;
  const area = areaOf(parts, visit);
  const language = pageLanguage(request);
  const t = translator(content.words, language);
  const asked = onWeek.safeParse(request.method === 'GET' ? request.query : request.body);
  const from = asked.data?.from ?? null;
  const week = await diary.week(visit.adviser, area, from);
  pages.show(request, response, 'desk/diary/views/diary.njk', visit, {
    area: area.id,
    areaName: area.name[language],
    diaryPath: diaryPath(area.id),
    from: week.monday.toFormat('yyyy-MM-dd'),
    bothLanguages: area.nation === 'wales',
    eventsPath: eventsPath(area.id),
    today: clock().toISOString().slice(0, 10),
    reasons: cancelReasons,
    problem: refusal && t(`desk-diary.refusal.${refusal}`),
    diary: shownDiary(week, { t, language, now: clock(), content, area }),
  });
}

function areaOf({ content }: DiaryPagesParts, { area: id }: AreaVisit): Area {
  const area = content.areas.get(id);
  if (!area) throw new PageError(404);
  return area;
}
