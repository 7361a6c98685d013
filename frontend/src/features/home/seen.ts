const key = (net: string) => `unmn.seen.${net}`;
const met: Record<string, number> = {};

/** The newest entry at the visit before this one; what is read now counts from the next visit on. */
export function since(net: string, newest: number): number {
  met[net] ??= Number(localStorage.getItem(key(net)) ?? 0);
  localStorage.setItem(key(net), String(newest));
  return met[net];
}
