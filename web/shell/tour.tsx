import i18next from 'i18next';
import { lazy, Suspense } from 'react';
import { useTourIsOn } from './tour-state.ts';
import { type Locale, speakOfAll } from './words.ts';

const TourGuide = lazy(async () => {
  await speakOfAll(i18next.language as Locale);
  return import('../help/tour-guide.tsx');
});

/** The tour over the screens; its code comes when somebody takes it. */
export function Tour() {
  return useTourIsOn() ? (
    <Suspense>
      <TourGuide />
    </Suspense>
  ) : null;
}
