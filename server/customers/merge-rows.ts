/** What tells that two rows speak of the same record: the first that both have decides. */
export interface Identity {
  externalId?: string;
  /** Domain or e-mail address. */
  address?: string;
  /** For rows that have neither of the two. */
  name?: string;
}

interface Identified extends Identity {
  index: number;
}

/**
 * Folds the rows of one batch that speak of the same record: later values win, absent ones never erase.
 * @returns the folded rows, and for each given row the index of the one that it went into.
 */
export function mergeRows<Row extends object>(rows: Row[], identityOf: (row: Row) => Identity) {
  const merged: Row[] = [];
  const known = new Map<string, Identified>();
  const places = rows.map((row) => {
    const identity = identityOf(row);
    const match = findMatch(known, identity);
    if (!match) {
      remember(known, { ...identity, index: merged.push(row) - 1 });
      return merged.length - 1;
    }
    merged[match.index] = overlay(merged[match.index] ?? row, row);
    remember(known, { ...match, ...defined(identity), index: match.index });
    return match.index;
  });
  return { merged, places };
}

/** `over` on top of `base`: absent values keep what is there, attributes are joined. */
function overlay<Row extends object>(base: Row, over: Row): Row {
  const joined = { ...base, ...defined(over) };
  if (!('attributes' in base && 'attributes' in over)) return joined;
  return { ...joined, attributes: { ...(base.attributes ?? {}), ...(over.attributes ?? {}) } };
}

function findMatch(known: Map<string, Identified>, identity: Identity): Identified | undefined {
  const { externalId, address, name } = identity;
  const same = externalId === undefined ? undefined : known.get(`external ${externalId}`);
  if (same) return same;
  if (address !== undefined) {
    const neighbor = known.get(`address ${address}`);
    return externalId === undefined || neighbor?.externalId === undefined ? neighbor : undefined;
  }
  return externalId === undefined && name !== undefined ? known.get(`name ${name}`) : undefined;
}

function remember(known: Map<string, Identified>, identity: Identified): void {
  const { externalId, address, name } = identity;
  if (externalId !== undefined) known.set(`external ${externalId}`, identity);
  const neighbor = address === undefined ? undefined : known.get(`address ${address}`);
  if (address !== undefined && (!neighbor || neighbor.index === identity.index))
    known.set(`address ${address}`, identity);
  if (name !== undefined && !known.has(`name ${name}`)) known.set(`name ${name}`, identity);
}

function defined<Row extends object>(row: Row): Partial<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Partial<Row>;
}
