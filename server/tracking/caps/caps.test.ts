import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { person } from '../../../test/support/visitor.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { recordClicks } from '../clicks/record-clicks.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import { recordLead } from '../conversions/record-leads.ts';
import { forgetLinks } from '../links/link-cache.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

const DAY_MS = 86_400_000;

async function openProgram() {
  const { id, offer, affiliates } = await makeProgram(['Ann', 'Bob']);
  const headers = await withApiKey(id);
  const [ann, bob] = affiliates as [(typeof affiliates)[0], (typeof affiliates)[0]];
  return {
    ...{ id, offer, ann, bob, headers },
    capLink: (payload: object) =>
      app.inject({ method: 'PATCH', url: `/api/v1/links/${ann.link.id}`, headers, payload }),
    cap: (payload: object) =>
      app.inject({
        ...{ method: 'PUT', url: '/api/v1/click-caps', headers },
        payload: { offerId: offer.id, perDay: null, perMonth: null, ...payload },
      }),
  };
}

type Shared = { link: { key: string } };

async function visit({ link }: Shared, headers: Record<string, string> = person()) {
  const answer = await app.inject({ url: `/r/${link.key}`, headers });
  return answer.headers.location ?? '';
}

/** @returns how many of so many visitors at once were led on as the affiliate's. */
async function visitors(count: number, affiliate: Shared) {
  const places = await Promise.all(Array.from({ length: count }, () => visit(affiliate)));
  return places.filter((place) => place.includes('gw_click=')).length;
}

async function verdictsOf(workspaceId: string) {
  await settleClicks(workspaceId);
  const { rows } = await pool().query(
    'select verdict, count(*)::integer from tracking.clicks where workspace_id = $1 group by 1 order by 1',
    [workspaceId],
  );
  return Object.fromEntries(rows.map(({ verdict, count }) => [verdict, count]));
}

async function summaryOf(headers: Record<string, string>) {
  const answer = await app.inject({ url: '/api/v1/clicks/summary', headers });
  return answer.json().total;
}

describe('a cap on a link', () => {
  it('lets exactly so many through, however many come at once, and sends the others where it is told to', async () => {
    const { id, ann, capLink, headers } = await openProgram();
    await capLink({ clicksPerDay: 5, expiredUrl: 'https://acme.example/full' });
    expect(await visitors(12, ann)).toBe(5);
    expect(await visit(ann)).toBe('https://acme.example/full');
    expect(await verdictsOf(id)).toEqual({ counted: 5, over_cap: 8 });
    expect(await summaryOf(headers)).toEqual({ counted: 5, repeats: 0, automatic: 0, overCap: 8 });
  });

  it('leads to the offer’s own page without a click’s id where nothing else is said', async () => {
    const { ann, capLink } = await openProgram();
    await capLink({ clicksPerDay: 1, destinationUrl: 'https://acme.example/special' });
    expect(await visit(ann)).toContain('https://acme.example/special');
    expect(await visit(ann)).toBe('https://acme.example/start?plan=pro#top');
  });

  it('lets a visitor come back whose click counted: a repeat takes no place', async () => {
    const { id, ann, capLink } = await openProgram();
    await capLink({ clicksPerDay: 1 });
    const headers = person();
    expect(await visit(ann, headers)).toContain('gw_click=');
    expect(await visit(ann, headers)).toContain('gw_click=');
    expect(await visit(ann)).not.toContain('gw_click=');
    expect(await verdictsOf(id)).toEqual({ counted: 1, over_cap: 1, repeat: 1 });
  });

  it('is fed from what was counted before, and whole again the next day', async () => {
    const { id, ann, capLink } = await openProgram();
    const at = new Date();
    await recordClicks(
      id,
      ['v1', 'v2'].map((visitorId) => ({ at, linkId: ann.link.id, visitorId })),
    );
    await capLink({ clicksPerDay: 3, clicksPerMonth: 1_000 });
    expect(await visitors(4, ann)).toBe(1);
    setClock(() => new Date(at.getTime() + DAY_MS));
    expect(await visitors(4, ann)).toBe(3);
  });

  it('counts what another process has let through once its clicks are read', async () => {
    const { id, ann, capLink } = await openProgram();
    await capLink({ clicksPerDay: 4 });
    expect(await visitors(1, ann)).toBe(1);
    const at = new Date();
    // As another process writes them.
    await recordClicks(
      id,
      ['a', 'b', 'c'].map((visitorId) => ({ at, linkId: ann.link.id, visitorId })),
    );
    setClock(() => new Date(at.getTime() + 3_000));
    forgetLinks(null);
    expect(await visitors(3, ann)).toBe(0);
  });

  it('keeps who came past it from being credited, also where a page reports the visit', async () => {
    const { id, ann, capLink } = await openProgram();
    await capLink({ clicksPerDay: 1 });
    await visit(ann);
    const report = await app.inject({
      ...{ method: 'POST', url: '/track/click', headers: { ...person(), origin: 'https://acme.example' } },
      payload: { key: ann.link.key, url: 'https://acme.example/?via=ann' },
    });
    expect(report.json()).toMatchObject({ status: 409, code: 'click_over_cap' });
    const { rows } = await pool().query(
      "select id from tracking.clicks where workspace_id = $1 and verdict = 'over_cap'",
      [id],
    );
    expect(rows).toHaveLength(1);
    const lead = await recordLead(id, { clickId: rows[0].id, customerExternalId: 'c1' }, 'en');
    expect(lead.decision.affiliateId).toBeNull();
  });
});

describe('caps on an offer', () => {
  it('hold all of its affiliates together, and each for itself', async () => {
    const { id, ann, bob, cap } = await openProgram();
    await cap({ perDay: 5 });
    await cap({ perMonth: 2, affiliateId: ann.id });
    expect(await visitors(4, ann)).toBe(2);
    expect(await visitors(9, bob)).toBe(3);
    expect(await verdictsOf(id)).toEqual({ counted: 5, over_cap: 8 });
  });

  it('are listed with how much of them is used, changed at once, and gone without numbers', async () => {
    const { offer, ann, bob, cap, headers } = await openProgram();
    await cap({ perDay: 1, affiliateId: ann.id });
    expect(await visitors(3, ann)).toBe(1);
    await visitors(1, bob);
    const listed = await app.inject({ url: '/api/v1/click-caps', headers });
    expect(listed.json().data).toEqual([
      {
        offerId: offer.id,
        affiliateId: ann.id,
        perDay: 1,
        perMonth: null,
        today: 1,
        thisMonth: 1,
        overCap: 2,
      },
    ]);
    await cap({ perDay: 2, affiliateId: ann.id });
    expect(await visitors(3, ann)).toBe(1);
    expect((await cap({ affiliateId: ann.id })).json()).toEqual({ data: [] });
    expect(await visitors(3, ann)).toBe(3);
  });

  it('are of records of one’s own alone', async () => {
    const [own, other] = [await openProgram(), await openProgram()];
    expect((await own.cap({ offerId: other.offer.id, perDay: 1 })).statusCode).toBe(404);
    expect((await own.cap({ affiliateId: other.ann.id, perDay: 1 })).statusCode).toBe(404);
    expect((await own.cap({ perDay: 0 })).statusCode).toBe(422);
  });
});
