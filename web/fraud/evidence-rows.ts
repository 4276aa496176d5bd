import type { TFunction } from 'i18next';

type Row = { place: string; own: number | null; others: number | null };
type Values = Record<string, unknown>;

interface LagBar {
  untilMinutes: number | null;
  own: number;
  others: number;
}

/** The bars of the program's rates, from the lowest to the highest, as the server takes them. */
const PLACES = [
  'lowest',
  { below: 0.1 },
  { below: 0.25 },
  'middle',
  { below: 0.75 },
  { below: 0.9 },
  'highest',
] as const;

/** Times to convert, this affiliate's beside the others'; null where the finding is about something else. */
export function lagRows(
  { lags }: Values,
  t: TFunction,
  number: (value: number, options?: Intl.NumberFormatOptions) => string,
): Row[] | null {
  if (!Array.isArray(lags)) return null;
  return (lags as LagBar[]).map(({ untilMinutes, own, others }) => ({
    place:
      untilMinutes === null
        ? t('fraud:chart.longer')
        : t('fraud:chart.until', { time: number(...inUnits(untilMinutes)) }),
    ...{ own, others },
  }));
}

function inUnits(minutes: number): [number, Intl.NumberFormatOptions] {
  const [unit, size] = minutes >= 1_440 ? ['day', 1_440] : minutes >= 60 ? ['hour', 60] : ['minute', 1];
  return [minutes / Number(size), { style: 'unit', unit: String(unit), unitDisplay: 'short' }];
}

/** This affiliate's rate after the others' from the lowest to the highest; null for other findings. */
export function rateRows(
  { shares, share }: Values,
  t: TFunction,
  percent: (value: number, digits?: number) => string,
): Row[] | null {
  if (!Array.isArray(shares) || typeof share !== 'number') return null;
  const others = PLACES.map((place, index) => ({
    place:
      typeof place === 'string'
        ? t(`fraud:chart.${place}`)
        : t('fraud:chart.quantile', { share: percent(place.below, 0) }),
    own: null,
    others: Number(shares[index] ?? 0),
  }));
  return [...others, { place: t('fraud:chart.own'), own: share, others: null }];
}
