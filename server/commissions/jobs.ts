import type { Config } from '../core/config.ts';
import { subscribe, subscribeWithin } from '../core/events.ts';
import { defineTask, schedule } from '../core/jobs.ts';
import { defineMailTemplate } from '../core/mail-templates.ts';
import { blockErasure } from '../customers/index.ts';
import { rewardBonusesEverywhere } from './awards/reward-bonuses.ts';
import { rewardClicksEverywhere } from './awards/reward-clicks.ts';
import { rewardLeads } from './awards/reward-leads.ts';
import { rewardOnboardingOfSaved } from './awards/reward-onboarding.ts';
import { rewardPaymentsOfRefunds, rewardPaymentsOfSales } from './awards/reward-payments.ts';
import { rewardRecordsEverywhere } from './awards/reward-records.ts';
import { recruitJobs } from './awards/reward-recruits.ts';
import { rewardUpgradesEverywhere } from './awards/reward-upgrades.ts';
import { bookCommissions } from './book-commissions.ts';
import { closeContestsEverywhere } from './contests/close-contests.ts';
import { evaluateEverywhere } from './evaluate-commissions.ts';
import { defineCommissionExport } from './export-commissions.ts';
import { findOpenBalance } from './find-open-balance.ts';
import { moveCommissions } from './move-commissions.ts';
import { defineRewardExport } from './non-cash/export-rewards.ts';
import { nonCashJobs } from './non-cash/jobs.ts';
import { TERMS_MAIL, type TermsChanged, tellOfTerms } from './plans/tell-of-terms.ts';
import { reverseCommissions } from './reverse-commissions.ts';
import { holdDataOfCommissions } from './store/held-data.ts';

const EVALUATE_TASK = 'commissions.evaluate-success';
/** After the nightly scores. */
const EVALUATE_NIGHTLY = '47 3 * * *';
const CLOSE_CONTESTS_TASK = 'commissions.close-contests';
const CLOSE_CONTESTS_HOURLY = '43 * * * *';
const REWARD_BONUSES_TASK = 'commissions.reward-bonuses';
const REWARD_BONUSES_HOURLY = '37 * * * *';
const REWARD_CLICKS_TASK = 'commissions.reward-clicks';
/** Days end at another hour in every time zone. */
const REWARD_CLICKS_HOURLY = '23 * * * *';
const REWARD_RECORDS_TASK = 'commissions.reward-records';
const REWARD_RECORDS_NIGHTLY = '53 3 * * *';
const REWARD_UPGRADES_TASK = 'commissions.reward-upgrades';
const REWARD_UPGRADES_HOURLY = '29 * * * *';

/** What is heard is written in the transaction in which it is told: sale and commission commit together or not at all. */
export function commissionJobs(config: Config): void {
  holdDataOfCommissions();
  blockErasure('balanceOpen', findOpenBalance);
  defineCommissionExport();
  defineRewardExport();
  defineMailTemplate({
    kind: TERMS_MAIL,
    catalog: 'commissions:mail.terms',
    example: {
      person: { name: 'Ann Smith', firstName: 'Ann' },
      company: { name: 'Acme' },
      terms: { old: '20% of every sale.', new: '25% of every sale.', day: '2026-12-01' },
      link: `${config.publicUrl}/portal`,
    },
  });
  subscribe<TermsChanged>('plan.terms_changed', 'commissions.tell-of-terms', ({ workspaceId, payload }) =>
    tellOfTerms(workspaceId, payload, config.publicUrl),
  );
  subscribeWithin('sale.recorded', 'commissions.book', bookCommissions);
  subscribeWithin('sale.attributed', 'commissions.move', moveCommissions);
  subscribeWithin('sale.refunded', 'commissions.reverse', reverseCommissions);
  subscribeWithin('lead.recorded', 'commissions.reward-leads', rewardLeads);
  // After the sale is booked, moved or refunded: they are heard in this order.
  subscribeWithin('sale.recorded', 'commissions.reward-payments', rewardPaymentsOfSales);
  subscribeWithin('sale.attributed', 'commissions.reward-payments', rewardPaymentsOfSales);
  subscribeWithin('sale.refunded', 'commissions.reward-payments', rewardPaymentsOfRefunds);
  subscribe<{ accountIds: string[] }>(
    'accounts.saved',
    'commissions.reward-onboarding',
    rewardOnboardingOfSaved,
  );
  recruitJobs();
  nonCashJobs(config);
  defineTask(CLOSE_CONTESTS_TASK, closeContestsEverywhere);
  schedule(CLOSE_CONTESTS_TASK, CLOSE_CONTESTS_HOURLY);
  defineTask(REWARD_BONUSES_TASK, rewardBonusesEverywhere);
  schedule(REWARD_BONUSES_TASK, REWARD_BONUSES_HOURLY);
  defineTask(REWARD_RECORDS_TASK, rewardRecordsEverywhere);
  schedule(REWARD_RECORDS_TASK, REWARD_RECORDS_NIGHTLY);
  defineTask(REWARD_CLICKS_TASK, rewardClicksEverywhere);
  schedule(REWARD_CLICKS_TASK, REWARD_CLICKS_HOURLY);
  defineTask(REWARD_UPGRADES_TASK, rewardUpgradesEverywhere);
  schedule(REWARD_UPGRADES_TASK, REWARD_UPGRADES_HOURLY);
  defineTask(EVALUATE_TASK, evaluateEverywhere);
  schedule(EVALUATE_TASK, EVALUATE_NIGHTLY);
}
