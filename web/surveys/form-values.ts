import type { UseFormReturnType } from '@mantine/form';
import type { TFunction } from 'i18next';
import type { Language, SurveyKind, SurveyRow } from './queries.ts';

export interface Words {
  isSpoken: boolean;
  question: string;
  followUp: string;
  thanks: string;
}

/** What the fields hold; an empty number field is an empty text. */
export interface FormValues extends Record<string, unknown> {
  name: string;
  kind: SurveyKind;
  words: Record<Language, Words>;
  stages: SurveyRow['stages'];
  samplingPercent: number | string;
  restDays: number | string;
  openDays: number | string;
  reminderDays: number | string;
  repeatDays: number | string;
  nextWaveOn: string | null;
  taskDays: number | string;
  promotersPerMonth: number | string;
}

export type SurveyFormOf = UseFormReturnType<FormValues>;

/** What a new survey of a kind usually asks. */
export function usualWords(t: TFunction, kind: SurveyKind, language: Language): Words {
  return {
    isSpoken: true,
    question: t(`surveys:usual.question.${kind}.${language}`),
    followUp: t(`surveys:usual.followUp.${language}`),
    thanks: t(`surveys:usual.thanks.${language}`),
  };
}

export function valuesOf(survey: SurveyRow | null, t: TFunction): FormValues {
  if (!survey)
    return {
      ...{ name: '', kind: 'nps', stages: ['customer'], samplingPercent: 100, restDays: 90, openDays: 21 },
      words: { en: usualWords(t, 'nps', 'en'), th: usualWords(t, 'nps', 'th') },
      ...{ reminderDays: 7, repeatDays: '', nextWaveOn: null, taskDays: 2, promotersPerMonth: 20 },
    };
  const { name, kind, stages, samplingPercent, restDays, openDays, nextWaveOn, taskDays } = survey;
  const wordsIn = (language: Language): Words => {
    const said = survey.texts[language];
    return said ? { isSpoken: true, ...said } : { ...usualWords(t, kind, language), isSpoken: false };
  };
  return {
    ...{ name, kind, stages, samplingPercent, restDays, openDays, nextWaveOn, taskDays },
    words: { en: wordsIn('en'), th: wordsIn('th') },
    reminderDays: survey.reminderDays ?? '',
    repeatDays: survey.repeatDays ?? '',
    promotersPerMonth: survey.promotersPerMonth,
  };
}

/** As the server takes it. */
export function bodyOf({ words, reminderDays, repeatDays, ...values }: FormValues) {
  const spoken = ({ isSpoken, ...said }: Words) => (isSpoken ? said : null);
  const orNull = (value: number | string) => (value === '' ? null : value);
  return {
    ...values,
    texts: { en: spoken(words.en), th: spoken(words.th) },
    reminderDays: orNull(reminderDays),
    repeatDays: orNull(repeatDays),
  };
}
