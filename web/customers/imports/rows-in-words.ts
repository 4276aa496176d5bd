import { useTranslation } from 'react-i18next';
import { readerLocale } from '../../ui/format.ts';
import type { RunFile } from './queries.ts';

export type Counts = RunFile['counts'];

export interface CountedFile {
  objectName: string | null;
  counts: Counts;
}

/** Says what is new by the files: "500 accounts, 5,000 subscriptions, and 2,000 tickets"; empty when nothing. */
export function useRowsInWords(): (files: CountedFile[]) => string {
  const { t, i18n } = useTranslation();
  return (files) => {
    const rows = new Map<string, number>();
    for (const { objectName, counts } of files) {
      const known = rows.get(objectName ?? '') ?? 0;
      rows.set(objectName ?? '', known + counts.created);
    }
    const told = [...rows].filter(([, count]) => count > 0);
    return new Intl.ListFormat(readerLocale(i18n.language)).format(
      told.map(([name, count]) => t(`importing:rows.${name.replace(/^.*-/, '')}`, { count })),
    );
  };
}

export function sumCounts(files: CountedFile[]): Counts {
  const sum = { created: 0, updated: 0, unchanged: 0, failed: 0 };
  for (const { counts } of files) {
    sum.created += counts.created;
    sum.updated += counts.updated;
    sum.unchanged += counts.unchanged;
    sum.failed += counts.failed;
  }
  return sum;
}
