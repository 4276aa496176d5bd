import { type Actor, authorize } from '../../core/actor.ts';
import { words } from '../../core/words.ts';
import { filterReachable, filterReachablePeople } from '../reach/reach.ts';
import { cleanDomain } from '../rules.ts';
import { findLikely } from './find-duplicates.ts';
import type { Reason } from './rules.ts';
import type { Duplicate, DuplicateQuery, Likely, LikelyQuery } from './schema.ts';
import { pageOfPairs, type StoredPair, type StoredSide } from './store/pairs.ts';

/** The likeliest first. */
export async function listDuplicates(actor: Actor, query: DuplicateQuery) {
  authorize(actor, 'accounts.read');
  const { data, nextCursor } = await pageOfPairs(actor, query);
  return { data: data.map((pair) => toDuplicate(actor, pair)), nextCursor };
}

/** Who may be there already, asked before somebody is entered. */
export async function listLikely(actor: Actor, query: LikelyQuery): Promise<Likely[]> {
  authorize(actor, 'accounts.read');
  const { object, name = null, email = null, phone = null, accountId = null } = query;
  const domain = cleanDomain(query.domain) ?? null;
  const found = await findLikely(actor.workspaceId, object, {
    ...{ name, email, phone, accountId, domain, furtherEmails: [], furtherPhones: [] },
  });
  const ids = found.map(({ record }) => record.id);
  const reached = await (object === 'account' ? filterReachable : filterReachablePeople)(actor, ids);
  const told = found.filter(({ record }) => reached.has(record.id));
  return told.map(({ record, likeness }) => ({
    id: record.id,
    name: record.name ?? record.email ?? record.domain ?? record.id,
    detail: record.domain ?? record.email ?? record.phone,
    score: likeness.score,
    isSure: likeness.isSure,
    reasons: inWords(actor, likeness.reasons),
  }));
}

export function toDuplicate(actor: Actor, pair: StoredPair): Duplicate {
  return {
    ...pair,
    first: toSide(pair.first),
    second: toSide(pair.second),
    reasons: inWords(actor, pair.reasons),
    suggestedKeptId: suggestKept(pair).id,
  };
}

/** The record with an external id, else the older one. */
export function suggestKept({ first, second }: StoredPair): StoredSide {
  return second.externalId !== null && first.externalId === null ? second : first;
}

function toSide({ id, name, detail, createdAt }: StoredSide): Duplicate['first'] {
  return { id, name, detail, createdAt: new Date(createdAt) };
}

function inWords(actor: Actor, reasons: Reason[]): Duplicate['reasons'] {
  return reasons.map((code) => ({ code, text: words(actor.locale, `customers:duplicate.${code}`) }));
}
