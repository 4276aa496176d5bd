import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { systemActor } from '../server/core/actor.ts';
import { inTransaction, pool } from '../server/core/db.ts';
import { savePeople } from '../server/customers/index.ts';
import { exportPerson } from '../server/customers/privacy/export-person.ts';
import { listOmitted } from '../server/customers/privacy/held-data.ts';
import { makeWorkspace, useDatabase } from './support/database.ts';
import { listPersonTables, plantPersonData } from './support/planted-person.ts';

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
