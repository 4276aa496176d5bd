import { subDays } from 'date-fns/subDays';
import { expect, it } from 'vitest';
import { useDatabase } from '../../../test/support/database.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { pool } from '../../core/db.ts';
import { forgetAddresses } from './forget-addresses.ts';
import { recordClicks } from './record-clicks.ts';

useDatabase();

it('clicks lose what was made of addresses once their time is over, and keep all else', async () => {
  const [own, other] = [await makeProgram(['Ann']), await makeProgram(['Bob'])];
  const today = new Date();
  for (const { id, affiliates } of [own, other])
    await recordClicks(
      id,
      [40, 31, 29].map((days) => ({
        at: subDays(today, days),
        linkId: affiliates[0]?.link.id ?? '',
        visitorId: `visitor-of-${days}`,
        country: 'TH',
      })),
    );
  await pool().query("update tracking.clicks set ip_hash = 'h', ip_prefix = '203.0.113.0/24'");
  const read = async (workspaceId: string) => {
    const { rows } = await pool().query(
      'select visitor_id, ip_hash, ip_prefix, visitor_hash is null as is_forgotten, country from tracking.clicks where workspace_id = $1 order by at',
      [workspaceId],
    );
    return rows.map((row) => [row.visitor_id, row.ip_hash, row.ip_prefix, row.is_forgotten, row.country]);
  };
  const kept = (days: number) => [`visitor-of-${days}`, 'h', '203.0.113.0/24', false, 'TH'];
  const forgotten = (days: number) => [`visitor-of-${days}`, null, null, true, 'TH'];
  await forgetAddresses(own.id, subDays(today, 35));
  expect(await read(own.id)).toEqual([forgotten(40), kept(31), kept(29)]);
  await forgetAddresses(own.id, subDays(today, 30));
  await forgetAddresses(own.id, subDays(today, 60));
  expect(await read(own.id)).toEqual([forgotten(40), forgotten(31), kept(29)]);
  expect(await read(other.id)).toEqual([kept(40), kept(31), kept(29)]);
});
