import type { Config } from '../../core/config.ts';
import { onBillingEvent, onBillingHistory } from '../../signals/index.ts';
import { fetchStripeHistory } from '../stripe/fetch-history.ts';
import { settleBillingEvent } from './settle-event.ts';
import { SYSTEMS } from './systems.ts';

export function billingJobs({ stripeApiUrl }: Config): void {
  onBillingEvent((workspaceId, kind, event, isFinal) =>
    settleBillingEvent(workspaceId, SYSTEMS[kind], event, isFinal),
  );
  onBillingHistory((apiKey, from) => fetchStripeHistory(stripeApiUrl, apiKey, from));
}
