import { objectOf } from '../fields.ts';

/** Of a name that is sent twice the last value counts. */
export function textsOf(values: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(objectOf(values)).flatMap(([name, value]) => {
      const last: unknown = Array.isArray(value) ? value.at(-1) : value;
      return typeof last === 'string' || typeof last === 'number' ? [[name, String(last)]] : [];
    }),
  );
}
