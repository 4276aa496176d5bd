import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ACTOR_KINDS, AUDIT_WHATS } from '../../server/workspace/audit-log/rules.ts';
import type { AuditFilters } from '../../server/workspace/audit-log/schema.ts';
import { DayField } from '../ui/day-field.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { membersQuery } from './queries.ts';

interface AuditFilterBarProps {
  values: Partial<Record<keyof AuditFilters, string>>;
  onChange(changed: Record<string, string | undefined>): void;
}

/** Words, kinds of acts, who, and when; and the log as a file. */
export function AuditFilterBar({ values, onChange }: AuditFilterBarProps) {
  const { t } = useTranslation();
  const members = useQuery(membersQuery).data?.data ?? [];
  const day = (name: 'from' | 'to') => (
    <DayField
      aria-label={t(`settings:audit.filter.${name}`)}
      placeholder={t(`settings:audit.filter.${name}`)}
      value={values[name] ?? null}
      onChange={(value) => onChange({ [name]: value ?? undefined })}
      clearable
      size="xs"
      w={130}
    />
  );
  return (
    <FilterBar
      values={values}
      onChange={onChange}
      filters={[
        { kind: 'text', name: 'q', label: t('settings:audit.filter.q') },
        {
          ...{ kind: 'choice', name: 'what', label: t('settings:audit.action') },
          options: AUDIT_WHATS.map((value) => ({ value, label: t(`settings:audit.what.${value}`) })),
        },
        {
          ...{ kind: 'choice', name: 'actorId', label: t('settings:audit.actor') },
          options: members.map(({ userId, name }) => ({ value: userId, label: name })),
        },
        {
          ...{ kind: 'choice', name: 'actorKind', label: t('settings:audit.filter.actorKind') },
          options: ACTOR_KINDS.map((value) => ({ value, label: t(`settings:audit.by.${value}`) })),
        },
      ]}
      more={
        <>
          {day('from')}
          {day('to')}
          {values.objectId && (
            <Badge variant="light" tt="none">
              {t('settings:audit.filter.oneRecord')}
            </Badge>
          )}
        </>
      }
      moreNames={['from', 'to', 'objectId', 'objectType']}
    >
      <ExportMenu list="audit-entries" query={values} />
    </FilterBar>
  );
}
