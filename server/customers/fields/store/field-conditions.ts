import { type RawBuilder, sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { invalidField } from '../../../core/problem.ts';
import { allOf, type Condition, isAnyOf } from '../../store/conditions.ts';
import type { Sort } from '../../store/read-page.ts';
import type { FieldObject } from '../kinds.ts';
import { type FieldCondition, toCondition } from '../rules.ts';
import type { Field, FieldSort } from '../schema.ts';
import { selectFieldsInUse } from './fields.ts';

/** Rows that are looked up by the value and sorted; more are read in the order of the list and tried one by one. */
const FEW = 2_000;

export interface AskedFields {
  condition: Condition | undefined;
  /** The rows are few and looked up. */
  isShort: boolean;
}

/**
 * What the list asks of custom fields, about the table with the alias `row`.
 * @throws Problem 422 on `field`.
 */
export async function askFields(
  workspaceId: string,
  object: FieldObject,
  row: 'a' | 'p',
  asked: string[] | undefined,
): Promise<AskedFields> {
  if (!asked || asked.length === 0) return { condition: undefined, isShort: false };
  const fields = await selectFieldsInUse(workspaceId, object);
  const conditions = asked.map((text) => toCondition(text, fields));
  const id = sql.raw(`${row}.id`);
  const found: Condition[] = [];
  let isShort = false;
  for (const condition of conditions) {
    const values = valuesOf(workspaceId, object, condition);
    const isWithout = condition.operator === 'empty' || condition.operator === 'is_not';
    const few = isWithout ? null : await findFew(values);
    isShort ||= few !== null;
    // A scalar subquery is tried row by row: the planner never turns it into a join of all values.
    const holds = sql`(select true ${values} and v.record_id = ${id} limit 1)`;
    const tried: Condition = isWithout ? sql`${holds} is null` : sql`${holds} is true`;
    found.push(few ? (isAnyOf(id, few) as Condition) : tried);
  }
  return { condition: allOf(found), isShort };
}

async function findFew(values: RawBuilder<unknown>): Promise<string[] | null> {
  const { rows } = await sql<{ id: string }>`select distinct v.record_id as id from (
    select v.record_id ${values} limit ${FEW + 1}) v`.execute(db());
  return rows.length > FEW ? null : rows.map(({ id }) => id);
}

function valuesOf(workspaceId: string, object: FieldObject, condition: FieldCondition): RawBuilder<unknown> {
  return sql`from customers.field_values v where v.workspace_id = ${workspaceId} and v.object = ${sql.lit(object)}
    and v.field_key = ${condition.key} and ${holds(condition)}`;
}

/** What a value must be; without that for `empty` and the opposite for `is_not`, which look for rows without one. */
function holds({ operator, texts, number }: FieldCondition): Condition {
  const [text = ''] = texts;
  if (operator === 'empty' || operator === 'not_empty') return sql`true`;
  if (operator === 'contains') return sql`v.text_value like ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}`;
  if (operator === 'before') return sql`v.text_value < ${text}`;
  if (operator === 'after') return sql`v.text_value > ${text}`;
  if (operator === 'at_least') return sql`v.number_value >= ${number}`;
  if (operator === 'at_most') return sql`v.number_value <= ${number}`;
  return number === null ? sql`v.text_value = any(${texts}::text[])` : sql`v.number_value = ${number}`;
}

/** The key of the field that a list is sorted by, or null when it is sorted by something built in. */
export function sortedKey(sort: string): string | null {
  return sort.startsWith('fields.') ? sort.slice('fields.'.length) : null;
}

/**
 * The order of a list by a field; the list must join `customers.field_values` as `v` on the field's key.
 * @throws Problem 422 on `sort` when there is no such field, or it has several values or none that sort.
 */
export async function sortOfField(
  workspaceId: string,
  object: FieldObject,
  row: 'a' | 'p',
  sort: FieldSort,
): Promise<Sort> {
  const key = sortedKey(sort);
  const field = (await selectFieldsInUse(workspaceId, object)).find((each) => each.key === key);
  if (!field || field.type === 'multi_choice' || field.type === 'member')
    throw invalidField('sort', 'is not a field that the list can be sorted by');
  const kind = isNumber(field) ? 'number' : 'text';
  return {
    column: sql.raw(kind === 'number' ? 'v.number_value' : 'v.text_value'),
    id: sql.raw('v.record_id'),
    emptyId: sql.raw(`${row}.id`),
    kind,
  };
}

function isNumber({ type }: Field): boolean {
  return type === 'number' || type === 'money';
}
