import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { inspectFile } from './inspect-file.ts';

useDatabase();

const folder = mkdtempSync(path.join(tmpdir(), 'goodword-crm-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Each as the program names its file and columns, one row of it, and the fields that it fills, by header. */
const EXPORTS: [string, string, string, string, Record<string, string>][] = [
  [
    'Account.csv',
    'Id,IsDeleted,MasterRecordId,Name,Type,ParentId,BillingStreet,BillingCity,BillingCountry,Phone,Website,Industry,AnnualRevenue,NumberOfEmployees,OwnerId,CreatedDate,AccountSource',
    '0015g00000A1b2CAAX,0,,Acme,Customer,,1 Main St,Berlin,Germany,+49 30 1,acme.example,Retail,1200000,40,0055g000001AAAAAA1,2024-05-17T09:30:00.000Z,Web',
    'accounts',
    {
      ...{
        Id: 'externalId',
        Name: 'name',
        BillingCountry: 'country',
        Website: 'domain',
        Industry: 'industry',
      },
      ...{ CreatedDate: 'signedUpAt', AccountSource: 'channel' },
    },
  ],
  [
    'Contact.csv',
    'Id,IsDeleted,AccountId,LastName,FirstName,Salutation,MailingCountry,Phone,MobilePhone,Email,Title,Department,LeadSource,OwnerId,CreatedDate',
    '0035g00000C1,0,0015g00000A1b2CAAX,Lee,Ann,Ms.,Germany,+49 30 2,+49 170 2,ann@acme.example,CFO,Finance,Web,0055g000001AAAAAA1,2024-05-17T09:30:00.000Z',
    'people',
    {
      ...{ Id: 'externalId', AccountId: 'accountExternalId', LastName: 'lastName', FirstName: 'firstName' },
      ...{ MailingCountry: 'country', Phone: 'phone', Email: 'email', Title: 'title', LeadSource: 'channel' },
    },
  ],
  [
    'Opportunity.csv',
    'Id,IsDeleted,AccountId,Name,StageName,Amount,Probability,ExpectedRevenue,CloseDate,Type,NextStep,LeadSource,IsClosed,IsWon,OwnerId,CreatedDate,CurrencyIsoCode',
    '0065g00000D1,0,0015g00000A1b2CAAX,Acme seats,Proposal,5000.00,60,3000.00,2026-09-30,New,Call,Web,0,0,0055g000001AAAAAA1,2026-01-10T09:00:00.000Z,EUR',
    'deals',
    {
      ...{
        Id: 'externalId',
        AccountId: 'accountExternalId',
        Name: 'name',
        StageName: 'stage',
        Amount: 'amount',
      },
      ...{ Probability: 'probability', CloseDate: 'expectedOn', NextStep: 'nextStep', LeadSource: 'channel' },
      ...{ CreatedDate: 'createdAt', CurrencyIsoCode: 'currency' },
    },
  ],
  [
    'organizations-8123456-12.csv',
    'Organization - ID,Organization - Name,Organization - Labels,Organization - Address,Organization - Country of Address,Organization - Website,Organization - Industry,Organization - Owner,Organization - People,Organization - Organization created',
    '7,Acme,Customer,Berlin,Germany,acme.example,Retail,Ann Lee,3,2024-05-17 09:30:00',
    'accounts',
    {
      ...{
        'Organization - ID': 'externalId',
        'Organization - Name': 'name',
        'Organization - Labels': 'tags',
      },
      ...{ 'Organization - Country of Address': 'country', 'Organization - Website': 'domain' },
      ...{ 'Organization - Industry': 'industry', 'Organization - Owner': 'ownerEmail' },
      ...{ 'Organization - Organization created': 'signedUpAt' },
    },
  ],
  [
    'people-8123456-13.csv',
    'Person - ID,Person - Name,Person - Labels,Person - Organization,Person - Organization ID,Person - Email - Work,Person - Email - Home,Person - Phone - Work,Person - Phone - Mobile,Person - Job title,Person - Owner,Person - Person created',
    '9,Ann Lee,Hot lead,Acme,7,ann@acme.example,,+49 30 2,,CFO,Bo Ek,2024-05-17 09:30:00',
    'people',
    {
      ...{ 'Person - ID': 'externalId', 'Person - Name': 'name', 'Person - Labels': 'tags' },
      ...{ 'Person - Organization': 'accountName', 'Person - Organization ID': 'accountExternalId' },
      ...{
        'Person - Email - Work': 'email',
        'Person - Phone - Work': 'phone',
        'Person - Job title': 'title',
      },
      ...{ 'Person - Owner': 'ownerEmail' },
    },
  ],
  [
    'deals-8123456-14.csv',
    'Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Currency of Value,Deal - Probability,Deal - Organization,Deal - Organization ID,Deal - Pipeline,Deal - Contact person,Deal - Stage,Deal - Label,Deal - Status,Deal - Deal created,Deal - Expected close date,Deal - Deal closed on,Deal - Lost reason',
    '11,Acme seats,Bo Ek,5000,EUR,60,Acme,7,Sales,Ann Lee,Proposal,Hot,Won,2026-01-10 09:00:00,2026-09-30,2026-08-20 10:00:00,',
    'deals',
    {
      ...{
        'Deal - ID': 'externalId',
        'Deal - Title': 'name',
        'Deal - Owner': 'ownerEmail',
        'Deal - Value': 'amount',
      },
      ...{ 'Deal - Currency of Value': 'currency', 'Deal - Probability': 'probability' },
      ...{ 'Deal - Organization': 'accountName', 'Deal - Organization ID': 'accountExternalId' },
      ...{
        'Deal - Pipeline': 'pipeline',
        'Deal - Stage': 'stage',
        'Deal - Label': 'tags',
        'Deal - Status': 'status',
      },
      ...{ 'Deal - Deal created': 'createdAt', 'Deal - Expected close date': 'expectedOn' },
      ...{ 'Deal - Deal closed on': 'closedAt', 'Deal - Lost reason': 'lossReason' },
    },
  ],
  [
    'hubspot-crm-exports-all-contacts.csv',
    'Record ID,First Name,Last Name,Email,Phone Number,Job Title,Lifecycle Stage,Contact owner,Country/Region,Create Date,Associated Company IDs (Primary),Associated Company (Primary)',
    '501,Ann,Lee,ann@acme.example,+49 30 2,CFO,Customer,bo@ours.example,Germany,2024-05-17 09:30,901,Acme',
    'people',
    {
      ...{ 'Record ID': 'externalId', 'First Name': 'firstName', 'Last Name': 'lastName', Email: 'email' },
      ...{
        'Phone Number': 'phone',
        'Job Title': 'title',
        'Lifecycle Stage': 'stage',
        'Contact owner': 'ownerEmail',
      },
      ...{ 'Country/Region': 'country', 'Associated Company IDs (Primary)': 'accountExternalId' },
      ...{ 'Associated Company (Primary)': 'accountName' },
    },
  ],
  [
    'hubspot-crm-exports-all-companies.csv',
    'Record ID,Company name,Company owner,Create Date,Phone Number,City,Country/Region,Industry,Company Domain Name,Lifecycle Stage',
    '901,Acme,bo@ours.example,2024-05-17 09:30,+49 30 1,Berlin,Germany,RETAIL,acme.example,Customer',
    'accounts',
    {
      ...{ 'Record ID': 'externalId', 'Company name': 'name', 'Company owner': 'ownerEmail' },
      ...{ 'Create Date': 'signedUpAt', 'Country/Region': 'country', Industry: 'industry' },
      ...{ 'Company Domain Name': 'domain', 'Lifecycle Stage': 'stage' },
    },
  ],
];

it.each(EXPORTS)('%s maps by itself, and asks nothing', async (name, header, row, objectName, fields) => {
  const { id } = await makeWorkspace();
  const file = path.join(folder, name);
  writeFileSync(file, `${header}\n${row}\n`);
  const plan = await inspectFile(id, file, name);
  expect(plan).toMatchObject({ objectName, questions: [] });
  const filled = plan.columns.flatMap(({ header: column, target }) =>
    target.kind === 'field' ? [[column, target.field]] : [],
  );
  expect(Object.fromEntries(filled)).toEqual(fields);
});
