import { type Counted, fitRates, upperTail } from '../models/beta-binomial.ts';
import { falseDiscoveryRates } from '../models/false-discovery.ts';
import type { CustomerFacts, Finding, TrafficFacts } from './facts.ts';
import { findLagShapes } from './lag-shapes.ts';
import { type FraudSettings, type RuleCode, threshold } from './settings.ts';
import { quantilesOf } from './spread.ts';

/** Fewer others say nothing about what is usual. */
const LEAST_OTHERS = 2;
const LEAST_OTHER_TRIALS = 30;

/** Everything about one affiliate within the stretch of time that is looked at. */
export interface Conduct {
  affiliateId: string;
  /** Names that stretch: what is found again within it is the same finding. */
  stretch: string;
  customers: CustomerFacts[];
  traffic: TrafficFacts | null;
}

/** A rate that is held against the same of the others. */
interface RateRule {
  code: RuleCode;
  count(conduct: Conduct, settings: FraudSettings): Counted;
  /** How much there must be before anything is said: of hits, or of trials. */
  least: { name: string; of: keyof Counted };
  /** Whose commissions are concerned. */
  concerned(customer: CustomerFacts, settings: FraudSettings): boolean;
}

const RATE_RULES: RateRule[] = [
  {
    code: 'bot_traffic',
    count: ({ traffic }) => ({
      hits: traffic?.automaticClicks ?? 0,
      trials: (traffic?.automaticClicks ?? 0) + (traffic?.countedClicks ?? 0),
    }),
    least: { name: 'minClicks', of: 'trials' },
    concerned: () => true,
  },
  {
    code: 'one_network',
    count: ({ traffic }) => ({ hits: traffic?.topNetworkClicks ?? 0, trials: traffic?.networkClicks ?? 0 }),
    least: { name: 'minClicks', of: 'trials' },
    concerned: () => true,
  },
  {
    code: 'short_lag',
    count: ({ customers }, settings) => {
      const known = customers.filter(({ lagMinutes }) => lagMinutes !== null);
      return { hits: known.filter((one) => isShort(one, settings)).length, trials: known.length };
    },
    least: { name: 'minConversions', of: 'hits' },
    concerned: isShort,
  },
  {
    code: 'conversion_rate',
    count: ({ customers, traffic }) => {
      const hits = customers.filter(({ lagMinutes }) => lagMinutes !== null).length;
      return { hits, trials: Math.max(hits, traffic?.countedClicks ?? 0) };
    },
    least: { name: 'minConversions', of: 'hits' },
    concerned: ({ lagMinutes }) => lagMinutes !== null,
  },
  {
    code: 'refund_rate',
    count: ({ customers }) => ({
      hits: customers.reduce((sum, { refundedSaleCount }) => sum + refundedSaleCount, 0),
      trials: customers.reduce((sum, { saleCount }) => sum + saleCount, 0),
    }),
    least: { name: 'minSales', of: 'trials' },
    concerned: () => true,
  },
];

function isShort({ lagMinutes }: CustomerFacts, settings: FraudSettings): boolean {
  return lagMinutes !== null && lagMinutes < threshold(settings, 'short_lag', 'minutes');
}

/** What can be told only against the others of the program; each affiliate is tested against all but themself. */
export function findStatistics(program: readonly Conduct[], settings: FraudSettings): Finding[] {
  const ordered = program.toSorted((one, other) => (one.affiliateId < other.affiliateId ? -1 : 1));
  return [
    ...RATE_RULES.filter(({ code }) => settings.rules[code].isOn).flatMap((rule) =>
      findRates(ordered, settings, rule),
    ),
    ...(settings.rules.lag_shape.isOn ? findLagShapes(ordered, settings) : []),
  ];
}

interface Tested {
  conduct: Conduct;
  own: Counted;
  share: number;
  othersShare: number;
  pValue: number;
}

/** The tail of the beta-binomial that the others' rates give, with the false discoveries of all tests held down. */
function findRates(program: readonly Conduct[], settings: FraudSettings, rule: RateRule): Finding[] {
  const counted = program.map((conduct) => ({ conduct, own: rule.count(conduct, settings) }));
  const tested = counted.flatMap(({ conduct, own }) => {
    const others = counted.filter((other) => other.conduct !== conduct).map((other) => other.own);
    return testRate(conduct, own, others);
  });
  const rates = falseDiscoveryRates(tested.map(({ pValue }) => pValue));
  const shares = quantilesOf(tested.map(({ share }) => share));
  return tested.flatMap((test, index) => {
    const falseDiscoveryRate = rates[index] ?? 1;
    if (falseDiscoveryRate > settings.falseDiscoveryRate || !isEnough(test, settings, rule)) return [];
    const { conduct, own, share, othersShare } = test;
    const concerned = conduct.customers.filter((customer) => rule.concerned(customer, settings));
    return [
      {
        affiliateId: conduct.affiliateId,
        rule: rule.code,
        sign: 'rate',
        subject: conduct.stretch,
        customerIds: concerned.map(({ customerId }) => customerId).toSorted(),
        inputs: { ...own, share, othersShare, falseDiscoveryRate, shares },
      },
    ];
  });
}

function testRate(conduct: Conduct, own: Counted, others: Counted[]): Tested[] {
  const known = others.filter(({ trials }) => trials > 0);
  const trials = known.reduce((sum, other) => sum + other.trials, 0);
  const spread = fitRates(known);
  if (own.trials === 0 || known.length < LEAST_OTHERS || trials < LEAST_OTHER_TRIALS || !spread) return [];
  const othersShare = known.reduce((sum, { hits }) => sum + hits, 0) / trials;
  return [{ conduct, own, share: own.hits / own.trials, othersShare, pValue: upperTail(own, spread) }];
}

function isEnough({ own, share, othersShare }: Tested, settings: FraudSettings, rule: RateRule): boolean {
  const { thresholds } = settings.rules[rule.code];
  const limit = (name: string) => threshold(settings, rule.code, name);
  const isKnown = own[rule.least.of] >= limit(rule.least.name);
  const isLarge = !('minShare' in thresholds) || share >= limit('minShare');
  const isLifted = !('minLift' in thresholds) || share >= limit('minLift') * othersShare;
  return isKnown && isLarge && isLifted;
}
