import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GivenAnswer, Survey, WaveView } from '../../server/signals/schema/survey.ts';
import { DESKTOP, keepPicture } from './installation.ts';
import { openSurvey } from './sample-records.ts';
import { useSampleSite } from './sample-site.ts';

const TIMEOUT_MS = 60_000;
const PHONE = { width: 390, height: 844 };
const IN_TURN = { timeout: TIMEOUT_MS, concurrent: false };

const site = await useSampleSite();
let page: Page;
let ask = '';
beforeAll(async () => {
  ({ ask } = await openSurvey(site));
  page = await site.open({ who: 'visitor' });
  await page.setViewportSize(PHONE);
}, TIMEOUT_MS);

const answers = async () => {
  const { data } = await site.ask<{ data: Survey[] }>('GET', '/surveys');
  const survey = data.find(({ name }) => name === 'First steps');
  return (await site.ask<{ data: GivenAnswer[] }>('GET', `/surveys/${survey?.id}/answers`)).data;
};
const score = (name: string) => page.getByRole('radio', { name, exact: true });
const send = () => page.getByRole('button', { name: 'Send my answer' }).click();

describe('the page of a survey', () => {
  it(
    'only chooses the score that was clicked in the mail, and keeps it when it is sent',
    IN_TURN,
    async () => {
      await page.goto(`/survey/${ask}?score=3`);
      await expect.poll(() => score('3').isChecked()).toBe(true);
      expect(await answers()).toEqual([]);
      await keepPicture(page, 'surveys', 'chosen');
      await page.getByRole('textbox').fill('The first import');
      await send();
      await page.getByRole('status').getByText('Thank you.').waitFor();
      await keepPicture(page, 'surveys', 'thanks');
      expect(await answers()).toMatchObject([{ score: 3, comment: 'The first import' }]);
    },
  );

  it('speaks the language of the mail, until another one is chosen', IN_TURN, async () => {
    await page.goto(`/survey/${ask}?lang=th`);
    await page.getByRole('button', { name: 'แก้ไขคำตอบ' }).waitFor();
    await page.getByRole('button', { name: 'ภาษา' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Change my answer' }).waitFor();
    await page.goto(`/survey/${ask}?lang=th`);
    await page.getByRole('button', { name: 'Change my answer' }).waitFor();
  });

  it('is answered by keyboard alone, and the answer can be changed', IN_TURN, async () => {
    await page.goto(`/survey/${ask}`);
    await page.getByRole('button', { name: 'Change my answer' }).press('Enter');
    await score('3').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => score('4').isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('status').waitFor();
    expect(await answers()).toMatchObject([{ score: 4, comment: 'The first import' }]);
  });
});

describe('the pages of surveys', () => {
  it('make one, say whom it would ask, and ask', IN_TURN, async () => {
    const staff = await site.open({ who: 'staff' });
    await staff.setViewportSize(DESKTOP);
    await staff.goto('/surveys/new');
    await staff.getByLabel('Name').fill('After support');
    await staff.getByRole('combobox', { name: 'Kind' }).click();
    await staff.getByRole('option', { name: 'CSAT' }).click();
    await staff.getByLabel('Days of rest').fill('0');
    await staff.getByRole('group', { name: 'How satisfied are you with us?' }).waitFor();
    await staff.getByRole('button', { name: 'Save' }).click();
    await staff.getByRole('button', { name: 'Ask now' }).click();
    await staff
      .getByRole('dialog')
      .getByText(/people get a mail/)
      .waitFor();
    await keepPicture(staff, 'surveys', 'ask');
    await staff.getByRole('dialog').getByRole('button', { name: 'Ask now' }).click();
    await staff.getByRole('heading', { name: /Wave 1/ }).waitFor();
    await keepPicture(staff, 'surveys', 'wave');
    const id = new URL(staff.url()).pathname.split('/').at(-1);
    const wave = await site.ask<WaveView>('GET', `/survey-waves/${id}`);
    expect(wave.survey.kind).toBe('csat');
    expect(wave.askedCount).toBeGreaterThan(0);
  });
});
