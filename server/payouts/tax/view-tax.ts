import { type Affiliate, getAffiliate, getOwnAffiliate } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { listTaxForms, mapTaxData, mapTreatments } from '../store/tax.ts';
import type { AffiliateTax, TaxTreatment } from './schema.ts';

export const NO_TREATMENT: TaxTreatment = { kind: 'none', rateBasisPoints: null };

/** What is known for the tax office about an affiliate, for staff. @throws Problem 404 */
export async function viewAffiliateTax(actor: Actor, affiliateId: string): Promise<AffiliateTax> {
  authorize(actor, 'tax.read');
  return viewTax(actor.workspaceId, await getAffiliate(actor.workspaceId, affiliateId));
}

/** The same about the signed-in affiliate. */
export async function viewOwnTax(actor: Actor): Promise<AffiliateTax> {
  return viewTax(actor.workspaceId, await getOwnAffiliate(actor));
}

/** Of a tax number only the end is shown. */
export async function viewTax(workspaceId: string, { id }: Pick<Affiliate, 'id'>): Promise<AffiliateTax> {
  const row = (await mapTaxData(workspaceId, [id])).get(id);
  const forms = await listTaxForms(workspaceId, [id]);
  const treatment = (await mapTreatments(workspaceId, [id])).get(id) ?? NO_TREATMENT;
  if (!row) return { data: null, treatment, forms };
  const { sealedTaxNumber: _sealed, affiliateId: _affiliate, ...data } = row;
  return { data, treatment, forms };
}
