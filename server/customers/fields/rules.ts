import { type FieldError, invalidField } from '../../core/problem.ts';
import { OPERATORS, type Operator } from './kinds.ts';
import type { Field, FieldValue, FieldValues } from './schema.ts';

const MAX_TEXT = 2_000;
const MAX_LINK = 2_000;
/** As long as the texts that lists compare. */
const COMPARED_LETTERS = 200;

/** What is known beside the field to judge a value. */
export interface Judging {
  memberIds: ReadonlySet<string>;
  currency: string;
}

type Judged = { value: FieldValue } | { error: string };
type Judge = (given: unknown, field: Field, judging: Judging) => Judged;

const JUDGES: Record<Field['type'], Judge> = {
  text: (given) =>
    typeof given === 'string' && given.trim().length <= MAX_TEXT && !given.includes('\0')
      ? { value: given.trim().toWellFormed() }
      : { error: `must be text of at most ${MAX_TEXT} characters` },
  number: (given) =>
    typeof given === 'number' && Number.isFinite(given) ? { value: given } : { error: 'must be a number' },
  money: judgeMoney,
  date: (given) => (isDay(given) ? { value: given } : { error: 'must be a date as YYYY-MM-DD' }),
  choice: (given, field) =>
    isChoice(field, given) ? { value: given } : { error: `must be one of ${keysOf(field)}` },
  multi_choice: (given, field) =>
    Array.isArray(given) && given.every((each) => isChoice(field, each))
      ? { value: field.choices.flatMap(({ key }) => (given.includes(key) ? key : [])) }
      : { error: `must be a list of any of ${keysOf(field)}` },
  link: (given) => (isLink(given) ? { value: given } : { error: 'must be an address with http or https' }),
  checkbox: (given) => (typeof given === 'boolean' ? { value: given } : { error: 'must be true or false' }),
  member: (given, _field, { memberIds }) =>
    typeof given === 'string' && memberIds.has(given)
      ? { value: given }
      : { error: 'is not a member of this workspace' },
};

/**
 * The values after a change, with the errors by `fields.<key>`: absent keeps, null and what is empty erases. A value
 * that stays as it was is not judged again.
 */
export function changedValues(
  before: FieldValues,
  change: Record<string, unknown>,
  fields: readonly Field[],
  judging: Judging,
): { values: FieldValues; errors: FieldError[] } {
  const values = { ...before };
  const errors: FieldError[] = [];
  const known = new Map(fields.map((field) => [field.key, field]));
  for (const [key, given] of Object.entries(change)) {
    const field = known.get(key);
    if (!field) errors.push({ path: `fields.${key}`, message: 'is not a field in use' });
    else if (isEmpty(given)) delete values[key];
    else if (JSON.stringify(given) !== JSON.stringify(before[key])) {
      const judged = JUDGES[field.type](given, field, judging);
      if ('error' in judged) errors.push({ path: `fields.${key}`, message: judged.error });
      else values[key] = judged.value;
    }
  }
  return { values, errors };
}

/** One thing that a list asks of a field; `texts` are lower case and cut as they are compared. */
export interface FieldCondition {
  key: string;
  operator: Operator;
  texts: string[];
  number: number | null;
}

/** Reads `key:operator:value`. @throws Problem 422 on `field`. */
export function toCondition(text: string, fields: readonly Field[]): FieldCondition {
  const [key = '', operator = '', ...rest] = text.split(':');
  const field = fields.find((each) => each.key === key);
  if (!field) throw invalidField('field', `“${key}” is not a field in use`);
  const operators: readonly string[] = OPERATORS[field.type];
  if (!operators.includes(operator))
    throw invalidField('field', `“${key}” can be asked for ${operators.join(', ')}`);
  const value = rest.join(':').trim();
  const condition = { key, operator: operator as Operator, texts: [], number: null };
  if (operator === 'empty' || operator === 'not_empty') return condition;
  if (value === '') throw invalidField('field', `“${key}:${operator}” needs a value`);
  if (field.type !== 'number' && field.type !== 'money')
    return { ...condition, texts: textsOf(field, value) };
  const number = Number(value);
  if (!Number.isFinite(number)) throw invalidField('field', `“${key}” needs a number`);
  return { ...condition, number };
}

function textsOf({ type, key }: Field, value: string): string[] {
  if (type === 'date' && !isDay(value)) throw invalidField('field', `“${key}” needs a date as YYYY-MM-DD`);
  const texts = type === 'text' || type === 'link' ? [value] : value.split(',');
  return texts.map((text) => text.toLowerCase().slice(0, COMPARED_LETTERS));
}

/** The values of fields in use alone: those of archived ones wait for their return. */
export function shownValues(values: FieldValues, fields: readonly Field[]): FieldValues {
  const shown = fields.flatMap(({ key }) => {
    const value = values[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(shown);
}

function judgeMoney(given: unknown, field: Field, { currency }: Judging): Judged {
  const money = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
  const wanted = field.currency ?? currency;
  if (!Number.isSafeInteger(money.amountMinor))
    return { error: 'must have amountMinor, a whole number of minor units' };
  if ((money.currency ?? wanted) !== wanted) return { error: `must be in ${wanted}` };
  return { value: { amountMinor: money.amountMinor as number, currency: wanted } };
}

function isEmpty(given: unknown): boolean {
  if (typeof given === 'string') return given.trim() === '';
  return given === null || (Array.isArray(given) && given.length === 0);
}

function isDay(given: unknown): given is string {
  if (typeof given !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(given)) return false;
  const at = new Date(`${given}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(given);
}

function isLink(given: unknown): given is string {
  if (typeof given !== 'string' || given.length > MAX_LINK || !given.isWellFormed()) return false;
  const url = URL.parse(given);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && !given.includes('\0');
}

function isChoice({ choices }: Field, given: unknown): given is string {
  return choices.some(({ key }) => key === given);
}

function keysOf({ choices }: Field): string {
  return choices.map(({ key }) => key).join(', ');
}
