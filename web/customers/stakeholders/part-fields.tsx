import { Select, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ATTITUDES, LEVELS } from '../../../server/customers/deals/kinds.ts';
import type { Stakeholder, StandingTo } from './stakeholder.ts';

const ROLES = ['champion', 'influencer', 'decision_maker', 'user', 'blocker'] as const;
export type Part = 'role' | 'influence' | 'attitude' | 'strength';

interface PartFieldsProps {
  person: Stakeholder;
  to: StandingTo;
  isReadOnly: boolean;
  onChange(part: Partial<Record<Part, string | null>>): void;
}

/** Somebody’s part, changed on the spot. */
export function PartFields({ person, to, isReadOnly, onChange }: PartFieldsProps) {
  const { t } = useTranslation();
  const name = person.name ?? person.email ?? '–';
  const choice = (part: Part, values: readonly string[], say: (value: string) => string) => (
    <Select
      size="xs"
      aria-label={t('people:part.of', { part: t(`people:part.${part}`), name })}
      placeholder={t(`people:part.${part}`)}
      data={values.map((value) => ({ value, label: say(value) }))}
      value={person[part]}
      disabled={isReadOnly}
      clearable
      onChange={(value) => onChange({ [part]: value })}
    />
  );
  return (
    <SimpleGrid type="container" cols={{ base: 2, '32rem': 4 }} spacing={6} verticalSpacing={6}>
      {choice('role', ROLES, (value) => t(`customers:role.${value}`))}
      {choice('influence', LEVELS, (value) => t(`people:part.influenceOf.${value}`))}
      {choice('attitude', ATTITUDES, (value) => t(`people:part.${to}.${value}`))}
      {person.role === 'champion' &&
        choice('strength', LEVELS, (value) => t(`people:part.strengthOf.${value}`))}
    </SimpleGrid>
  );
}
