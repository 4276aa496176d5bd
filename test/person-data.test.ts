import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { systemActor } from '../server/core/actor.ts';
import { db, inTransaction, pool } from '../server/core/db.ts';
import { savePeople } from '../server/customers/index.ts';
import { erasePerson } from '../server/customers/privacy/erase-person.ts';
import { exportPerson } from '../server/customers/privacy/export-person.ts';
import { listHeldData, listOmitted } from '../server/customers/privacy/held-data.ts';
import { makeWorkspace, useDatabase } from './support/database.ts';
import { listPersonTables, plantPersonData } from './support/planted-person.ts';
import { textOfWorkspace } from './support/text-of-workspace.ts';

useDatabase();

/** Columns of such a name that say nothing of a person who is in the record. */
const OTHERS = new Set([
  // Members: who works here, and who is asked to.
  'workspace.identities.email',
  'workspace.member_invitations.email',
  // What is in the table of affiliates is read from there.
  'customers.account_figures.affiliate_id',
  // Of an account, which is not one person's.
  'signals.billing_events.customer',
]);

describe('every column that names a person, in whatever part', () => {
  it('is in a table that its room hands out, or says why not', async () => {
    const { rows } = await pool().query<{ name: string; table: string }>(`
      select n.nspname || '.' || c.relname as table, n.nspname || '.' || c.relname || '.' || a.attname as name
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|graphile)' and a.attnum > 0
        and not a.attisdropped and a.attname ~
          '(^|_)(person_id|record_id|affiliate_id|customer_id|recruiter_id|visitor_id|user_key|respondent|recipient|e?mail|phone)$'`);
    const tables = new Set(listPersonTables());
    const omitted = new Set(listOmitted());
    expect(rows.length).toBeGreaterThan(50);
    const open = rows.filter(
      ({ name, table }) => !(tables.has(table) || omitted.has(name) || OTHERS.has(name)),
    );
    expect(open.map(({ name }) => name)).toEqual([]);
  });
});

describe('an export of all data of a person', () => {
  it('holds what every column of every table of every room says', async () => {
    const { id: ws } = await makeWorkspace();
    const actor = systemActor(ws, 'Owner');
    const [person] = await savePeople(ws, [
      { email: 'quendrida@xylophant.example', externalId: 'xyl-1', name: 'Quendrida' },
    ]);
    const personId = person?.id ?? '';
    const planting = new Error('all that was planted goes again');
    const within = inTransaction(async () => {
      const planted = await plantPersonData(ws, {
        person: personId,
        email: 'quendrida@xylophant.example',
        externalId: 'xyl-1',
      });
      expect(planted.size).toBeGreaterThan(200);
      for (const format of ['json', 'html'] as const) {
        const file = await text(await exportPerson(actor, personId, format));
        const missing = [...planted].filter(([, value]) => !file.includes(value)).map(([column]) => column);
        expect([format, missing]).toEqual([format, []]);
      }
      throw planting;
    });
    await expect(within).rejects.toBe(planting);
  });
});

describe('erasing a person', () => {
  it('leaves nothing of what any column of any table says of them, but what a table keeps and says why', async () => {
    const { id: ws } = await makeWorkspace();
    const email = 'quendrida@xylophant.example';
    const [person] = await savePeople(ws, [{ email, externalId: 'xyl-1', name: 'Quendrida' }]);
    const personId = person?.id ?? '';
    const planting = new Error('all that was planted goes again');
    const within = inTransaction(async () => {
      const planted = await plantPersonData(ws, { person: personId, email, externalId: 'xyl-1' });
      // Whose data is on hold cannot be erased.
      await sql`delete from customers.person_holds where workspace_id = ${ws}`.execute(db());
      await erasePerson(systemActor(ws, 'Owner'), personId, { confirmation: email });
      const kept = new Set([...planted].filter(([column]) => isKept(column)).map(([, value]) => value));
      const everything = await textOfWorkspace(ws);
      const left = [...planted].filter(([, value]) => !kept.has(value) && everything.includes(value));
      expect(left.map(([column]) => column)).toEqual([]);
      expect(everything.match(/quendrida|xylophant/gi)).toBe(null);
      throw planting;
    });
    await expect(within).rejects.toBe(planting);
  });

  it('says of every table why something stays in it, or leaves nothing', () => {
    const silent = listHeldData().filter(
      (held) => !('read' in held) && held.erasure.removes !== true && !held.erasure.keeps,
    );
    expect(silent).toEqual([]);
  });
});

/** Where a room does it in its own way: what stays is of the account, or of the program. */
const KEPT_BY_ACTS = new Set([
  ...['account_id', 'feature'].map((column) => `signals.usage_days.${column}`),
  ...['id', 'account_id', 'group_id', 'recruiter_id', 'source', 'status'].map(
    (column) => `affiliates.affiliates.${column}`,
  ),
  ...['id', 'actor_kind', 'actor_name', 'action', 'object_type', 'object_id'].map(
    (column) => `workspace.audit_entries.${column}`,
  ),
]);

/** Whether it is a column of rows that stay, and is not blanked. */
function isKept(column: string): boolean {
  if (KEPT_BY_ACTS.has(column)) return true;
  const held = listHeldData().find(({ table }) => column.startsWith(`${table}.`));
  if (!held || 'read' in held || held.erasure.act || held.erasure.removes === true) return false;
  return !(column.slice(held.table.length + 1) in (held.erasure.blanks ?? {}));
}
