import { describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace } from '../../../test/support/database.ts';
import { signInAs, signInAsRole } from '../../../test/support/http.ts';
import { runFiles, uploadFiles, useImportSite } from '../../../test/support/imports.ts';

const site = useImportSite();

type Headers = Record<string, string>;

function callerFor(headers: Headers) {
  return async (method: 'GET' | 'POST' | 'PATCH', url: string, body?: object) => {
    const answer = await site.app.inject({
      ...{ method, url: `/api/v1${url}`, headers },
      ...(body ? { body } : {}),
    });
    return { status: answer.statusCode, text: answer.body, ...(answer.body ? parsed(answer.body) : {}) };
  };
}

/** What became of the rows of all files. */
function sum(files: { counts: Record<string, number> }[]): Record<string, number> {
  const names = ['created', 'updated', 'unchanged', 'failed'];
  return Object.fromEntries(
    names.map((name) => [name, files.reduce((total, { counts }) => total + (counts[name] ?? 0), 0)]),
  );
}

const parsed = (text: string) => (text.startsWith('{') ? JSON.parse(text) : {});

async function company() {
  const { id: ws, slug } = await makeWorkspace();
  const headers: Headers = await signInAs(site.app, `owner-${slug}@example.com`);
  const call = callerFor(headers);
  const choices = [
    { key: 'gold', label: 'Gold', color: 'yellow' },
    { key: 'silver', label: 'เงิน', color: 'gray' },
  ];
  for (const [object, key, name, type] of [
    ['account', 'tier', 'Tier', 'choice'],
    ['account', 'budget', 'Budget', 'money'],
    ['account', 'since', 'Partner since', 'date'],
    ['account', 'lead', 'Tech lead', 'member'],
    ['person', 'topics', 'Topics', 'multi_choice'],
    ['person', 'vip', 'Is VIP', 'checkbox'],
  ])
    await call('POST', '/fields', {
      ...{ object, key, name, type, choices: type?.includes('choice') ? choices : [] },
    });
  return { ws, slug, headers, call };
}

describe('a file', () => {
  it('brings custom fields of accounts and people, by the names of the fields, and doing it again changes nothing', async () => {
    const { slug, headers, call } = await company();
    const files = {
      'accounts.csv': `Account ID,Name,Tier,Budget,Partner since,Tech lead\nf-1,One,gold,"1,200.50",2026-03-04,owner-${slug}@example.com\nf-2,Two,เงิน,,,\n`,
      'people.csv': 'Email,Account ID,Topics,Is VIP\np@one.example,f-1,Gold; เงิน,yes\n',
    };
    const run = await runFiles(site.app, headers, files);
    expect(sum(run.files)).toMatchObject({ created: 3, failed: 0 });
    const { data } = await call('GET', '/accounts?field=tier:is:gold');
    expect(data).toMatchObject([
      { name: 'One', fields: { tier: 'gold', budget: { amountMinor: 120_050 }, since: '2026-03-04' } },
    ]);
    expect(data[0].fields.lead).toMatch(/^usr_|^[\w-]+$/);
    expect((await call('GET', '/people?field=vip:is:true')).data).toMatchObject([
      { email: 'p@one.example', fields: { topics: ['gold', 'silver'], vip: true } },
    ]);
    const again = await runFiles(site.app, headers, files);
    expect(sum(again.files)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
  });

  it('fails each row alone whose value the field cannot have, and says which column and why', async () => {
    const { headers, call } = await company();
    const run = await runFiles(site.app, headers, {
      'accounts.csv':
        'Account ID,Name,Tier,Partner since,Tech lead\nf-1,One,bronze,,\nf-2,Two,,2026-02-31,\nf-3,Three,,,nobody@x.example\nf-4,Four,gold,,\n',
      'people.csv': 'Email,Name,Topics\na@x.example,A,gold;platinum\n',
    });
    expect(sum(run.files)).toMatchObject({ created: 1, failed: 4 });
    const { text } = await call('GET', `/imports/${run.id}/errors.csv`);
    for (const told of [/2,Tier,/, /3,Partner since,/, /4,Tech lead,.*not a member/, /Topics,.*gold, silver/])
      expect(text).toMatch(told);
  });

  it('can have any of its columns mapped to a custom field, which the mapping offers by its name', async () => {
    const { headers, call } = await company();
    const { id, files } = await uploadFiles(site.app, headers, {
      'accounts.csv': 'Account ID,Name,Importance\nf-1,One,silver\n',
    });
    const { data: objects } = await call('GET', '/import-objects');
    const offered = objects.find(({ name }: { name: string }) => name === 'accounts').fields;
    expect(offered).toContainEqual(expect.objectContaining({ name: 'fields.tier', label: 'Tier' }));
    await call('PATCH', `/imports/${id}`, {
      files: [{ id: files[0]?.id, columns: [{ index: 2, target: 'fields.tier' }] }],
    });
    await call('POST', `/imports/${id}/run`);
    await drainJobs();
    expect((await call('GET', '/accounts?field=tier:is:silver')).data).toHaveLength(1);
  });
});

describe('a custom field', () => {
  it('is set for many records at once by its own rule, told on their timelines, and an undo gives each its own back', async () => {
    const { call } = await company();
    const make = async (name: string, fields: object) =>
      (await call('POST', '/accounts', { name, fields })).id as string;
    const ids = [
      await make('One', { tier: 'gold' }),
      await make('Two', {}),
      await make('Three', { tier: 'silver' }),
    ];
    const set = (value: unknown) =>
      call('POST', '/fields/values', { object: 'account', key: 'tier', ids, value });
    expect((await set('bronze')).errors[0].path).toBe('value');
    const answer = await set('silver');
    expect(answer).toMatchObject({ status: 200, changedCount: 2 });
    expect((await call('GET', '/accounts?field=tier:is:silver')).data).toHaveLength(3);
    expect((await call('GET', `/accounts/${ids[1]}/timeline`)).data[0].text).toContain('Tier');
    await call('POST', '/fields/values', answer.undo);
    expect((await call('GET', '/accounts?field=tier:is:gold')).data).toMatchObject([{ name: 'One' }]);
    expect((await call('GET', '/accounts?field=tier:empty')).data).toMatchObject([{ name: 'Two' }]);
    expect(await set('silver')).toMatchObject({ changedCount: 2 });
    expect(await set('silver')).toMatchObject({ changedCount: 0, undo: null });
  });

  it('is set on no record out of reach and of no other company', async () => {
    const { ws, call } = await company();
    const { id } = await call('POST', '/accounts', { name: 'Theirs' });
    const body = { object: 'account', key: 'tier', ids: [id], value: 'gold' };
    await call('PATCH', '/roles/sales', { rowScope: 'own' });
    const narrow = callerFor(await signInAsRole(site.app, ws, 'sales'));
    expect((await narrow('POST', '/fields/values', body)).status).toBe(404);
    const other = await company();
    expect((await other.call('POST', '/fields/values', body)).status).toBe(404);
    expect((await call('POST', '/fields/values', { ...body, key: 'nothing' })).errors[0].path).toBe('key');
  });
});
