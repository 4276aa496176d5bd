import type { BillingKind } from '../../signals/index.ts';
import { chargebee } from '../chargebee/system.ts';
import { jsonBilling } from '../json-billing/system.ts';
import { lemonSqueezy } from '../lemonsqueezy/system.ts';
import { paddle } from '../paddle/system.ts';
import { stripe } from '../stripe/system.ts';
import type { BillingSystem } from './system.ts';

/** The billing systems that are known, by the kind of their connections. */
export const SYSTEMS: Record<BillingKind, BillingSystem> = {
  stripe,
  paddle,
  lemonsqueezy: lemonSqueezy,
  chargebee,
  json: jsonBilling,
};
