import pg from 'pg';

/** How many records the company has. */
export interface Size {
  people: number;
  accounts: number;
  timeline: number;
  /** Timeline entries of the first account. */
  longest: number;
}

/** Its first account, the busiest one. */
export const BUSIEST = 'acc_0000000';
export const FIRST_NAMES = [
  'Anna',
  'Boris',
  'Chanida',
  'David',
  'Elif',
  'Farid',
  'Giulia',
  'Hana',
  'Ivan',
  'Jonas',
];
export const SYLLABLES = [
  'ka',
  'mo',
  'ri',
  'ter',
  'lan',
  'sen',
  'vik',
  'dor',
  'pa',
  'nel',
  'gar',
  'thi',
  'bru',
  'ois',
];

/**
 * Writes a company of this size: names repeat as they do in life, one in ten people has a name and account that somebody
 * else has too, and one account has far more on its timeline than the others. The same each time.
 */
export async function writeBigCompany(url: string, workspaceId: string, size: Size): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(
      "set synchronous_commit = off; set maintenance_work_mem = '1GB'; set work_mem = '256MB'",
    );
    await client.query("set session_replication_role = 'replica'");
    const indexes = await dropIndexes(client);
    for (const statement of statements(workspaceId, size)) await client.query(statement);
    for (const { indexdef } of indexes) await client.query(indexdef);
    await client.query("set session_replication_role = 'origin'");
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** An index is built faster once everything is there. */
async function dropIndexes(client: pg.Client): Promise<{ indexdef: string }[]> {
  const { rows } = await client.query<{ indexname: string; indexdef: string }>(
    `select indexname, indexdef from pg_indexes
     where schemaname = 'customers' and tablename in ('people', 'timeline_entries', 'stakeholders')
       and indexdef not like 'create unique%' and indexdef not like 'CREATE UNIQUE%'`,
  );
  for (const { indexname } of rows) await client.query(`drop index customers.${indexname}`);
  return rows;
}

const list = (texts: readonly string[]) => `array[${texts.map((text) => `'${text}'`).join(', ')}]`;
const pick = (texts: readonly string[], by: string) => `(${list(texts)})[1 + (${by}) % ${texts.length}]`;
const hash = (column: string, salt: number) => `abs(hashint4(${column} # ${salt}))`;

function word(column: string, salt: number): string {
  const syllable = (place: number) => pick(SYLLABLES, hash(column, salt * 10 + place));
  return `initcap(${syllable(1)} || ${syllable(2)} || ${syllable(3)})`;
}

function statements(workspaceId: string, { people, accounts, timeline, longest }: Size): string[] {
  const account = (number: string) => `'acc_' || lpad((${number})::text, 7, '0')`;
  // One in ten is somebody's double: the same name in the same account.
  const twin = 'case when n % 10 = 9 then n - 9 else n end';
  return [
    `insert into customers.accounts (workspace_id, id, external_id, name, name_key, domain, industry, country, plan_tier,
       seats, channel, stage, signed_up_at)
     select '${workspaceId}', ${account('n')}, 'x' || n, name || ' ' || n, lower(name) || ' ' || n, lower(name) || n || '.example',
       ${pick(['Software', 'Retail', 'Health', 'Finance', 'Education'], hash('n', 1))},
       ${pick(['US', 'DE', 'TH', 'FR', 'GB', 'JP'], hash('n', 2))}, ${pick(['Start', 'Grow', 'Scale'], hash('n', 3))},
       ${hash('n', 4)} % 500, ${pick(['organic', 'ads', 'referral', 'event'], hash('n', 5))},
       ${pick(['lead', 'trial', 'customer', 'customer', 'churned'], hash('n', 6))},
       '2024-01-01'::timestamptz + make_interval(hours => ${hash('n', 7)} % 17520)
     from (select n, ${word('n', 1)} || ' ' || ${word('n', 2)} as name from generate_series(0, ${accounts - 1}) n) told`,
    `insert into customers.account_figures (workspace_id, account_id, mrr_minor, currency, health_score, health_band, open_tickets)
     select '${workspaceId}', ${account('n')}, ${hash('n', 8)} % 500000, 'USD', ${hash('n', 9)} % 100,
       ${pick(['good', 'average', 'poor', 'not_scored'], hash('n', 10))}, ${hash('n', 11)} % 5
     from generate_series(0, ${accounts - 1}) n on conflict (workspace_id, account_id) do update set
       mrr_minor = excluded.mrr_minor, currency = excluded.currency, health_score = excluded.health_score,
       health_band = excluded.health_band, open_tickets = excluded.open_tickets`,
    `insert into customers.people (workspace_id, id, external_id, email, name, name_key, phone, account_id, title, country, channel, stage)
     select '${workspaceId}', 'per_' || lpad(n::text, 8, '0'), 'p' || n, 'mail.' || n || '@' || lower(last) || '.example',
       first || ' ' || last, lower(first || ' ' || last), '+1 555 ' || lpad((n % 9999999)::text, 7, '0'), ${account(`(${twin}) / ${Math.max(1, Math.floor(people / accounts))} % ${accounts}`)},
       ${pick(['Head of Operations', 'Engineer', 'Founder', 'Buyer'], hash('n', 12))}, ${pick(['US', 'DE', 'TH', 'FR'], hash('n', 13))},
       ${pick(['organic', 'ads', 'referral'], hash('n', 14))}, ${pick(['lead', 'customer'], hash('n', 15))}
     from (select n, ${pick(FIRST_NAMES, hash(`(${twin})`, 16))} as first, ${word(`(${twin})`, 3)} || ${pick(SYLLABLES, hash(`(${twin})`, 17))} as last
       from generate_series(0, ${people - 1}) n) told`,
    `insert into customers.stakeholders (workspace_id, account_id, person_id)
     select workspace_id, account_id, id from customers.people where workspace_id = '${workspaceId}'`,
    `insert into customers.timeline_entries (workspace_id, id, account_id, at, kind, source_id, code, values, search_key)
     select '${workspaceId}', 'tle_' || lpad(n::text, 9, '0'),
       ${account(`case when n < ${longest} then 0 else ${hash('n', 18)} % ${accounts} end`)},
       '2024-01-01'::timestamptz + make_interval(secs => n * 3.0),
       ${pick(['usage', 'usage', 'usage', 'ticket', 'visit', 'survey', 'note', 'payment'], hash('n', 19))}, 'e' || n,
       'signals:timeline.ticket.opened', jsonb_build_object('subject', ${word('n', 4)} || ' ' || ${word('n', 5)}, 'priority', 'normal'),
       case when n % 10 = 0 then lower(${word('n', 4)} || ' ' || ${word('n', 5)}) else '' end
     from generate_series(0, ${timeline - 1}) n`,
  ];
}
