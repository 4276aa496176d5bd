/**
 * A page's typed search parameters: the named ones, as text; anything else is dropped.
 * Pass it as a route's `validateSearch`.
 */
export function textParams<const Name extends string>(...names: Name[]) {
  return (search: Record<string, unknown>): Partial<Record<Name, string>> => {
    const given = names.filter((name) => search[name] !== undefined && search[name] !== '');
    return Object.fromEntries(given.map((name) => [name, String(search[name])])) as Partial<
      Record<Name, string>
    >;
  };
}

/** `-mrrMinor` in the address is `sort=mrrMinor&direction=desc` at the server. */
export function sortQuery(sort: string | undefined): { sort?: string; direction?: 'asc' | 'desc' } {
  if (!sort) return {};
  return sort.startsWith('-') ? { sort: sort.slice(1), direction: 'desc' } : { sort, direction: 'asc' };
}
