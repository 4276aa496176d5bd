import { LOCALES, words } from '../../core/words.ts';
import { NewPlaybook, type PlaybookStep, type Purpose } from '../schema.ts';

type Plan = Omit<NewPlaybook['definition'], 'steps'> & { steps: PlannedStep[] };
/** Its title, its note and the words of its mail stand in the catalog, under its name. */
type PlannedStep = { name: string; offsetDays: number; waitsForPrevious?: boolean; dueDays?: number } & (
  | { kind: 'task'; priority?: 'high' }
  | { kind: 'mail'; isAutomatic: boolean; toRoles?: ('champion' | 'decision_maker')[]; purpose?: 'program' }
);

const USUAL = { maxStartsPerDay: 20, restDays: 90, holdoutPercent: 0 };
const LOST = { stage: ['churned' as const] };

/** What such playbooks usually are; the numbers are to be changed by who knows the business. */
const PLANS: Record<Exclude<Purpose, 'other'>, Plan> = {
  rescue: {
    ...{ ...USUAL, entry: { stage: ['customer'], healthBand: ['poor'] }, exit: LOST, maxDays: 60 },
    success: { account: { stage: ['customer'], healthBand: ['good', 'average'] } },
    steps: [
      { name: 'understand', kind: 'task', offsetDays: 0, dueDays: 1, priority: 'high' },
      { name: 'call', kind: 'task', offsetDays: 0, dueDays: 3, priority: 'high', waitsForPrevious: true },
      { name: 'plan', kind: 'task', offsetDays: 3, dueDays: 4, waitsForPrevious: true },
      { name: 'check', kind: 'task', offsetDays: 21, dueDays: 3, waitsForPrevious: true },
    ],
  },
  onboarding: {
    ...{ ...USUAL, entry: { stage: ['customer'], isOnboarded: false, signedUpWithinDays: 30 } },
    ...{ restDays: null, exit: LOST, maxDays: 60, success: { account: { isOnboarded: true } } },
    steps: [
      { name: 'welcome', kind: 'mail', offsetDays: 0, isAutomatic: true },
      { name: 'kickoff', kind: 'task', offsetDays: 1, dueDays: 3, priority: 'high' },
      { name: 'firstUse', kind: 'task', offsetDays: 10, dueDays: 3, waitsForPrevious: true },
      { name: 'review', kind: 'task', offsetDays: 30, dueDays: 5, waitsForPrevious: true },
    ],
  },
  after_sale: {
    ...{ ...USUAL, entry: { boughtWithinDays: 14 }, restDays: null, exit: LOST, maxDays: 120 },
    success: { account: { boughtBeforeDays: 95, healthBand: ['good', 'average'] } },
    steps: [
      { name: 'start', kind: 'task', offsetDays: 3, dueDays: 2 },
      { name: 'fit', kind: 'task', offsetDays: 14, dueDays: 3 },
      { name: 'month', kind: 'task', offsetDays: 30, dueDays: 5 },
      { name: 'quarter', kind: 'task', offsetDays: 90, dueDays: 5 },
    ],
  },
  renewal: {
    ...{ ...USUAL, entry: { stage: ['customer'], renewsWithinDays: 90 }, exit: LOST, maxDays: 120 },
    success: { isRenewed: true },
    steps: [
      { name: 'value', kind: 'task', offsetDays: 0, dueDays: 10 },
      { name: 'talk', kind: 'task', offsetDays: 15, dueDays: 10, waitsForPrevious: true },
      { name: 'reminder', kind: 'mail', offsetDays: 60, isAutomatic: true, toRoles: ['decision_maker'] },
      { name: 'close', kind: 'task', offsetDays: 70, dueDays: 10, priority: 'high' },
    ],
  },
  expansion: {
    ...{ ...USUAL, exit: { stage: ['churned'] }, maxDays: 90 },
    entry: { stage: ['customer'], healthBand: ['good'], minSeatShare: 0.9 },
    success: { mrrGrownPercent: 5 },
    steps: [
      { name: 'need', kind: 'task', offsetDays: 0, dueDays: 5 },
      { name: 'offer', kind: 'task', offsetDays: 5, dueDays: 7, waitsForPrevious: true },
    ],
  },
  advocacy: {
    ...{ ...USUAL, restDays: 180, exit: { stage: ['churned', 'lead', 'trial'] }, maxDays: 45 },
    entry: { stage: ['customer'], isAffiliate: false, feeling: 'happyUsing', minAdvocacyScore: 50 },
    success: { account: { isAffiliate: true } },
    steps: [
      {
        name: 'thank',
        kind: 'mail',
        offsetDays: 0,
        isAutomatic: false,
        toRoles: ['champion'],
        purpose: 'program',
      },
      { name: 'ask', kind: 'task', offsetDays: 3, dueDays: 7, waitsForPrevious: true },
      { name: 'equip', kind: 'task', offsetDays: 14, dueDays: 7, waitsForPrevious: true },
    ],
  },
};

/** The playbooks that most companies need, as drafts in the reader's language; mails in every language we speak. */
export function presetPlaybooks(locale: string): NewPlaybook[] {
  return Object.entries(PLANS).map(([purpose, plan]) =>
    NewPlaybook.parse({
      name: words(locale, `playbooks:preset.${purpose}.name`),
      purpose,
      definition: { ...plan, steps: plan.steps.map((step) => toStep(locale, purpose, step)) },
    }),
  );
}

function toStep(locale: string, purpose: string, { name, ...step }: PlannedStep): unknown {
  const key = `playbooks:preset.${purpose}.${name}`;
  const title = words(locale, `${key}.title`);
  if (step.kind === 'task') return { ...step, title, note: words(locale, `${key}.note`) };
  const texts = Object.fromEntries(
    LOCALES.map((spoken) => [
      spoken,
      { subject: raw(spoken, `${key}.subject`), text: raw(spoken, `${key}.text`) },
    ]),
  );
  return { toRoles: [], ...step, title, texts } satisfies Partial<PlaybookStep> & object;
}

/** With its placeholders still in it. */
function raw(locale: string, key: string): string {
  return words(locale, key, { skipInterpolation: true });
}
