import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { changeCompany, viewCompany } from './company.ts';
import { Company, CompanyChange } from './schema.ts';

const CompanyAnswer = z.object({ company: Company.nullable() });
const tags = ['Tax'];

export function companyRoutes(app: App): void {
  app.get(
    '/api/v1/company',
    { schema: { response: { 200: CompanyAnswer }, tags }, config: { permission: 'payouts.read' } },
    ({ actor }) => viewCompany(actor),
  );
  app.put(
    '/api/v1/company',
    {
      schema: { body: CompanyChange, response: { 200: CompanyAnswer }, tags },
      config: { permission: 'workspace.write' },
    },
    ({ actor, body }) => changeCompany(actor, body),
  );
}
