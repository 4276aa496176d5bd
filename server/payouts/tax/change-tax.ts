import { type Affiliate, getAffiliate, getOwnAffiliate } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { seal, unseal } from '../../core/vault.ts';
import { audit } from '../../workspace/index.ts';
import { lockTaxData, type TaxRow, upsertTaxData, upsertTreatment } from '../store/tax.ts';
import { canonicalVatId, compactNumber, maskNumber } from './rules.ts';
import type { AffiliateTax, TaxChange, TaxTreatment } from './schema.ts';
import { viewTax } from './view-tax.ts';

/** What `payout.tax_changed` tells. */
export interface TaxChanged {
  affiliateId: string;
}

/** The signed-in affiliate says who they are for the tax office. */
export async function changeOwnTax(actor: Actor, wanted: TaxChange): Promise<AffiliateTax> {
  return inTransaction(async () => changeTax(actor, await getOwnAffiliate(actor), wanted));
}

/** Staff says it for an affiliate. @throws Problem 404 */
export async function changeAffiliateTax(
  actor: Actor,
  affiliateId: string,
  wanted: TaxChange,
): Promise<AffiliateTax> {
  authorize(actor, 'tax.write');
  return inTransaction(async () =>
    changeTax(actor, await getAffiliate(actor.workspaceId, affiliateId), wanted),
  );
}

/** The same again changes nothing. */
async function changeTax(actor: Actor, affiliate: Affiliate, wanted: TaxChange): Promise<AffiliateTax> {
  const { workspaceId } = actor;
  const before = await lockTaxData(workspaceId, affiliate.id);
  const number = numberOf(workspaceId, before, wanted);
  const shown = {
    kind: wanted.kind,
    legalName: wanted.legalName,
    address: wanted.address,
    country: wanted.country,
    vatId: wanted.vatId ? canonicalVatId(wanted.country, wanted.vatId) : null,
    taxNumber: number && maskNumber(number),
  };
  const isSame = before && Object.entries(shown).every(([name, value]) => before[name as 'kind'] === value);
  if (isSame && number === taxNumberOf(workspaceId, before)) return viewTax(workspaceId, affiliate);
  await upsertTaxData(workspaceId, {
    ...shown,
    affiliateId: affiliate.id,
    sealedTaxNumber: number && seal(number, contextOf(workspaceId, affiliate.id)),
    updatedAt: actor.now,
  });
  const { sealedTaxNumber: _sealed, ...known } = before ?? { sealedTaxNumber: null };
  const object = { objectType: 'affiliate', objectId: affiliate.id };
  await audit(actor, { action: 'tax_data.changed', ...object, before: before && known, after: shown });
  await emit<TaxChanged>(workspaceId, 'payout.tax_changed', { affiliateId: affiliate.id });
  return viewTax(workspaceId, affiliate);
}

/** Not told: the number on record, which another country does not know. */
function numberOf(workspaceId: string, before: TaxRow | null, { country, taxNumber }: TaxChange) {
  if (taxNumber !== undefined) return taxNumber ? compactNumber(taxNumber) : null;
  return before?.country === country ? taxNumberOf(workspaceId, before) : null;
}

/** How what this affiliate is paid is taxed; on the papers that follow. @throws Problem 404 */
export async function changeTreatment(
  actor: Actor,
  affiliateId: string,
  treatment: TaxTreatment,
): Promise<AffiliateTax> {
  authorize(actor, 'tax.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const affiliate = await getAffiliate(workspaceId, affiliateId);
    const { treatment: before } = await viewTax(workspaceId, affiliate);
    await upsertTreatment(workspaceId, affiliateId, treatment, actor.now);
    const change = { objectType: 'affiliate', objectId: affiliateId, before, after: treatment };
    await audit(actor, { action: 'tax_treatment.changed', ...change });
    return viewTax(workspaceId, affiliate);
  });
}

/** The whole number, for the year's file only; null where there is none. */
export function taxNumberOf(
  workspaceId: string,
  { affiliateId, sealedTaxNumber }: Pick<TaxRow, 'affiliateId' | 'sealedTaxNumber'>,
): string | null {
  return sealedTaxNumber === null ? null : unseal(sealedTaxNumber, contextOf(workspaceId, affiliateId));
}

function contextOf(workspaceId: string, affiliateId: string): string {
  return `${workspaceId} tax ${affiliateId}`;
}
