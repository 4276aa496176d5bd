import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { listAffiliates } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { pageOfRewards } from '../store/listed-rewards.ts';
import type { RewardExportQuery } from './schema.ts';

const ROWS_PER_READ = 500;
const HEADER = [
  ...['id', 'affiliate', 'affiliate_email', 'occasion', 'kind', 'name', 'points', 'amount_minor', 'currency'],
  ...['reason', 'state', 'waits_for', 'earned_at', 'release_at', 'given_at', 'given_by', 'note', 'code'],
  ...['lost_at', 'lost_because'],
];

/** Every reward that matches the filters as CSV with a byte order mark, in the order of the list. */
export async function exportRewards(actor: Actor, query: RewardExportQuery): Promise<Readable> {
  authorize(actor, 'commissions.read');
  const { workspaceId, now } = actor;
  const rows = async function* () {
    let cursor: string | undefined;
    do {
      const page = await pageOfRewards(workspaceId, { ...query, cursor, limit: ROWS_PER_READ }, now);
      const ids = [...new Set(page.data.map(({ affiliateId }) => affiliateId))];
      const affiliates = new Map((await listAffiliates(workspaceId, ids)).map((each) => [each.id, each]));
      for (const row of page.data) {
        const { name, email } = affiliates.get(row.affiliateId) ?? {};
        const { earnedAt, releaseAt, givenAt, lostAt } = row;
        yield [
          ...[row.id, name, email, row.occasion, row.kind, row.name, row.points, row.amountMinor],
          ...[row.currency, row.reason, row.state, row.waitsFor, earnedAt.toISOString()],
          ...[releaseAt.toISOString(), givenAt?.toISOString(), row.givenByName, row.note, row.code],
          ...[lostAt?.toISOString(), row.lostBecause],
        ];
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  };
  const csv = stringify({ header: true, columns: HEADER, bom: true, escape_formulas: true });
  // Either end takes the other with it; the reader of the stream gets the error.
  return pipeline(Readable.from(rows()), csv, () => {});
}
