import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../test/support/database.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { pool } from '../../core/db.ts';
import { newIdAt } from '../../core/ids.ts';
import { recordSale } from '../conversions/record-sales.ts';
import { insertClicks, journalClicks, type NewClick } from '../store/clicks.ts';
import { settleClicks, settleLeftovers } from './settle-clicks.ts';

useDatabase();

const START = Date.parse('2026-03-02T10:00:00Z');
const MINUTE_MS = 60_000;

/** A program of one link, and clicks on it at so many minutes. */
async function oneLink() {
  const { id, affiliates } = await makeProgram(['Ann']);
  const link = affiliates[0]?.link;
  if (!link) throw new Error('no link');
  await pool().query("select core.ensure_month_partitions('tracking.clicks', '2026-03-01', 1)");
  const click = (minute: number, more: Partial<NewClick> = {}): NewClick => {
    const at = new Date(START + minute * MINUTE_MS);
    return {
      workspaceId: id,
      id: newIdAt('clk', at),
      at,
      day: '2026-03-02',
      linkId: link.id,
      affiliateId: link.affiliateId,
      offerId: link.offerId,
      verdict: 'counted',
      repeatOf: null,
      windowDays: 30,
      visitorId: `visitor-${Math.random()}`,
      isKnownVisitor: false,
      visitorHash: `hash-${Math.random()}`,
      ipHash: null,
      ipPrefix: null,
      country: null,
      device: null,
      browser: null,
      os: null,
      referrerHost: null,
      pageUrl: null,
      targetId: null,
      ...more,
    };
  };
  return { id, link, click };
}

async function endOf(workspaceId: string) {
  const clicks = await pool().query(
    'select id, verdict, repeat_of from tracking.clicks where workspace_id = $1 order by at, id',
    [workspaceId],
  );
  const sums = await pool().query(
    'select counted, repeats, automatic from tracking.click_days where workspace_id = $1',
    [workspaceId],
  );
  const journal = await pool().query('select from tracking.click_journal where workspace_id = $1', [
    workspaceId,
  ]);
  return { clicks: clicks.rows, sums: sums.rows, waiting: journal.rowCount };
}

describe('clicks that were answered and are not in their place', () => {
  it('are found by a sale that names one of them in the same moment', async () => {
    const { id, link, click } = await oneLink();
    const seen = click(0);
    await journalClicks([seen]);
    const { sale } = await recordSale(id, {
      externalId: 'order-1',
      customerExternalId: 'customer-1',
      clickId: seen.id,
      amountMinor: 5_000,
      currency: 'USD',
      occurredAt: new Date(START + MINUTE_MS),
    });
    expect(sale.affiliateId).toBe(link.affiliateId);
  });

  it('of a process that was killed are settled by any other, once', async () => {
    const { id, click } = await oneLink();
    await journalClicks([click(0), click(1)]);
    await journalClicks([click(2)]);
    await settleLeftovers();
    await settleLeftovers();
    const { clicks, sums, waiting } = await endOf(id);
    expect(clicks).toHaveLength(3);
    expect(sums).toEqual([{ counted: 3, repeats: 0, automatic: 0 }]);
    expect(waiting).toBe(0);
  });

  it('of one workspace are settled though those of another cannot be', async () => {
    const [broken, sound] = [await oneLink(), await oneLink()];
    // No month of the table takes it.
    const strange = broken.click(0, { at: new Date('1970-01-01T00:00:00Z') });
    await journalClicks([strange]);
    await journalClicks([sound.click(0)]);
    await settleLeftovers();
    expect((await endOf(sound.id)).clicks).toHaveLength(1);
    expect(await endOf(broken.id)).toMatchObject({ clicks: [], waiting: 1 });
  });

  it('are neither lost nor doubled when many settle and others write at once', async () => {
    const { id, click } = await oneLink();
    const all = Array.from({ length: 240 }, (_, number) => click(number / 10));
    await Promise.all([
      ...all.map((each, number) => (number % 3 === 0 ? insertClicks([each]) : journalClicks([each]))),
      ...Array.from({ length: 8 }, () => settleClicks(id)),
    ]);
    await settleClicks(id);
    const { clicks, sums } = await endOf(id);
    expect(clicks.map((row) => row.id).sort()).toEqual(all.map((each) => each.id).sort());
    expect(sums).toEqual([{ counted: 240, repeats: 0, automatic: 0 }]);
  });

  it('of one visitor count once, though two processes have each seen a first', async () => {
    const { id, click } = await oneLink();
    const [first, second] = [click(0, { visitorHash: 'same' }), click(1, { visitorHash: 'same' })];
    await journalClicks([first]);
    await journalClicks([second]);
    await settleClicks(id);
    const third = click(2, { visitorHash: 'same' });
    const afterTheHour = click(75, { visitorHash: 'same' });
    await journalClicks([third]);
    await settleClicks(id);
    await journalClicks([afterTheHour]);
    await settleClicks(id);
    expect(await endOf(id)).toMatchObject({
      clicks: [
        { id: first.id, verdict: 'counted' },
        { id: second.id, verdict: 'repeat', repeat_of: first.id },
        { id: third.id, verdict: 'repeat', repeat_of: first.id },
        { id: afterTheHour.id, verdict: 'counted', repeat_of: null },
      ],
      sums: [{ counted: 2, repeats: 2, automatic: 0 }],
    });
  });

  it('of two browsers behind one address that each showed their own id are two visitors', async () => {
    const { id, click } = await oneLink();
    const seen = { visitorHash: 'same', isKnownVisitor: true };
    await journalClicks([
      click(0, { ...seen, visitorId: 'one-of-the-two-00' }),
      click(1, { ...seen, visitorId: 'other-of-the-two' }),
      click(2, { ...seen, visitorId: 'other-of-the-two' }),
    ]);
    await settleClicks(id);
    expect((await endOf(id)).sums).toEqual([{ counted: 2, repeats: 1, automatic: 0 }]);
  });

  it('of several workspaces go each to their own', async () => {
    const [one, two] = [await oneLink(), await oneLink()];
    await journalClicks([one.click(0), two.click(0), one.click(1)]);
    await settleClicks(one.id);
    expect((await endOf(one.id)).clicks).toHaveLength(2);
    expect(await endOf(two.id)).toMatchObject({ clicks: [], waiting: 1 });
    await settleClicks(two.id);
    expect((await endOf(two.id)).clicks).toHaveLength(1);
  });
});
