import type { FieldError } from '../../core/problem.ts';
import type { AssignedObject, Conditions } from './schema.ts';

const ACCOUNTS_ALONE = ['industries', 'planTiers', 'minSeats', 'maxSeats'] as const;

interface RuleShape {
  object: AssignedObject;
  conditions: Conditions;
  memberIds: string[];
  followsAccount: boolean;
}

/** What is wrong with a rule by itself; empty when nothing is. */
export function findRuleErrors({ object, conditions, memberIds, followsAccount }: RuleShape): FieldError[] {
  const errors: FieldError[] = [];
  if (followsAccount && object === 'account')
    errors.push({ path: 'followsAccount', message: 'is for people: an account has no account' });
  if (followsAccount && memberIds.length > 0)
    errors.push({ path: 'memberIds', message: 'must be empty where the owner of the account is taken' });
  if (!followsAccount && memberIds.length === 0)
    errors.push({ path: 'memberIds', message: 'must name at least one member' });
  if (new Set(memberIds).size < memberIds.length)
    errors.push({ path: 'memberIds', message: 'names a member twice' });
  for (const field of ACCOUNTS_ALONE)
    if (object === 'person' && conditions[field] !== undefined)
      errors.push({ path: `conditions.${field}`, message: 'is for accounts: people do not have it' });
  if ((conditions.minSeats ?? 0) > (conditions.maxSeats ?? Number.POSITIVE_INFINITY))
    errors.push({ path: 'conditions.maxSeats', message: 'must not be below the least number of seats' });
  return errors;
}
