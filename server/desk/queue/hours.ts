import { bankHolidays } from '../../../content/areas/bank-holidays.js';
import { closingTime, isOpen, nextOpening } from '../../../content/areas/opening-hours.js';
import type { Content } from '../../../content/load.js';

/** Whether an area's advisers are there by the hours its council has set; ISO 8601, null where that is not known. */
export interface DeskHours {
  known: boolean;
  open: boolean;
  closesAt: string | null;
  opensAt: string | null;
}

/** The desk's hours at `now`. An area that is not known, or has set none, counts as closed. */
export function deskHours({ areas, nations }: Content, id: string, now: Date): DeskHours {
  const area = areas.get(id);
  const hours = area?.desk.hours ?? null;
  if (!area || !hours) return { known: false, open: false, closesAt: null, opensAt: null };
  const holidays = bankHolidays(nations.get(area.nation)?.extraBankHolidays ?? []);
  const open = isOpen(hours, now, area.timeZone, holidays);
  const next = open ? null : nextOpening(hours, now, area.timeZone, holidays);
  return {
    known: true,
    open,
    closesAt: closingTime(hours, now, area.timeZone, holidays)?.toISOString() ?? null,
    opensAt: next?.toISOString() ?? null,
  };
}
