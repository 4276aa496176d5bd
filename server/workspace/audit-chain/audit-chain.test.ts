import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { systemActor } from '../../core/actor.ts';
import { inTransaction, pool } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { audit } from '../audit.ts';
import { blankAuditEntriesOf } from '../forget.ts';
import { deleteAuditEntriesBefore } from './forget-entries.ts';
import { sealEntries } from './seal-entries.ts';
import { verifyAudit } from './verify-audit.ts';

useDatabase();

const DAY_MS = 86_400_000;

/** Acts of the given days ago, the oldest first, each of an object of its own. */
async function write(ws: string, count: number, daysAgo = 0): Promise<string[]> {
  const objects: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const objectId = newId('off');
    const actor = { ...systemActor(ws, 'test'), now: new Date(Date.now() - daysAgo * DAY_MS) };
    const after = { name: `Offer ${n}`, nested: { z: 1, a: [1.5, null, 'ก'] }, big: 1e21 };
    await audit(actor, { action: 'offer.changed', objectType: 'offer', objectId, before: { n }, after });
    objects.push(objectId);
  }
  return objects;
}

async function company(count = 5) {
  const { id: ws } = await makeWorkspace();
  const objects = await write(ws, count);
  await sealEntries(ws);
  return { ws, objects };
}

const sql = (text: string, values: unknown[]) => pool().query(text, values);
const rowsOf = async (ws: string) =>
  (
    await sql(
      'select id, sequence, chain_hash, object_id from workspace.audit_entries where workspace_id = $1 order by sequence',
      [ws],
    )
  ).rows as { id: string; sequence: number; chain_hash: string; object_id: string }[];
const faultsOf = async (ws: string) => (await verifyAudit(ws)).faults;

describe('an audit log as Goodword wrote it', () => {
  it('is found to be whole, whatever its rows say, before and after it is sealed', async () => {
    const { ws } = await company();
    await write(ws, 2);
    expect(await verifyAudit(ws)).toMatchObject({ entries: 7, faults: [], head: { sequence: 7 } });
  });

  it('takes in what is older than the chain, once', async () => {
    const { id: ws } = await makeWorkspace();
    await write(ws, 3);
    const unsealed =
      'update workspace.audit_entries set seal = null, detail_hash = null where workspace_id = $1';
    await sql(unsealed, [ws]);
    expect(await verifyAudit(ws)).toMatchObject({ entries: 3, faults: [] });
    const [later] = await write(ws, 1);
    await sql(`${unsealed} and object_id = $2`, [ws, later]);
    expect(await faultsOf(ws)).toMatchObject([{ code: 'inserted', sequence: 4 }]);
  });

  it('is one chain without holes, though many write and several seal at once', async () => {
    const { id: ws } = await makeWorkspace();
    await Promise.all(
      Array.from({ length: 6 }, async (_, n) => {
        for (let turn = 0; turn < 5; turn += 1) {
          await inTransaction(() => write(ws, 4));
          if (n % 2 === 0) await sealEntries(ws);
        }
      }),
    );
    expect(await verifyAudit(ws)).toMatchObject({ entries: 120, faults: [], head: { sequence: 120 } });
    expect((await rowsOf(ws)).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 120 }, (_, n) => n + 1),
    );
  });
});

