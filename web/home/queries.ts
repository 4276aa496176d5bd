import { queryOptions } from '@tanstack/react-query';
import type { ImportSummary } from '../../server/customers/imports/schema.ts';
import type { Account } from '../../server/customers/schema/account.ts';
import type { FraudCase } from '../../server/fraud/schema.ts';
import type { Payout } from '../../server/payouts/schema.ts';
import type { QualityPage } from '../../server/quality/schema.ts';
import type { HealthProfilesView } from '../../server/success/schema/health.ts';
import type { AccountAtRisk, RankingPage } from '../../server/success/schema/ranking.ts';
import type { ClickSummary } from '../../server/tracking/schema/click.ts';
import { api, type Page } from '../ui/api.ts';

/** How many lines a list on the home page shows. */
const SHOWN = 5;
export const CHART_DAYS = 90;
const DAY_MS = 86_400_000;

export const anyAccountQuery = queryOptions({
  queryKey: ['/accounts', 'any'],
  queryFn: () => api.get<Page<Account>>('/accounts', { limit: 1 }),
});

export const toInviteQuery = queryOptions({
  queryKey: ['/ranking', 'home'],
  queryFn: () => api.get<RankingPage>('/ranking', { limit: SHOWN }),
});

export const atRiskQuery = queryOptions({
  queryKey: ['/accounts-at-risk', 'home'],
  queryFn: () => api.get<Page<AccountAtRisk>>('/accounts-at-risk', { limit: SHOWN }),
});

export const toApproveQuery = queryOptions({
  queryKey: ['/payouts', 'home'],
  queryFn: () => api.get<Page<Payout>>('/payouts', { state: 'created', limit: SHOWN }),
});

export const toDecideQuery = queryOptions({
  queryKey: ['/fraud-cases', 'home'],
  queryFn: () => api.get<Page<FraudCase>>('/fraud-cases', { state: 'open', limit: SHOWN }),
});

export const failedImportsQuery = queryOptions({
  queryKey: ['/imports', 'home'],
  queryFn: () => api.get<Page<ImportSummary>>('/imports', { state: 'failed', limit: SHOWN }),
});

export const programQuery = queryOptions({
  queryKey: ['/quality/affiliates', 'home'],
  queryFn: () => api.get<QualityPage>('/quality/affiliates', { limit: 1 }),
});

export const portfolioQuery = queryOptions({
  queryKey: ['/health-profiles'],
  queryFn: () => api.get<HealthProfilesView>('/health-profiles'),
});

export const clicksQuery = queryOptions({
  queryKey: ['/clicks/summary', 'home'],
  queryFn: () =>
    api.get<ClickSummary>('/clicks/summary', {
      by: 'day',
      since: new Date(Date.now() - CHART_DAYS * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length),
    }),
});
