import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { audit } from '../../workspace/index.ts';
import { findCompany, upsertCompany } from '../store/companies.ts';
import { canonicalVatId } from '../tax/rules.ts';
import type { Company, CompanyChange } from './schema.ts';

/** The company as it stands on papers; null until somebody has said it. */
export async function viewCompany(actor: Actor): Promise<{ company: Company | null }> {
  return { company: await findCompany(actor.workspaceId) };
}

/** For the papers that follow; those there are stay as they were printed. */
export async function changeCompany(
  actor: Actor,
  wanted: CompanyChange,
): Promise<{ company: Company | null }> {
  authorize(actor, 'workspace.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const before = await findCompany(workspaceId);
    const { legalName, address, country, vatId, taxNumber, invoicePrefix } = wanted;
    const company = {
      ...{ legalName, address, country, invoicePrefix, taxNumber: taxNumber || null },
      vatId: vatId ? canonicalVatId(country, vatId) : null,
    };
    await upsertCompany(workspaceId, { ...company, updatedAt: actor.now });
    const object = { objectType: 'company', objectId: workspaceId };
    await audit(actor, { action: 'company.changed', ...object, before, after: company });
    return viewCompany(actor);
  });
}
