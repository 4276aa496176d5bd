import { describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { TWENTY_PERCENT } from '../../../test/support/money.ts';
import { addAffiliate, makeProgram } from '../../../test/support/program.ts';
import { saveOffer } from '../../affiliates/index.ts';
import { systemActor } from '../../core/actor.ts';
import { pool } from '../../core/db.ts';
import { assignPlan, savePlan } from '../index.ts';
import { changePlan } from './save-plan.ts';
import { NewPlan } from './schema.ts';

useDatabase();

const { name: _name, isDefault: _isDefault, ...terms } = NewPlan.parse(TWENTY_PERCENT);
const BETTER = { ...terms, rateBasisPoints: 3_000 };

async function mailsOf(workspaceId: string) {
  await drainJobs();
  const { rows } = await pool().query<{ recipient: string; body_text: string }>(
    "select recipient, body_text from core.mails where workspace_id = $1 and kind = 'plan_terms' order by recipient",
    [workspaceId],
  );
  return rows;
}

describe('new terms', () => {
  it('are written to each affiliate of the plan’s offers, with what holds until then and the day, once a version', async () => {
    const { id, affiliates } = await makeProgram(['Ann', 'Bob']);
    const plan = await savePlan(id, TWENTY_PERCENT);
    const other = await saveOffer(id, {
      name: 'Other',
      destinationUrl: 'https://acme.example',
      windowDays: 30,
    });
    await addAffiliate(id, other, 'Cem');
    const own = await savePlan(id, { ...TWENTY_PERCENT, name: 'Own' });
    await assignPlan(id, other.id, own.id);
    const actor = { ...systemActor(id, 'test'), now: new Date('2026-03-01T10:00:00Z') };
    await changePlan(actor, plan.id, { terms: BETTER, noticeDays: 30 });
    const mails = await mailsOf(id);
    expect(mails.map(({ recipient }) => recipient)).toEqual(affiliates.map(({ email }) => email).toSorted());
    for (const { body_text } of mails) {
      expect(body_text).toContain('March 31, 2026');
      expect(body_text.indexOf('30%')).toBeLessThan(body_text.indexOf('20%'));
      expect(body_text.indexOf('30%')).toBeGreaterThan(0);
    }
    await changePlan(actor, plan.id, { name: 'Renamed' });
    await changePlan(actor, plan.id, { terms: BETTER, noticeDays: 40 });
    expect(await mailsOf(id)).toHaveLength(2);
  });

  it('of a workspace without affiliates are written to nobody', async () => {
    const { id } = await makeWorkspace();
    const plan = await savePlan(id, TWENTY_PERCENT);
    await changePlan(systemActor(id, 'test'), plan.id, { terms: BETTER });
    expect(await mailsOf(id)).toEqual([]);
  });
});
