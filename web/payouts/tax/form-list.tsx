import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { downloadAddress } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import type { Tax } from './queries.ts';

/** The forms that are kept; for those who may, as files. */
export function FormList({ forms, path }: { forms: Tax['forms']; path: string }) {
  const { t } = useTranslation();
  const can = useCan();
  if (forms.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('tax:form.none')}
      </Text>
    );
  }
  return (
    <Stack gap={4}>
      {forms.map((form) => (
        <Group key={form.id} justify="space-between" gap="xs">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t(`tax:form.${form.kind}`)}: {form.fileName}
          </Text>
          <Group gap="xs">
            <Text size="xs" c="dimmed" component="div">
              {form.uploadedByName}, <DateTime at={form.uploadedAt} />
            </Text>
            {can('tax.read') && (
              <Anchor
                size="sm"
                href={downloadAddress(`${path}-forms/${form.id}`)}
                download
                aria-label={t('tax:form.download', { name: form.fileName })}
              >
                {t('tax:form.open')}
              </Anchor>
            )}
          </Group>
        </Group>
      ))}
    </Stack>
  );
}
