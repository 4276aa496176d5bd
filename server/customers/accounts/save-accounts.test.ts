import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { findAccountIds, listAccountSummaries, saveAccounts } from '../index.ts';

useDatabase();

describe('saving accounts', () => {
  it('creates, then leaves unchanged what is saved again', async () => {
    const { id: ws } = await makeWorkspace();
    const rows = [
      { externalId: 'a1', name: 'Acme', domain: 'https://www.Acme.com/about', country: 'us', seats: 9 },
      { externalId: 'a2', name: 'บริษัท ตัวอย่าง', signedUpAt: new Date('2024-10-16'), attributes: { tier: 1 } },
      { domain: 'nobody.example' },
      { name: 'Only a name' },
    ];
    const first = await saveAccounts(ws, rows);
    expect(first.map((row) => row.outcome)).toEqual(['created', 'created', 'created', 'created']);
    const again = await saveAccounts(ws, rows);
    expect(again).toEqual(first.map((row) => ({ ...row, outcome: 'unchanged' })));
  });

  it('never erases with what is absent, null or empty', async () => {
    const { id: ws } = await makeWorkspace();
    const full = { externalId: 'a1', name: 'Acme', industry: 'EdTech', channel: 'Partner', seats: 4 };
    await saveAccounts(ws, [{ ...full, attributes: { a: 1 } }]);
    const bare = { externalId: 'a1', name: '', industry: null, channel: undefined };
    const [row] = await saveAccounts(ws, [bare]);
    expect(row?.outcome).toBe('unchanged');
    const [more] = await saveAccounts(ws, [{ externalId: 'a1', attributes: { b: 2 } }]);
    expect(more?.outcome).toBe('updated');
    expect(await listAccountSummaries(ws, [row?.id ?? ''])).toMatchObject([
      { name: 'Acme', industry: 'EdTech', channel: 'partner', stage: 'lead' },
    ]);
  });

  it('gives an external id to the account that is known by its domain so far', async () => {
    const { id: ws } = await makeWorkspace();
    const [byDomain] = await saveAccounts(ws, [{ domain: 'acme.com' }]);
    const [adopted] = await saveAccounts(ws, [{ externalId: 'a1', domain: 'acme.com', name: 'Acme' }]);
    expect(adopted).toMatchObject({ id: byDomain?.id, outcome: 'updated' });
    const [other] = await saveAccounts(ws, [{ externalId: 'a2', domain: 'acme.com', name: 'Acme Asia' }]);
    expect(other?.outcome).toBe('created');
  });

  it('folds rows of one batch that speak of the same account', async () => {
    const { id: ws } = await makeWorkspace();
    const saved = await saveAccounts(ws, [
      { domain: 'acme.com', industry: 'EdTech' },
      { externalId: 'a1', domain: 'acme.com', name: 'Acme' },
      { externalId: 'a1', industry: 'FinTech' },
    ]);
    expect(new Set(saved.map((row) => row.id)).size).toBe(1);
    expect(saved.map((row) => row.outcome)).toEqual(['created', 'updated', 'updated']);
    expect(await listAccountSummaries(ws, null)).toMatchObject([
      { externalId: 'a1', name: 'Acme', industry: 'FinTech' },
    ]);
  });

  it('neither fails nor doubles when the same accounts arrive at the same time, in any order', async () => {
    const { id: ws } = await makeWorkspace();
    const rows = Array.from({ length: 300 }, (_, index) => ({
      externalId: `a${index}`,
      name: `Acme ${index}`,
    }));
    const answers = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((turn) =>
        saveAccounts(
          ws,
          [...rows.slice(turn * 50), ...rows.slice(0, turn * 50)].map((row) => ({ ...row, seats: turn })),
        ),
      ),
    );
    const created = answers.flat().filter((row) => row.outcome === 'created');
    expect(created).toHaveLength(300);
    expect(await listAccountSummaries(ws, null)).toHaveLength(300);
  });

  it('keeps the same external id apart in two workspaces', async () => {
    const [{ id: one }, { id: two }] = [await makeWorkspace(), await makeWorkspace()];
    const [mine] = await saveAccounts(one, [{ externalId: 'a1', name: 'Mine' }]);
    const [theirs] = await saveAccounts(two, [{ externalId: 'a1', name: 'Theirs' }]);
    expect(theirs?.outcome).toBe('created');
    expect(await listAccountSummaries(one, [theirs?.id ?? ''])).toEqual([]);
    expect(await findAccountIds(one, ['a1', 'nobody'])).toEqual(new Map([['a1', mine?.id]]));
  });

  it('takes ten thousand rows in one call, with characters that a database cannot hold', async () => {
    const { id: ws } = await makeWorkspace();
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      externalId: `a${index}`,
      name: `Acme\0 ${index}\ud800`,
      attributes: { 'k\0ey': 'v\0alue' },
    }));
    const saved = await saveAccounts(ws, rows);
    expect(saved.filter((row) => row.outcome === 'created')).toHaveLength(10_000);
  });

  it('names the field of a row that cannot be an account', async () => {
    const { id: ws } = await makeWorkspace();
    await expect(saveAccounts(ws, [{ industry: 'EdTech' }])).rejects.toMatchObject({
      errors: [{ path: 'name' }],
    });
    await expect(saveAccounts(ws, [{ name: 'Acme', seats: -1 }])).rejects.toMatchObject({
      errors: [{ path: 'seats' }],
    });
  });
});
