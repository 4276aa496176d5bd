import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Run } from './queries.ts';
import { sumCounts, useRowsInWords } from './rows-in-words.ts';

/** What the import would do, in one verdict over all files: for who does not want to add up the figures below. */
export function Verdict({ run }: { run: Run }) {
  const { t } = useTranslation();
  const inWords = useRowsInWords();
  const forecasts = run.dryRun?.files ?? [];
  const files = run.files.flatMap(({ id, name, objectName }) =>
    forecasts.filter(({ fileId }) => fileId === id).map((forecast) => ({ ...forecast, name, objectName })),
  );
  const what = inWords(files);
  const { updated, unchanged, failed } = sumCounts(files);
  const [first] = files.flatMap(({ name, faults }) => faults.map((fault) => ({ name, ...fault })));
  const stops = files.flatMap(({ name, fileFault }) =>
    fileFault ? t('importing:verdict.stops', { name, reason: fileFault.text }) : [],
  );
  const hasNews = what !== '' || updated > 0;
  const hasGood = hasNews || unchanged > 0;
  const sentences = [
    ...stops,
    failed > 0 &&
      first &&
      t(hasGood ? 'importing:verdict.leftOut' : 'importing:verdict.allLeftOut', {
        count: failed,
        place: t(first.columnName ? 'importing:verdict.placeInColumn' : 'importing:verdict.place', {
          name: first.name,
          line: first.line,
          column: first.columnName,
        }),
        reason: first.text,
      }),
    what !== '' &&
      t(`importing:verdict.${stops.length > 0 ? 'before' : failed > 0 ? 'rest' : 'everything'}`, { what }),
    updated > 0 && t('importing:verdict.updated', { count: updated }),
    !hasNews && unchanged > 0 && t('importing:verdict.nothing'),
    hasNews && unchanged > 0 && t('importing:cameIn.known', { count: unchanged }),
    files.some(({ isWhole, fileFault }) => !isWhole && !fileFault) && t('importing:verdict.part'),
  ];
  const color = stops.length > 0 || !hasGood ? 'red' : failed > 0 ? 'yellow' : 'teal';
  return (
    <Alert color={color} role="status">
      {sentences.filter(Boolean).join(' ')}
    </Alert>
  );
}
