import { Alert, Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { readerLocale } from '../../ui/format.ts';
import { Count } from '../../ui/numbers.tsx';
import type { Forecast, RunFile } from './queries.ts';

const KINDS = ['created', 'updated', 'unchanged', 'failed'] as const;

interface OutcomeProps {
  title: string;
  counts: RunFile['counts'];
  /** The first rows that were not taken. */
  faults: RunFile['faults'];
  /** What the dry run found of rows that tell the same record again. */
  repeats?: Forecast['repeats'];
  /** What is wrong with the file as a whole. */
  fault?: string;
}

/** How many rows became what, and why some did not. */
export function Outcome({ title, counts, faults, repeats, fault }: OutcomeProps) {
  const { t, i18n } = useTranslation();
  return (
    <div>
      <Text size="xs" c="dimmed" fw={500}>
        {title}
      </Text>
      <Group gap="xl" my={4}>
        {KINDS.map((kind) => (
          <div key={kind}>
            <Text fz="lg" fw={620} c={kind === 'failed' && counts.failed > 0 ? 'var(--fall)' : undefined}>
              <Count value={counts[kind]} />
            </Text>
            <Text size="xs" c="dimmed">
              {t(`importing:count.${kind}`)}
            </Text>
          </div>
        ))}
      </Group>
      {repeats && (
        <Text size="sm" c="dimmed">
          {t('importing:repeats', {
            count: repeats.count,
            columns: new Intl.ListFormat(readerLocale(i18n.language)).format(repeats.columnNames),
          })}
        </Text>
      )}
      {fault && <Alert color="red">{fault}</Alert>}
      {faults.length > 0 && (
        <List size="sm" spacing={2} mt="xs">
          {faults.map(({ line, columnName, text }) => (
            <List.Item key={`${line}-${columnName}-${text}`}>
              <Text span inherit c="dimmed" className="figures">
                {t('importing:line', { line })}
                {columnName ? `, ${columnName}: ` : ': '}
              </Text>
              {text}
            </List.Item>
          ))}
        </List>
      )}
    </div>
  );
}
