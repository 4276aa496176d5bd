import { Tooltip } from '@mantine/core';
import { useFormat } from './format.ts';
import { NoData } from './money.tsx';

interface DateTimeProps {
  /** ISO instant or calendar day; null is "no data". */
  at: string | null | undefined;
  form?: 'date' | 'dateTime' | 'ago';
}

/** A point in time in the reader's own form and the workspace's time zone; the other form on hover. */
export function DateTime({ at, form = 'date' }: DateTimeProps) {
  const format = useFormat();
  if (!at) return <NoData />;
  const isDay = at.length === 10;
  const hint = form === 'ago' || isDay ? format.date(at) : format.ago(at);
  return (
    <Tooltip label={form === 'ago' && !isDay ? format.dateTime(at) : hint}>
      <time dateTime={at} className="figures">
        {format[form](at)}
      </time>
    </Tooltip>
  );
}
