import { beforeEach, describe, expect, it } from 'vitest';
import { makeWorkspace } from '../../../../test/support/database.ts';
import { withApiKey } from '../../../../test/support/http.ts';
import { uploadFiles, useImportSite } from '../../../../test/support/imports.ts';
import type { ImportRun } from '../schema.ts';
import type { ImportTemplate } from './schema.ts';

const site = useImportSite();

let headers: { authorization: string };
beforeEach(async () => {
  headers = await withApiKey((await makeWorkspace()).id);
});

const call = (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, body?: object) =>
  site.app.inject({ method, url: `/api/v1/${url}`, headers, ...(body ? { body } : {}) });
const upload = async (content: string) => {
  const run = await uploadFiles(site.app, headers, { 'crm.csv': content });
  return { run, file: run.files[0] as ImportRun['files'][number] };
};
const save = (name: string, fileId: string) => call('POST', 'import-templates', { name, fileId });
const names = async () =>
  (await call('GET', 'import-templates')).json<{ data: ImportTemplate[] }>().data.map(({ name }) => name);

const FILE = 'Nr,Firm,Kind,Since,Color\n1,Acme,Retail,03-04-2025,red\n';

/** A file of accounts of which nothing was known by its headers. */
async function mapped() {
  const { run, file } = await upload(FILE);
  const columns = [
    { index: 0, target: 'externalId' },
    { index: 1, target: 'name' },
    { index: 2, target: 'industry' },
    { index: 3, target: 'signedUpAt', dateOrder: 'mdy' },
    { index: 4, target: 'ignored' },
  ];
  const change = { files: [{ id: file.id, objectName: 'accounts', columns }] };
  expect((await call('PATCH', `imports/${run.id}`, change)).statusCode).toBe(200);
  return { run, file };
}

describe('a mapping that is kept', () => {
  it('is offered for a file with the same header row, whatever its case, and maps it as before', async () => {
    const { file } = await mapped();
    const saved = await save('Old CRM', file.id);
    expect(saved.statusCode).toBe(201);
    expect(saved.json()).toMatchObject({ name: 'Old CRM', objectName: 'accounts', objectLabel: 'Accounts' });
    const again = await upload('nr,FIRM,kind,since,color\n2,Globex,Energy,05-06-2025,blue\n');
    const { id } = saved.json<ImportTemplate>();
    expect(again.file.templates).toEqual([{ id, name: 'Old CRM' }]);
    const used = await call('PUT', `imports/${again.run.id}/template`, { templateId: id });
    expect(used.json<ImportRun>().files[0]).toMatchObject({
      objectName: 'accounts',
      questions: [],
      columns: [
        { target: { kind: 'field', field: 'externalId' } },
        { target: { kind: 'field', field: 'name' } },
        { target: { kind: 'field', field: 'industry' } },
        { target: { kind: 'field', field: 'signedUpAt' }, dateOrder: 'mdy' },
        { target: { kind: 'ignored' } },
      ],
    });
    const other = await upload('Nr,Firm,Since\n2,Globex,05-06-2025\n');
    expect(other.file.templates).toEqual([]);
    const refused = await call('PUT', `imports/${other.run.id}/template`, { templateId: id });
    expect(refused.json()).toMatchObject({ status: 409, code: 'import_template_differs' });
  });

  it('has a name once, also when two keep it at once; it can be renamed, deleted and brought back', async () => {
    const { file } = await mapped();
    const codes = await Promise.all(
      ['CRM', 'crm', 'CRM'].map(async (name) => (await save(name, file.id)).statusCode),
    );
    expect(codes.sort()).toEqual([201, 409, 409]);
    const [template] = (await call('GET', 'import-templates')).json<{ data: ImportTemplate[] }>().data;
    const at = `import-templates/${template?.id}`;
    expect((await call('PATCH', at, { name: 'Sales CRM' })).json()).toMatchObject({ name: 'Sales CRM' });
    expect((await call('DELETE', at)).statusCode).toBe(200);
    expect(await names()).toEqual([]);
    expect((await call('PATCH', at, { name: 'Gone' })).statusCode).toBe(404);
    expect((await upload(FILE)).file.templates).toEqual([]);
    expect((await call('POST', `${at}/restoration`)).statusCode).toBe(200);
    expect(await names()).toEqual(['Sales CRM']);
    await call('DELETE', at);
    await save('Sales CRM', file.id);
    expect((await call('POST', `${at}/restoration`)).json()).toMatchObject({
      code: 'import_template_exists',
    });
  });

  it('goes on without a field that the workspace no longer has', async () => {
    const field = await call('POST', 'fields', {
      object: 'account',
      key: 'firm',
      name: 'Firm name',
      type: 'text',
    });
    const { run, file } = await mapped();
    const columns = [{ index: 2, target: 'fields.firm' }];
    await call('PATCH', `imports/${run.id}`, { files: [{ id: file.id, columns }] });
    const { id } = (await save('With a field', file.id)).json<ImportTemplate>();
    await call('DELETE', `fields/${field.json<{ id: string }>().id}`);
    const again = await upload(FILE);
    const used = await call('PUT', `imports/${again.run.id}/template`, { templateId: id });
    expect(used.statusCode, used.body).toBe(200);
  });
});
