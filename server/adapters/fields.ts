export type Json = Record<string, unknown>;

const MAX_ID = 200;
const MAX_TEXT = 500;
const MAX_ATTRIBUTES = 50;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** The object that it is, or an empty one. */
export function objectOf(value: unknown): Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : {};
}

/** A trimmed, storable text; absent when it is empty or no text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).toWellFormed().replaceAll('\0', '').trim();
  return text === '' ? undefined : text.slice(0, MAX_TEXT).toWellFormed();
}

/** An id is never cut: one that is too long to be kept is none. */
export function idOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && text.length <= MAX_ID ? text : undefined;
}

export function emailOf(value: unknown): string | undefined {
  const id = idOf(value)?.toLowerCase();
  return id !== undefined && EMAIL.test(id) ? id : undefined;
}

export function dateOf(value: unknown): Date | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const date = new Date(value);
  const year = date.getUTCFullYear();
  return year >= 1970 && year < 2200 ? date : undefined;
}

export function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' ? Number(value) : value;
  const isCount = typeof count === 'number' && count >= 0 && count <= 2_147_483_647;
  return isCount ? Math.round(count) : undefined;
}

/** The traits that have no field of their own, as far as they are plain values. */
export function attributesOf(traits: Json, known: ReadonlySet<string>): Json | undefined {
  const rest = Object.entries(traits).filter(
    ([name, value]) => !known.has(name) && ['string', 'number', 'boolean'].includes(typeof value),
  );
  return rest.length > 0 ? Object.fromEntries(rest.slice(0, MAX_ATTRIBUTES)) : undefined;
}
