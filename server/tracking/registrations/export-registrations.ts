import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { listAffiliates, listOffers } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import type { RegistrationExportQuery } from '../schema/registration.ts';
import { pageOfRegistrations } from '../store/registrations.ts';

const ROWS_PER_READ = 500;
const HEADER = [
  ...['id', 'affiliate', 'affiliate_email', 'offer', 'company', 'person', 'email', 'phone', 'domain', 'note'],
  ...['status', 'reason', 'message', 'submitted_at', 'decided_at', 'decided_by', 'expires_at', 'won_at'],
];

/** Every registration that matches the filters as CSV with a byte order mark, in the order of the list. */
export async function exportRegistrations(actor: Actor, query: RegistrationExportQuery): Promise<Readable> {
  authorize(actor, 'links.read');
  const { workspaceId } = actor;
  const offers = new Map((await listOffers(workspaceId)).map(({ id, name }) => [id, name]));
  const rows = async function* () {
    let cursor: string | undefined;
    do {
      const page = await pageOfRegistrations(workspaceId, { ...query, cursor, limit: ROWS_PER_READ });
      const ids = [...new Set(page.data.map(({ affiliateId }) => affiliateId))];
      const names = new Map((await listAffiliates(workspaceId, ids)).map((each) => [each.id, each]));
      for (const registration of page.data) {
        const affiliate = names.get(registration.affiliateId);
        yield [
          ...[
            registration.id,
            affiliate?.name,
            affiliate?.email,
            offers.get(registration.offerId),
            registration.company,
          ],
          ...[
            registration.personName,
            registration.email,
            registration.phone,
            registration.domain,
            registration.note,
            registration.status,
            registration.reason,
          ],
          ...[
            registration.message,
            registration.createdAt.toISOString(),
            registration.decidedAt?.toISOString(),
            registration.decidedByName,
          ],
          ...[registration.expiresAt.toISOString(), registration.wonAt?.toISOString()],
        ];
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  };
  const csv = stringify({ header: true, columns: HEADER, bom: true, escape_formulas: true });
  // Either end takes the other with it; the reader of the stream gets the error.
  return pipeline(Readable.from(rows()), csv, () => {});
}
