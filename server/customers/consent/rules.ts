import { CHANNELS, type Channel, EVERYTHING, PURPOSES } from './kinds.ts';
import type { Consent, ConsentState, PreferenceChoices } from './schema.ts';

/**
 * What holds now, of everything that was ever said: for a purpose the newest that names it or everything, and of two at
 * the same moment the refusal. The order in which it was told does not matter.
 */
export function statesOf(said: readonly Consent[]): ConsentState[] {
  return CHANNELS.flatMap((channel) =>
    PURPOSES.map((purpose) => {
      const about = said.filter(
        (one) => one.channel === channel && (one.purpose === purpose || one.purpose === EVERYTHING),
      );
      const because = about.toSorted(newestAndStrictestFirst)[0] ?? null;
      return { purpose, channel, isGranted: because?.isGranted ?? null, because };
    }),
  );
}

function newestAndStrictestFirst(one: Consent, other: Consent): number {
  const byTime = other.at.getTime() - one.at.getTime();
  if (byTime !== 0) return byTime;
  if (one.isGranted !== other.isGranted) return one.isGranted ? 1 : -1;
  return one.id < other.id ? -1 : 1;
}

/**
 * What two people who become one have refused, though by the newest word alone it would be agreed to: the stricter of
 * the two holds, until they say something new.
 */
export function refusalsOfMerge(
  one: readonly Consent[],
  other: readonly Consent[],
): Pick<ConsentState, 'purpose' | 'channel'>[] {
  const sides = [statesOf(one), statesOf(other)];
  return statesOf([...one, ...other]).flatMap(({ purpose, channel, isGranted }) => {
    const isRefused = sides.some((side) =>
      side.some(
        (state) => state.purpose === purpose && state.channel === channel && state.isGranted === false,
      ),
    );
    return isGranted === true && isRefused ? [{ purpose, channel }] : [];
  });
}

/** What of somebody's choices is new: what they had said already is not said again. */
export function newWordsOf(
  said: readonly Consent[],
  channel: Channel,
  { choices, nothing }: PreferenceChoices,
): Pick<Consent, 'purpose' | 'isGranted'>[] {
  const states = statesOf(said).filter((state) => state.channel === channel);
  if (nothing) {
    const isSaid = states.every(({ isGranted, because }) => !isGranted && because?.purpose === EVERYTHING);
    return isSaid ? [] : [{ purpose: EVERYTHING, isGranted: false }];
  }
  return states.flatMap(({ purpose, isGranted: held }) => {
    const isGranted = choices[purpose];
    return isGranted === undefined || isGranted === held ? [] : [{ purpose, isGranted }];
  });
}

/** `a…@example.com`: enough to know one's own address by. */
export function maskedAddress(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  return `${name.slice(0, 1)}…@${domain}`;
}
