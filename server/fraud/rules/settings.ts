import type { HoldReason } from '../../commissions/index.ts';
import { FREE_DOMAINS } from '../../core/free-mail-domains.ts';
import { DISPOSABLE_DOMAINS } from './mail-domains.ts';

/** A threshold with what it is unless a workspace sets it, and what it may be. */
interface Threshold {
  preset: number;
  min: number;
  max: number;
}

interface Rule {
  /** What the affiliate is told of it. */
  reason: HoldReason;
  thresholds: Record<string, Threshold>;
}

const share = (preset: number): Threshold => ({ preset, min: 0.01, max: 1 });
const count = (preset: number, min = 2): Threshold => ({ preset, min, max: 100_000 });

/** Every rule with its thresholds. The defaults would rather miss a cheat for a week than hold an honest affiliate. */
export const RULES = {
  self_referral: { reason: 'customers', thresholds: { minSameNetwork: count(3) } },
  shared_address: { reason: 'customers', thresholds: { minCustomers: count(3) } },
  duplicate_customers: { reason: 'customers', thresholds: { minSameDomain: count(3) } },
  disposable_mail: { reason: 'customers', thresholds: {} },
  bot_traffic: { reason: 'visits', thresholds: { minClicks: count(50), minShare: share(0.2) } },
  one_network: { reason: 'visits', thresholds: { minClicks: count(50), minShare: share(0.5) } },
  short_lag: {
    reason: 'pattern',
    thresholds: {
      minutes: { preset: 10, min: 1, max: 10_080 },
      minConversions: count(3),
      minShare: share(0.3),
    },
  },
  lag_shape: { reason: 'pattern', thresholds: { minConversions: count(8), minDistance: share(0.4) } },
  conversion_rate: {
    reason: 'pattern',
    thresholds: { minConversions: count(5), minLift: { preset: 3, min: 1, max: 1_000 } },
  },
  refund_rate: {
    reason: 'refunds',
    thresholds: { minSales: count(5), minShare: share(0.3), minLift: { preset: 3, min: 1, max: 1_000 } },
  },
} as const satisfies Record<string, Rule>;

export type RuleCode = keyof typeof RULES;
export const RULE_CODES = Object.keys(RULES) as [RuleCode, ...RuleCode[]];

export interface RuleSetting {
  isOn: boolean;
  thresholds: Record<string, number>;
}

export interface FraudSettings {
  rules: Record<RuleCode, RuleSetting>;
  /** Addresses anybody can have: the same one says nothing. */
  freeDomains: string[];
  disposableDomains: string[];
  windowDays: number;
  falseDiscoveryRate: number;
}

export const DEFAULT_SETTINGS: FraudSettings = {
  rules: Object.fromEntries(RULE_CODES.map((code) => [code, presetOf(code)])) as FraudSettings['rules'],
  freeDomains: FREE_DOMAINS,
  disposableDomains: DISPOSABLE_DOMAINS,
  windowDays: 90,
  falseDiscoveryRate: 0.01,
};

function presetOf(code: RuleCode): RuleSetting {
  return { isOn: true, thresholds: presetsOf(RULES[code].thresholds) };
}

function presetsOf(thresholds: Record<string, Threshold>): Record<string, number> {
  return Object.fromEntries(Object.entries(thresholds).map(([name, { preset }]) => [name, preset]));
}

/** The thresholds of a rule with their limits. */
export function thresholdsOf(code: RuleCode): Record<string, Threshold> {
  return RULES[code].thresholds;
}

/** A threshold in force: as set, else as it is by default. */
export function threshold(settings: FraudSettings, code: RuleCode, name: string): number {
  return settings.rules[code].thresholds[name] ?? thresholdsOf(code)[name]?.preset ?? 0;
}
