import { listOffers, withAffiliates } from '../../affiliates/index.ts';
import { rowsOfPages, tableOf } from '../../core/tables/table.ts';
import { defineExport } from '../../workspace/index.ts';
import { RegistrationExportQuery } from '../schema/registration.ts';
import { pageOfRegistrations } from '../store/registrations.ts';

const ROWS_PER_READ = 500;

/** Every registration that matches the filters, in the order of the list. */
export function defineRegistrationExport(): void {
  defineExport({
    name: 'deal-registrations',
    permission: 'links.read',
    needsAllRows: true,
    tag: 'Deal registrations',
    query: RegistrationExportQuery,
    async read({ workspaceId }, query) {
      const offers = new Map((await listOffers(workspaceId)).map(({ id, name }) => [id, name]));
      const rows = rowsOfPages(async (cursor) => {
        const page = await pageOfRegistrations(workspaceId, { ...query, cursor, limit: ROWS_PER_READ });
        return { ...page, data: await withAffiliates(workspaceId, page.data) };
      });
      return tableOf(
        {
          id: (registration) => registration.id,
          affiliate: (registration) => registration.affiliate?.name,
          affiliate_email: (registration) => registration.affiliate?.email,
          offer: (registration) => offers.get(registration.offerId),
          company: (registration) => registration.company,
          person: (registration) => registration.personName,
          email: (registration) => registration.email,
          phone: (registration) => registration.phone,
          domain: (registration) => registration.domain,
          note: (registration) => registration.note,
          status: (registration) => registration.status,
          reason: (registration) => registration.reason,
          message: (registration) => registration.message,
          submitted_at: (registration) => registration.createdAt,
          decided_at: (registration) => registration.decidedAt,
          decided_by: (registration) => registration.decidedByName,
          expires_at: (registration) => registration.expiresAt,
          won_at: (registration) => registration.wonAt,
        },
        rows,
      );
    },
  });
}
