import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../server/core/http/server.ts';
import { createApp } from '../server/main.ts';
import { testConfig, useDatabase } from './support/database.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
  await app.ready();
});
afterAll(() => app.close());

it('the checked-in OpenAPI document is the one the schemas generate ("npm run generate:openapi" writes it)', () => {
  const checkedIn: unknown = JSON.parse(
    readFileSync(new URL('../docs/openapi.json', import.meta.url), 'utf8'),
  );
  expect(JSON.parse(JSON.stringify(app.swagger()))).toEqual(checkedIn);
});

it('it is OpenAPI 3.1', () => {
  expect(app.swagger()).toMatchObject({ openapi: '3.1.0' });
});
