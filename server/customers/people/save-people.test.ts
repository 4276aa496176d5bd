import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { findPersonIds, listStakeholders, saveAccounts, savePeople } from '../index.ts';

useDatabase();

describe('saving people', () => {
  it('makes a record from an e-mail address alone, once, whatever its case', async () => {
    const { id: ws } = await makeWorkspace();
    const [first] = await savePeople(ws, [{ email: 'Ann@Acme.com' }]);
    expect(first?.outcome).toBe('created');
    const [again] = await savePeople(ws, [{ email: 'ann@acme.COM' }]);
    expect(again).toMatchObject({ id: first?.id, outcome: 'unchanged' });
    expect(await findPersonIds(ws, { emails: ['ANN@acme.com'] })).toEqual(
      new Map([['ann@acme.com', first?.id]]),
    );
  });

  it('gives an external id to the person who is known by e-mail so far, and erases nothing', async () => {
    const { id: ws } = await makeWorkspace();
    const [first] = await savePeople(ws, [{ email: 'ann@acme.com', name: 'Ann', title: 'CTO' }]);
    const [second] = await savePeople(ws, [{ externalId: 'u1', email: 'ann@acme.com', title: '' }]);
    expect(second).toMatchObject({ id: first?.id, outcome: 'updated' });
    const [third] = await savePeople(ws, [{ externalId: 'u1' }]);
    expect(third?.outcome).toBe('unchanged');
  });

  it('leaves an address with its owner when somebody with another external id brings it', async () => {
    const { id: ws } = await makeWorkspace();
    const saved = await savePeople(ws, [
      { externalId: 'u1', email: 'office@acme.com', name: 'Ann' },
      { externalId: 'u2', email: 'office@acme.com', name: 'Bob' },
    ]);
    expect(saved.map((row) => row.outcome)).toEqual(['created', 'created']);
    expect(saved[0]?.id).not.toBe(saved[1]?.id);
    const ids = await findPersonIds(ws, { externalIds: ['u2'], emails: ['office@acme.com'] });
    expect(ids).toEqual(
      new Map([
        ['office@acme.com', saved[0]?.id],
        ['u2', saved[1]?.id],
      ]),
    );
    const again = await savePeople(ws, [{ externalId: 'u2', email: 'office@acme.com', name: 'Bob' }]);
    expect(again[0]?.outcome).toBe('unchanged');
  });

  it('keeps every account of a person, and importing again changes nothing', async () => {
    const { id: ws } = await makeWorkspace();
    await saveAccounts(ws, [{ externalId: 'a1' }, { externalId: 'a2' }]);
    const rows = [
      { email: 'ann@acme.com', accountExternalId: 'a1', role: 'champion' as const, weight: 80 },
      { email: 'ann@acme.com', accountExternalId: 'a2' },
    ];
    for (const row of rows) await savePeople(ws, [row]);
    for (const row of rows) expect((await savePeople(ws, [row]))[0]?.outcome).toBe('unchanged');
    const links = await listStakeholders(ws, null);
    expect(links).toMatchObject([
      { role: 'champion', weight: 80, email: 'ann@acme.com' },
      { role: null, weight: 50 },
    ]);
    const [moved] = await savePeople(ws, [{ email: 'ann@acme.com', accountExternalId: 'a2', role: 'user' }]);
    expect(moved?.outcome).toBe('updated');
  });

  it('neither fails nor doubles when the same people arrive at the same time', async () => {
    const { id: ws } = await makeWorkspace();
    const rows = Array.from({ length: 200 }, (_, index) => ({
      externalId: `u${index}`,
      email: `p${index}@acme.com`,
    }));
    const answers = await Promise.all(
      [0, 1, 2, 3, 4].map((turn) =>
        savePeople(
          ws,
          turn % 2 ? rows.toReversed() : rows.map(({ email }) => ({ email, title: `T${turn}` })),
        ),
      ),
    );
    expect(answers.flat().filter((row) => row.outcome === 'created')).toHaveLength(200);
  });

  it('names the field of a row that cannot be a person', async () => {
    const { id: ws } = await makeWorkspace();
    await expect(savePeople(ws, [{ title: 'CTO' }])).rejects.toMatchObject({ errors: [{ path: 'email' }] });
    await expect(savePeople(ws, [{ email: 'not an address' }])).rejects.toMatchObject({
      errors: [{ path: 'email' }],
    });
    const weight = savePeople(ws, [{ email: 'ann@acme.com', role: 'user', weight: 101 }]);
    await expect(weight).rejects.toMatchObject({ errors: [{ path: 'weight' }] });
  });
});
