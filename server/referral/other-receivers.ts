import type { Content } from '../../content/load.js';
import type { Area } from '../../content/schema/area.js';

/** Ids of the services that take referrals of an area themselves, and not by way of another service. */
export function directReceivers({ pathway, partners }: Pick<Area, 'pathway' | 'partners'>): string[] {
  const paths = Object.values(pathway.carers).flatMap((each) => [each, ...each.instead]);
  const referTo = paths.flatMap((path) => [path.referTo, ...path.assessmentWays.map((way) => way.referTo)]);
  const services = referTo.flatMap((to) => (to ? [to.service] : []));
  return [...new Set([...services, ...partners.flatMap((partner) => partner.services)])];
}

/** Ids of the services of an area that could take a referral in place of `service`: those that its pathway refers to, and its partners'. */
export function otherReceivers({ areas }: Pick<Content, 'areas'>, areaId: string, service: string): string[] {
  const area = areas.get(areaId);
  if (!area) return [];
  const paths = Object.values(area.pathway.carers).flatMap((each) => [each, ...each.instead]);
  const referTo = paths.flatMap((path) => [path.referTo, ...path.assessmentWays.map((way) => way.referTo)]);
  const all = [
    ...referTo.flatMap((to) => (to ? [to.service, ...(to.onward === undefined ? [] : [to.onward])] : [])),
    ...area.partners.flatMap(({ services }) => services),
  ];
  return [...new Set(all)].filter((id) => id !== service);
}
