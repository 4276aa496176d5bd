import { Group, Progress, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Share } from '../ui/numbers.tsx';
import type { RankedRow } from './queries.ts';
import classes from './ranking.module.css';

interface FactorInputsProps {
  name: string;
  factor: RankedRow['factors']['willingness'];
}

/** What a factor is made of: each input, what was seen, and how much it counts. */
export function FactorInputs({ name, factor }: FactorInputsProps) {
  const { t } = useTranslation();
  const place = Math.round(factor.value * 100);
  return (
    <section>
      <Group justify="space-between" mb={4}>
        <Title order={3}>{name}</Title>
        <Text size="sm" className="figures">
          {t('ranking:betterThan', { place })}
        </Text>
      </Group>
      <Progress value={place} size="sm" aria-label={t('ranking:factorPlace', { name, place })} />
      <Table fz="xs" verticalSpacing={4} horizontalSpacing={0} mt={6} className={classes.inputs}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('ranking:input.what')}</Table.Th>
            <Table.Th>{t('ranking:input.seen')}</Table.Th>
            <Table.Th ta="right">{t('ranking:input.share')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {factor.inputs.map(({ input, label, text, isKnown, share }) => (
            <Table.Tr key={input}>
              <Table.Td>{label}</Table.Td>
              <Table.Td c={isKnown ? undefined : 'dimmed'}>{text}</Table.Td>
              <Table.Td ta="right">
                <Share share={share} fractionDigits={0} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
