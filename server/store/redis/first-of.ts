/** When something is ready, and where; milliseconds since 1970. */
interface Ready {
  area: string;
  at: number;
}

/** How many of the `limit` that are ready the longest stand in each area. */
export function firstOf(ready: readonly Ready[], limit: number): Map<string, number> {
  const shares = new Map<string, number>();
  const first = [...ready].sort((one, other) => one.at - other.at);
  for (const { area } of first.slice(0, limit)) shares.set(area, (shares.get(area) ?? 0) + 1);
  return shares;
}
