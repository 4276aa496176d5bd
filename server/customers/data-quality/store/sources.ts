import { type RawBuilder, sql } from 'kysely';
import { FREE_DOMAINS } from '../../../core/free-mail-domains.ts';
import { allOf, type Condition } from '../../store/conditions.ts';
import { type Reader, reachesAccount, reachesDeal, reachesPerson } from '../../store/reach.ts';
import { FAULTS, type FaultKey, type FaultObject, QUIET_DAYS } from '../rules.ts';

type Sql = RawBuilder<unknown>;

/** The records of a kind, as the faults read them: `a`, `p` or `d`. */
interface Records {
  from: Sql;
  id: Sql;
  name: Sql;
  detail: Sql;
  owner: Sql;
  /** What is worth most is shown first. */
  worth: Sql;
}

/** What is looked at: whose it is, and when. */
export interface Look {
  reader: Reader;
  /** The company's day, `YYYY-MM-DD`. */
  today: string;
}

const ACCOUNT: Records = {
  from: sql`customers.accounts a left join customers.account_figures f
    on f.workspace_id = a.workspace_id and f.account_id = a.id`,
  id: sql`a.id`,
  name: sql`a.name`,
  detail: sql`a.domain`,
  owner: sql`a.owner_id`,
  worth: sql`coalesce(f.mrr_minor, -1)`,
};

const PERSON: Records = {
  from: sql`customers.people p left join customers.accounts a
    on a.workspace_id = p.workspace_id and a.id = p.account_id
    left join customers.account_figures f on f.workspace_id = a.workspace_id and f.account_id = a.id`,
  id: sql`p.id`,
  name: sql`coalesce(p.name, p.email, p.external_id, '')`,
  detail: sql`coalesce(a.name, p.email)`,
  owner: sql`coalesce(p.owner_id, a.owner_id)`,
  worth: sql`coalesce(f.mrr_minor, -1)`,
};

const DEAL: Records = {
  from: sql`customers.deals d left join customers.accounts a
    on a.workspace_id = d.workspace_id and a.id = d.account_id`,
  id: sql`d.id`,
  name: sql`d.name`,
  detail: sql`a.name`,
  owner: sql`d.owner_id`,
  worth: sql`coalesce(d.amount_minor, -1)`,
};

const RECORDS: Record<FaultObject, Records> = { account: ACCOUNT, person: PERSON, deal: DEAL };

const FREE = sql`${FREE_DOMAINS}::text[]`;
const MAIL_DOMAIN = sql`split_part(p.email, '@', 2)`;
const IS_CARED_FOR = sql`a.stage in ('trial', 'customer')`;
const IS_OPEN = sql`d.state = 'open' and d.deleted_at is null`;

/** Null: nobody can know. */
interface Source {
  isFaulty(look: Look): Sql;
  suggestion: Sql | null;
  /** The suggested value in words, over `s.value`; the value itself by default. */
  label?: Sql;
}

