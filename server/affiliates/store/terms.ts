import { db } from '../../core/db.ts';

interface AcceptedTerms {
  affiliateId: string;
  offerId: string;
  version: number;
  acceptedAt: Date;
}

/** Accepting the same version again keeps the first moment. */
export async function insertTermsAcceptance(workspaceId: string, accepted: AcceptedTerms): Promise<void> {
  await db()
    .insertInto('affiliates.termsAcceptances')
    .values({ workspaceId, ...accepted })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The latest version that the affiliate accepted, by offer. */
export async function findAcceptedVersions(
  workspaceId: string,
  affiliateId: string,
): Promise<Map<string, number>> {
  const rows = await db()
    .selectFrom('affiliates.termsAcceptances')
    .select(({ fn }) => ['offerId', fn.max('version').as('version')])
    .where('workspaceId', '=', workspaceId)
    .where('affiliateId', '=', affiliateId)
    .groupBy('offerId')
    .execute();
  return new Map(rows.map((row) => [row.offerId, row.version]));
}
