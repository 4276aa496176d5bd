const UNSTORABLE = /\\u0000|\\ud[89a-f]/;

/**
 * JSON for a `jsonb` parameter. PostgreSQL keeps neither NUL nor half a surrogate pair: they are taken out, and
 * only text that seems to have them is looked through.
 */
export function toStorableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return UNSTORABLE.test(json) ? JSON.stringify(value, cleanString) : json;
}

function cleanString(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '');
  const isRecord = value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isRecord) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.toWellFormed().replaceAll('\0', ''), inner]),
  );
}