const SOURCES: Record<FaultKey, Source> = {
  accountOwner: {
    isFaulty: () => sql`${IS_CARED_FOR} and a.owner_id is null`,
    suggestion: sql`(select o.owner_id from customers.deals o where o.workspace_id = a.workspace_id
      and o.account_id = a.id and o.owner_id is not null and o.deleted_at is null
      order by o.created_at desc, o.id limit 1)`,
  },
  accountDomain: {
    isFaulty: () => sql`${IS_CARED_FOR} and a.domain is null`,
    suggestion: sql`(select min(told.domain) from (
        select distinct split_part(o.email, '@', 2) as domain from customers.people o
        where o.workspace_id = a.workspace_id and o.account_id = a.id and o.email is not null) as told
      where told.domain <> all(${FREE}) and not exists (select from customers.accounts other
        where other.workspace_id = a.workspace_id and other.domain = told.domain)
      having count(*) = 1)`,
  },
  accountCountry: {
    isFaulty: () => sql`${IS_CARED_FOR} and a.country is null`,
    suggestion: sql`(select min(o.country) from customers.people o where o.workspace_id = a.workspace_id
      and o.account_id = a.id and o.country is not null having count(distinct o.country) = 1)`,
  },
  accountContact: {
    isFaulty: () => sql`a.stage = 'customer' and not exists (select from customers.people o
      where o.workspace_id = a.workspace_id and o.account_id = a.id and o.email is not null)`,
    suggestion: null,
  },
  accountQuiet: {
    isFaulty: ({ today }) => sql`${IS_CARED_FOR} and a.created_at < ${today}::date - ${QUIET_DAYS}::integer
      and not exists (select from customers.timeline_entries e where e.workspace_id = a.workspace_id
        and e.account_id = a.id and e.at >= ${today}::date - ${QUIET_DAYS}::integer)`,
    suggestion: null,
  },
  accountStage: {
    isFaulty: () => sql`a.stage <> 'customer' and f.mrr_minor > 0`,
    suggestion: sql`'customer'`,
  },
  accountDouble: { isFaulty: () => isOfPair('account', sql`a.workspace_id`, sql`a.id`), suggestion: null },
  personEmail: { isFaulty: () => sql`p.email is null and a.stage = 'customer'`, suggestion: null },
  personAccount: {
    isFaulty: () => sql`p.account_id is null and p.email is not null and ${MAIL_DOMAIN} <> all(${FREE})
      and exists (select from customers.accounts o
        where o.workspace_id = p.workspace_id and o.domain = ${MAIL_DOMAIN})`,
    suggestion: accountOfDomain(),
    label: accountName(),
  },
  personOtherAccount: {
    isFaulty: () => sql`p.email is not null and a.domain is not null and ${MAIL_DOMAIN} <> a.domain
      and ${MAIL_DOMAIN} <> all(${FREE}) and exists (select from customers.accounts o
        where o.workspace_id = p.workspace_id and o.domain = ${MAIL_DOMAIN})`,
    suggestion: accountOfDomain(),
    label: accountName(),
  },
  personDouble: { isFaulty: () => isOfPair('person', sql`p.workspace_id`, sql`p.id`), suggestion: null },
  dealOwner: {
    isFaulty: () => sql`${IS_OPEN} and d.owner_id is null`,
    suggestion: sql`a.owner_id`,
  },
  dealAmount: { isFaulty: () => sql`${IS_OPEN} and d.amount_minor is null`, suggestion: null },
  dealDate: {
    isFaulty: ({ today }) => sql`${IS_OPEN} and d.expected_on < ${today}::date`,
    suggestion: null,
  },
};

/** The one account with the domain of the person's address; two of them tell nothing. */
function accountOfDomain(): Sql {
  return sql`(select min(o.id) from customers.accounts o where o.workspace_id = p.workspace_id
    and o.domain = ${MAIL_DOMAIN} having count(*) = 1)`;
}

function accountName(): Sql {
  return sql`(select o.name from customers.accounts o where o.workspace_id = p.workspace_id and o.id = s.value)`;
}

function isOfPair(object: 'account' | 'person', workspace: Sql, id: Sql): Sql {
  return sql`exists (select from customers.duplicates o where o.workspace_id = ${workspace} and o.object = ${object}
    and o.dismissed_at is null and (o.first_id = ${id} or o.second_id = ${id}))`;
}

/** The records that have a fault, of what the reader reaches. */
export function faultyRecords(fault: FaultKey, look: Look) {
  const { object } = FAULTS[fault];
  const records = RECORDS[object];
  const { suggestion, label, isFaulty } = SOURCES[fault];
  const alias = { account: sql`a`, person: sql`p`, deal: sql`d` }[object];
  const isOfReader = sql<boolean>`${alias}.workspace_id = ${look.reader.workspaceId}`;
  const where = allOf([isOfReader, isFaulty(look) as Condition, reaches(object, look.reader)]);
  return { ...records, where, suggestion, label: label ?? sql`s.value` };
}

function reaches(object: FaultObject, reader: Reader): Condition | undefined {
  if (object === 'account') return reachesAccount(reader, sql`a.id`);
  return object === 'person' ? reachesPerson(reader, sql`p.id`) : reachesDeal(reader);
}
