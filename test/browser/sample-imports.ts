import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemActor } from '../../server/core/actor.ts';
import { startImport } from '../../server/customers/imports/start-import.ts';
import { startUndo } from '../../server/customers/imports/undo/start-undo.ts';
import { workUndo } from '../../server/customers/imports/undo/work-undo.ts';
import { importPaths } from '../../server/customers/index.ts';
import type { First } from './sample-records.ts';
import type { SampleSite } from './sample-site.ts';

/** Imports in each state that looks different: with a row that failed, to be undone, and undone with something that stayed. */
export async function makeImports(site: SampleSite): Promise<Record<string, string>> {
  const brought = await bringIn(site, 'fair-contacts.csv', [
    'person id,email,name,job title',
    'F-21,kim@fair.example,Kim Fair,Buyer',
    'F-22,lou@fair.example,Lou Fair,Engineer',
  ]);
  const [file] = (await site.ask<{ files: { id: string }[] }>('GET', `/imports/${brought}`)).files;
  await site.ask('POST', '/import-templates', { name: 'Contacts of a fair', fileId: file?.id });
  return {
    brought,
    mapped: await draftContacts(site),
    undone: await undoAccounts(site),
    import: await bringIn(site, 'fair-sales.csv', [
      'order id,date,amount,customer email,coupon',
      'F-1,2026-03-01,120.00,ann@fair.example,FRIEND1',
      'F-2,2026-03-01,80.00,bo@fair.example,UNKNOWN',
    ]),
  };
}

/** With a header row that is known. */
async function draftContacts(site: SampleSite): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'goodword-screens-'));
  const file = path.join(folder, 'next-fair.csv');
  writeFileSync(file, 'person id,email,name,job title\nF-31,noi@fair.example,Noi Fair,Buyer\n');
  const given = [{ name: 'next-fair.csv', path: file, isUpload: false }];
  return startImport(systemActor(site.workspaceId, 'Sample'), given);
}

async function bringIn(site: SampleSite, name: string, lines: string[]): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'goodword-screens-'));
  const file = path.join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  await importPaths(site.workspaceId, [file]);
  rmSync(folder, { recursive: true });
  return (await site.ask<First>('GET', '/imports')).data[0]?.id ?? '';
}

async function undoAccounts(site: SampleSite): Promise<string> {
  const lines = ['F-11,Fair One', 'F-12,Fair Two', 'F-13,Fair Three', 'F-14,Fair Four'];
  const id = await bringIn(site, 'fair-accounts.csv', ['account id,name', ...lines]);
  const { data } = await site.ask<First>('GET', '/accounts?q=Fair%20T');
  const [one, other] = data;
  await site.ask('POST', '/tasks', { title: 'Call them after the fair', accountId: one?.id });
  await site.ask('PATCH', `/accounts/${other?.id}`, { industry: 'Events' });
  await startUndo(systemActor(site.workspaceId, 'Sample'), id);
  await workUndo(site.workspaceId, id);
  return id;
}
