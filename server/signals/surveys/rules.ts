import { createHash } from 'node:crypto';
import type { FieldError } from '../../core/problem.ts';
import { netPromoterScore, wilsonInterval } from '../rules/satisfaction.ts';
import { SCALES } from '../rules/scales.ts';
import type { SurveyKind } from '../schema/inputs.ts';
import type {
  LeftOut,
  NewSurvey,
  Segment,
  SurveyLanguage,
  SurveyWords,
  WaveScore,
} from '../schema/survey.ts';

const DRAW_STEPS = 2 ** 32;
const HUNDRED = 100;
/** Of fewer, nobody can say whether they differ. */
const MIN_ASKED = 10;
const MIN_ANSWERS = 30;

/** Whether the draw takes this person: the same for the same seed, whoever else is there and in whatever order. */
export function isDrawn(seed: string, personId: string, percent: number): boolean {
  const drawn = createHash('sha256').update(`${seed} ${personId}`).digest().readUInt32BE(0);
  return drawn / DRAW_STEPS < percent / HUNDRED;
}

/** The language that somebody is asked in: as they said, or their country's, or else the company's. */
export function languageOf(
  person: { language: string | null; country: string | null },
  companyLocale: string,
): SurveyLanguage {
  const said = person.language?.toLowerCase();
  if (said?.startsWith('th')) return 'th';
  if (said?.startsWith('en')) return 'en';
  if (person.country) return /^(th|thailand)$/i.test(person.country.trim()) ? 'th' : 'en';
  return companyLocale.startsWith('th') ? 'th' : 'en';
}

type Texts = Record<SurveyLanguage, SurveyWords | null>;

/** A survey without words in that language is asked in the one it has. */
export function spokenLanguage(texts: Texts, wanted: SurveyLanguage): SurveyLanguage {
  if (texts[wanted]) return wanted;
  return wanted === 'th' ? 'en' : 'th';
}

/** What is wrong with a survey as a whole. */
export function findSurveyErrors(
  survey: Pick<NewSurvey, 'reminderDays' | 'openDays' | 'repeatDays'>,
): FieldError[] {
  const { reminderDays, openDays, repeatDays } = survey;
  const errors: FieldError[] = [];
  if (reminderDays !== null && reminderDays >= openDays)
    errors.push({ path: 'reminderDays', message: 'must come before the wave closes' });
  if (repeatDays !== null && repeatDays < openDays)
    errors.push({ path: 'repeatDays', message: 'must not be shorter than a wave is open' });
  return errors;
}

interface Candidate {
  personId: string;
  email: string;
}

/** Who of the candidates is asked, and how many are not, by the first reason that holds. */
export function chooseAsked<Person extends Candidate>(
  candidates: Person[],
  known: {
    seed: string;
    samplingPercent: number;
    refusing: ReadonlySet<string>;
    undeliverable: ReadonlySet<string>;
    resting: ReadonlySet<string>;
  },
): { asked: Person[]; leftOut: LeftOut } {
  const leftOut: LeftOut = { sampledOut: 0, refused: 0, undeliverable: 0, resting: 0 };
  const asked = candidates.filter(({ personId, email }) => {
    const reason = known.refusing.has(personId)
      ? 'refused'
      : known.undeliverable.has(email)
        ? 'undeliverable'
        : known.resting.has(personId)
          ? 'resting'
          : isDrawn(known.seed, personId, known.samplingPercent)
            ? null
            : 'sampledOut';
    if (reason) leftOut[reason] += 1;
    return reason === null;
  });
  return { asked, leftOut };
}

/** The score of a wave with its 95 % interval; null without an answer. */
export function waveScore(
  kind: SurveyKind,
  scores: { score: number; count: number }[],
): (typeof WaveScore)['_output'] | null {
  const { unhappyTo, gladFrom } = SCALES[kind];
  const sum = (fits: (score: number) => boolean) =>
    scores.reduce((total, { score, count }) => total + (fits(score) ? count : 0), 0);
  const count = sum(() => true);
  const glad = sum((score) => score >= gladFrom);
  if (kind === 'nps') {
    const detractors = sum((score) => score <= unhappyTo);
    const nps = netPromoterScore({ promoters: glad, detractors, passives: count - glad - detractors });
    if (!nps) return null;
    const { score: value, margin, isSmall } = nps;
    return {
      value,
      low: Math.max(-HUNDRED, value - margin),
      high: Math.min(HUNDRED, value + margin),
      count,
      isSmall,
    };
  }
  const interval = wilsonInterval(glad, count);
  if (!interval) return null;
  const { low, high } = interval;
  return {
    ...{ value: (HUNDRED * glad) / count, low: HUNDRED * low, high: HUNDRED * high },
    ...{ count, isSmall: count < MIN_ANSWERS },
  };
}

type CountedSegment = Pick<Segment, 'by' | 'value' | 'askedCount' | 'answeredCount'>;

/**
 * How each part of those who were asked answered, against all. A part differs when the rate of all lies outside its
 * own 95 % interval (Wilson) and it is large enough to say so.
 */
export function segmentsOf(counted: CountedSegment[], all: { asked: number; answered: number }): Segment[] {
  const overall = all.asked === 0 ? 0 : all.answered / all.asked;
  // A part that is all of them tells nothing.
  const parts = counted.filter(({ askedCount }) => askedCount < all.asked);
  return parts.map((segment) => {
    const { askedCount, answeredCount } = segment;
    const interval = wilsonInterval(answeredCount, askedCount) ?? { low: 0, high: 1 };
    const isLargeEnough = askedCount >= MIN_ASKED;
    const side =
      interval.low > overall ? ('more' as const) : interval.high < overall ? ('less' as const) : null;
    return {
      ...segment,
      response: { rate: askedCount === 0 ? 0 : answeredCount / askedCount, ...interval },
      askedShare: all.asked === 0 ? 0 : askedCount / all.asked,
      answeredShare: all.answered === 0 ? 0 : answeredCount / all.answered,
      differs: isLargeEnough ? side : null,
    };
  });
}