describe('whoever writes into the table by SQL', () => {
  it.each([
    ["action = 'offer.created'"],
    ["actor_name = 'Somebody else'"],
    ["at = at - interval '1 day'"],
    ['after = \'{"name":"Other"}\''],
    ['before = null, after = null'],
    ["before = null, after = null, blanked_at = now(), blank_seal = 'made up'"],
    ["detail_hash = 'made up'"],
  ])('is found out when they change a row: %s', async (change) => {
    const { ws, objects } = await company();
    await sql(`update workspace.audit_entries set ${change} where workspace_id = $1 and object_id = $2`, [
      ws,
      objects[2],
    ]);
    expect(await faultsOf(ws)).toMatchObject([{ code: 'changed', sequence: 3 }]);
  });

  it('is found out when they delete rows in the middle, or the last ones', async () => {
    const { ws } = await company();
    const remove =
      'delete from workspace.audit_entries where workspace_id = $1 and sequence between $2 and $3';
    await sql(remove, [ws, 2, 3]);
    expect(await faultsOf(ws)).toEqual([{ code: 'missing', id: null, sequence: 2, count: 2 }]);
    await sql(remove, [ws, 5, 5]);
    expect(await faultsOf(ws)).toMatchObject([{ sequence: 2 }, { code: 'missing', sequence: 5, count: 1 }]);
  });

  it('is found out when they say that retention did it', async () => {
    const { ws } = await company();
    const [, second] = await rowsOf(ws);
    await sql('delete from workspace.audit_entries where workspace_id = $1 and sequence = 2', [ws]);
    await sql("insert into workspace.audit_gaps values ($1, 2, 2, $2, 'made up')", [ws, second?.chain_hash]);
    expect(await faultsOf(ws)).toMatchObject([{ code: 'missing', sequence: 2, count: 1 }]);
  });

  it('is found out even when retention comes before the next check', async () => {
    const { id: ws } = await makeWorkspace();
    await write(ws, 2, 90);
    await write(ws, 3);
    await sealEntries(ws);
    const third = (await rowsOf(ws))[2];
    await sql('delete from workspace.audit_entries where workspace_id = $1 and sequence = 3', [ws]);
    await sql("insert into workspace.audit_gaps values ($1, 3, 3, $2, 'made up')", [ws, third?.chain_hash]);
    expect(await deleteAuditEntriesBefore(ws, new Date(Date.now() - 30 * DAY_MS))).toBe(2);
    expect(await faultsOf(ws)).toMatchObject([{ code: 'missing', sequence: 3, count: 1 }]);
  });

  it('is found out when they insert a row, sealed or not yet, or copied from another', async () => {
    const { ws } = await company();
    const columns = 'at, actor_kind, actor_id, actor_name, action, object_type, object_id, before, after';
    const copy = (also: string) =>
      sql(
        `insert into workspace.audit_entries (workspace_id, id, ${columns}${also}) select workspace_id, $2, ${columns}${also}
         from workspace.audit_entries where workspace_id = $1 and sequence = 2`,
        [ws, newId('aud')],
      );
    await copy('');
    expect(await faultsOf(ws)).toMatchObject([{ code: 'inserted', sequence: 6 }]);
    await copy(', detail_hash, seal');
    expect(await faultsOf(ws)).toMatchObject([{ code: 'inserted' }, { code: 'changed', sequence: 7 }]);
  });

  it('is found out when they put rows into another order', async () => {
    const { ws } = await company();
    const [, second, third] = await rowsOf(ws);
    const place = 'update workspace.audit_entries set sequence = $3 where workspace_id = $1 and id = $2';
    await sql(place, [ws, second?.id, 99]);
    await sql(place, [ws, third?.id, 2]);
    await sql(place, [ws, second?.id, 3]);
    const faults = await faultsOf(ws);
    expect(faults.map(({ code }) => code)).toContain('moved');
    expect(faults.map(({ sequence }) => sequence)).toEqual(expect.arrayContaining([2, 3]));
  });

  it('is found out when they set the end of the chain back', async () => {
    const { ws } = await company();
    const [, , third] = await rowsOf(ws);
    await sql('delete from workspace.audit_entries where workspace_id = $1 and sequence > 3', [ws]);
    await sql('update workspace.audit_chains set sequence = 3, chain_hash = $2 where workspace_id = $1', [
      ws,
      third?.chain_hash,
    ]);
    expect(await faultsOf(ws)).toMatchObject([{ code: 'end' }]);
  });

  it('does not touch another workspace’s chain with it', async () => {
    const [one, other] = [await company(), await company()];
    await sql("update workspace.audit_entries set actor_name = 'X' where workspace_id = $1", [one.ws]);
    expect(await faultsOf(one.ws)).toHaveLength(5);
    expect(await faultsOf(other.ws)).toEqual([]);
  });
});

describe('what is forgotten lawfully', () => {
  it('by erasing a person is counted and is no fault, sealed or not yet; what comes back is checked', async () => {
    const { ws, objects } = await company();
    const [late = ''] = await write(ws, 1);
    const gone = [objects[1] ?? '', late];
    expect(await blankAuditEntriesOf(ws, { objectIds: gone, words: [] })).toBe(2);
    expect(await verifyAudit(ws)).toMatchObject({ entries: 6, blanked: 2, faults: [] });
    const { rows } = await sql(
      'select before, after, detail_hash, blanked_at from workspace.audit_entries where workspace_id = $1 and object_id = $2',
      [ws, objects[1]],
    );
    expect(rows[0]).toMatchObject({ before: null, after: null, blanked_at: expect.any(Date) });
    expect(rows[0].detail_hash).not.toContain('Offer');
    await sql("update workspace.audit_entries set after = '{}' where workspace_id = $1 and object_id = $2", [
      ws,
      objects[1],
    ]);
    expect(await faultsOf(ws)).toMatchObject([{ code: 'changed', sequence: 2 }]);
  });

  it('by retention is counted and is no fault, night after night', async () => {
    const { id: ws } = await makeWorkspace();
    await write(ws, 3, 90);
    await write(ws, 2, 60);
    await write(ws, 2, 1);
    const daysBack = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY_MS);
    expect(await deleteAuditEntriesBefore(ws, daysBack(70))).toBe(3);
    expect(await verifyAudit(ws)).toMatchObject({ entries: 4, removed: 3, faults: [] });
    await write(ws, 1, 80);
    expect(await deleteAuditEntriesBefore(ws, daysBack(30))).toBe(3);
    expect(await verifyAudit(ws)).toMatchObject({
      entries: 2,
      removed: 6,
      faults: [],
      head: { sequence: 8 },
    });
    await sql('delete from workspace.audit_entries where workspace_id = $1 and sequence = 7', [ws]);
    expect(await faultsOf(ws)).toMatchObject([{ code: 'missing', sequence: 7, count: 1 }]);
  });

  it('may be all there is', async () => {
    const { ws } = await company(2);
    expect(await deleteAuditEntriesBefore(ws, new Date(Date.now() + DAY_MS))).toBe(2);
    expect(await verifyAudit(ws)).toMatchObject({ entries: 0, removed: 2, faults: [] });
    await write(ws, 1);
    expect(await verifyAudit(ws)).toMatchObject({ entries: 1, removed: 2, faults: [] });
  });
});
