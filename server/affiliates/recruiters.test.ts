import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../test/support/database.ts';
import { withApiKey } from '../../test/support/http.ts';
import type { App } from '../core/http/server.ts';
import { createApp } from '../main.ts';
import { findWorkspace } from '../workspace/index.ts';
import { findAffiliate, findAffiliateByEmail, saveAffiliate, saveOffer } from './index.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function open() {
  const { id } = await makeWorkspace();
  const slug = (await findWorkspace(id))?.slug ?? '';
  const offer = await saveOffer(id, {
    ...{ name: 'O', destinationUrl: 'https://example.com', termsText: 'Fair.', isOpen: true },
  });
  const join = async (name: string) =>
    (await saveAffiliate(id, { name, email: `${name}@example.com`, status: 'active' })).id;
  const headers = await withApiKey(id);
  const set = (affiliateId: string, recruiterId: string | null) =>
    app.inject({ method: 'PATCH', url: `/api/v1/affiliates/${affiliateId}`, headers, body: { recruiterId } });
  const apply = async (name: string, via?: string) => {
    const email = `${name}@example.com`;
    const answer = await app.inject({
      ...{ method: 'POST', url: `/api/v1/public/programs/${slug}/applications` },
      body: { name, email, promotion: 'A blog', offerId: offer.id, termsVersion: 1, via },
    });
    expect(answer.statusCode).toBe(202);
    return (await findAffiliateByEmail(id, email))?.recruiterId;
  };
  return { id, join, set, apply };
}

describe('who recruited an affiliate', () => {
  it('is whose invitation an application came by, and nobody where that is nobody in the program', async () => {
    const { id, join, apply } = await open();
    const ann = await join('ann');
    const strange = await (await open()).join('strange');
    const gone = await join('gone');
    await saveAffiliate(id, { name: 'gone', email: 'gone@example.com', status: 'suspended' });
    expect(await apply('bob', ann)).toBe(ann);
    expect(await apply('cas')).toBeNull();
    for (const [name, via] of Object.entries({ dan: strange, eve: gone, fay: 'nobody' }))
      expect(await apply(name, via), name).toBeNull();
    expect(await apply('ann', ann)).toBeNull();
  });

  it('is set and taken away by staff, and never themselves or a circle, also by two at once', async () => {
    const { id, join, set } = await open();
    const [ann, bob, cas] = [await join('ann'), await join('bob'), await join('cas')];
    expect((await set(bob, ann)).json()).toMatchObject({ recruiterId: ann, recruitedAt: expect.any(String) });
    expect((await set(cas, bob)).statusCode).toBe(200);
    for (const recruiter of [ann, bob, cas]) {
      const refused = await set(ann, recruiter);
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'recruiter_circle']);
    }
    expect((await set(ann, 'aff_unknown')).statusCode).toBe(404);
    await set(bob, null);
    expect(await findAffiliate(id, bob)).toMatchObject({ recruiterId: null, recruitedAt: null });
    await set(cas, null);
    const codes = (await Promise.all([set(ann, bob), set(bob, ann)])).map(({ statusCode }) => statusCode);
    expect(codes.toSorted()).toEqual([200, 409]);
  });

  it('keeps its day when something else is changed', async () => {
    const { join, set } = await open();
    const [ann, bob] = [await join('ann'), await join('bob')];
    const { recruitedAt } = (await set(bob, ann)).json();
    expect((await set(bob, ann)).json().recruitedAt).toBe(recruitedAt);
  });
});
