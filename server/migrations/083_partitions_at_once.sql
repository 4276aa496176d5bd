-- Two writers that need the same new month make it once: the second waits for the first and finds it there.
create or replace function core.ensure_month_partitions(parent regclass, first_month date, months_ahead integer)
returns void language plpgsql as $$
declare
  month_start date := date_trunc('month', first_month)::date;
  last_start date := (date_trunc('month', first_month) + make_interval(months => months_ahead))::date;
  partition_name text;
begin
  while month_start <= last_start loop
    partition_name := format('%s_%s', parent::text, to_char(month_start, 'YYYYMM'));
    if to_regclass(partition_name) is null then
      perform pg_advisory_xact_lock(hashtextextended('partitions of ' || parent::text, 0));
      -- Whether it is there by now only the attempt tells: what was looked up before is remembered.
      begin
        execute format('create table %s partition of %s for values from (%L) to (%L)',
          partition_name, parent, month_start, (month_start + interval '1 month')::date);
      exception when duplicate_table then null;
      end;
    end if;
    month_start := (month_start + interval '1 month')::date;
  end loop;
end $$;
