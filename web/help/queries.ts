import { queryOptions } from '@tanstack/react-query';
import { guideOf, type Section } from './guide.ts';

/** The guide in the reader's language; English stands where something is not translated. */
export const guideQuery = (language: string) =>
  queryOptions({
    queryKey: ['guide', language],
    queryFn: (): Promise<Section[]> => loadGuide(language),
    staleTime: Number.POSITIVE_INFINITY,
  });

async function loadGuide(language: string): Promise<Section[]> {
  const english = await import('./guide-en.ts');
  if (language !== 'th') return guideOf(english.pages);
  return guideOf(english.pages, (await import('./guide-th.ts')).pages);
}
