/** A map that is never changed, so that nothing need watch it. */
export function mapOf<K, V>(entries: Iterable<readonly [K, V]>): ReadonlyMap<K, V> {
  return new Map(entries);
}

/** A set that is never changed, so that nothing need watch it. */
export function setOf<T>(things: Iterable<T>): ReadonlySet<T> {
  return new Set(things);
}

/** How often each thing comes. */
export function tally<T>(things: Iterable<T>): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return counts;
}
