import { sql } from 'kysely';
import { searchKey } from '../../rules.ts';
import { allOf, type Condition, isAnyOf, isAtLeast, isAtMost } from '../../store/conditions.ts';
import { type Reader, reachesCustomer } from '../../store/reach.ts';
import type { ActivityFilters } from '../schema.ts';

/** The activities (t) that there are for this reader: everything that reads activities goes through here. */
export function isReadable(reader: Reader): Condition {
  return allOf([
    sql`t.workspace_id = ${reader.workspaceId} and t.deleted_at is null`,
    reachesCustomer(reader, { account: sql`t.account_id`, person: sql`t.person_id` }),
  ]);
}

export function activityCondition(reader: Reader, filters: ActivityFilters): Condition {
  return allOf([
    isReadable(reader),
    holdsWords(filters.q),
    isAnyOf(sql`t.kind`, filters.kind),
    filters.accountId === undefined ? undefined : sql`t.account_id = ${filters.accountId}`,
    takesPart(filters.personId),
    isAnyOf(sql`t.author_id`, filters.authorId),
    isAnyOf(sql`t.outcome`, filters.outcome),
    isAnyOf(sql`t.direction`, filters.callDirection),
    isAtLeast(sql`t.at`, filters.from),
    isAtMost(sql`t.at`, filters.to),
    filters.isPinned === undefined ? undefined : sql`t.is_pinned = ${filters.isPinned}`,
    filters.hasNextStep === undefined ? undefined : sql`(t.next_step is not null) = ${filters.hasNextStep}`,
  ]);
}

function holdsWords(words: string | undefined): Condition | undefined {
  const key = searchKey(words ?? '');
  if (key === '') return undefined;
  return sql`t.search_key like ${`%${key.replace(/[\\%_]/g, '\\$&')}%`}`;
}

function takesPart(personId: string | undefined): Condition | undefined {
  if (personId === undefined) return undefined;
  return sql`(t.person_id = ${personId} or exists (select from customers.activity_people part
    where part.workspace_id = t.workspace_id and part.activity_id = t.id and part.person_id = ${personId}))`;
}
