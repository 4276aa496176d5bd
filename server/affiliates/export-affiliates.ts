import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { type Actor, authorize } from '../core/actor.ts';
import { audit } from '../workspace/index.ts';
import type { AffiliateExportQuery } from './schema/affiliate.ts';
import { pageOfAffiliates } from './store/affiliates.ts';
import { listGroups } from './store/groups.ts';

const ROWS_PER_READ = 500;
const HEADER = [
  ...['id', 'external_id', 'name', 'email', 'group', 'status', 'status_reason', 'status_since', 'source'],
  ...['website', 'promotion', 'country', 'payout_email', 'joined_at'],
];

/** Every affiliate that matches the filters as CSV with a byte order mark, in the order of the list. Audited. */
export async function exportAffiliates(actor: Actor, query: AffiliateExportQuery): Promise<Readable> {
  authorize(actor, 'affiliates.read');
  const { workspaceId } = actor;
  const object = { objectType: 'affiliates', objectId: 'csv' };
  await audit(actor, { action: 'affiliates.exported', ...object, after: query });
  const groups = new Map((await listGroups(workspaceId)).map(({ id, name }) => [id, name]));
  const rows = async function* () {
    let cursor: string | undefined;
    do {
      const page = await pageOfAffiliates(workspaceId, { ...query, cursor, limit: ROWS_PER_READ });
      for (const each of page.data) {
        yield [
          ...[each.id, each.externalId, each.name, each.email, groups.get(each.groupId ?? ''), each.status],
          ...[each.statusReason, each.statusChangedAt.toISOString(), each.source, each.website],
          ...[each.promotion, each.country, each.payoutEmail, each.createdAt.toISOString()],
        ];
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  };
  const csv = stringify({ header: true, columns: HEADER, bom: true, escape_formulas: true });
  // Either end takes the other with it; the reader of the stream gets the error.
  return pipeline(Readable.from(rows()), csv, () => {});
}
