import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NoData } from '../../ui/money.tsx';
import { Count } from '../../ui/numbers.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import type { PreviewView } from './queries.ts';

type Part = PreviewView['parts'][number];

/** By topic what goes, what is made nameless, what stays, and why. */
export function ErasedParts({ parts }: { parts: Part[] }) {
  const { t } = useTranslation();
  return (
    <SimpleTable
      label={t('privacy:erase.parts')}
      rows={parts}
      rowKey={({ topic }) => topic}
      columns={[
        {
          id: 'topic',
          label: t('privacy:erase.about'),
          isTitle: true,
          cell: ({ topic }) => t(`privacy:part.${topic}`),
        },
        ...(['removed', 'blanked', 'kept'] as const).map((kind) => ({
          id: kind,
          label: t(`privacy:erase.${kind}`),
          align: 'right' as const,
          cell: (part: Part) => <Count value={part[kind]} />,
        })),
        {
          id: 'reasons',
          label: t('privacy:erase.because'),
          cell: ({ reasons }) =>
            reasons.length === 0 ? (
              <NoData />
            ) : (
              <Text size="xs">{reasons.map((reason) => t(`privacy:reason.${reason}`)).join(' · ')}</Text>
            ),
        },
      ]}
    />
  );
}
