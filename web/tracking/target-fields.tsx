import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  MultiSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { randomId } from '@mantine/hooks';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TargetInput } from '../../server/tracking/schema/link.ts';
import { useSession } from '../shell/session.ts';
import { useCountries } from '../ui/countries.ts';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import type { CapValue } from './cap-fields.tsx';
import { useTargetFigures } from './queries.ts';

/** A destination in the form; its fields stay its own when others are removed. */
export type KeyedTarget = TargetInput & { key: string };

/** What the form of a link holds. */
export type LinkValues = {
  destinationUrl: string;
  targets: KeyedTarget[];
  /** `YYYY-MM-DD`, or empty. */
  lastDay: string;
  expiredUrl: string;
  clicksPerDay: CapValue;
  clicksPerMonth: CapValue;
  asksPassword: boolean;
  /** A new one; empty keeps the one that is there. */
  password: string;
};

const DEVICES = ['desktop', 'mobile', 'tablet'] as const;
const NEW_TARGET: TargetInput = { url: '', countries: [], devices: [], weight: 1 };

export function withKey(target: TargetInput): KeyedTarget {
  return { ...target, key: randomId() };
}

interface TargetFieldsProps {
  form: UseFormReturnType<LinkValues>;
  linkId: string;
}

/** The places that a link leads to, in the order in which they are looked through, with what came of each. */
export function TargetFields({ form, linkId }: TargetFieldsProps) {
  const { t } = useTranslation();
  const { targets } = form.values;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {t('tracking:targets.title')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('tracking:targets.hint')}
      </Text>
      {targets.map((target, index) => (
        <TargetRow key={target.key} form={form} index={index} linkId={linkId} />
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        onClick={() => form.insertListItem('targets', withKey(NEW_TARGET))}
      >
        {t('tracking:targets.add')}
      </Button>
    </Stack>
  );
}

function TargetRow({ form, index, linkId }: TargetFieldsProps & { index: number }) {
  const { t } = useTranslation();
  const countries = useCountries();
  const target = form.values.targets[index] ?? NEW_TARGET;
  const isForEverybody = target.countries.length === 0 && target.devices.length === 0;
  return (
    <Fieldset p="sm" aria-label={t('tracking:targets.number', { number: index + 1 })}>
      <Stack gap="xs">
        <Group wrap="nowrap" align="flex-end">
          <TextInput
            label={t('tracking:targets.url')}
            placeholder="https://"
            required
            flex={1}
            {...form.getInputProps(`targets.${index}.url`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('tracking:targets.remove', { number: index + 1 })}
            onClick={() => form.removeListItem('targets', index)}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
        <MultiSelect
          label={t('tracking:targets.countries')}
          placeholder={target.countries.length === 0 ? t('tracking:targets.everywhere') : ''}
          data={countries}
          searchable
          clearable
          {...form.getInputProps(`targets.${index}.countries`)}
        />
        <MultiSelect
          label={t('tracking:targets.devices')}
          placeholder={target.devices.length === 0 ? t('tracking:targets.everyDevice') : ''}
          data={DEVICES.map((value) => ({ value, label: t(`tracking:device.${value}`) }))}
          clearable
          {...form.getInputProps(`targets.${index}.devices`)}
        />
        {isForEverybody && (
          <NumberInput
            label={t('tracking:targets.weight')}
            description={t('tracking:targets.weightHint')}
            min={1}
            max={1_000}
            allowDecimal={false}
            {...form.getInputProps(`targets.${index}.weight`)}
          />
        )}
        {target.id && <Outcome linkId={linkId} targetId={target.id} />}
      </Stack>
    </Fieldset>
  );
}

function Outcome({ linkId, targetId }: { linkId: string; targetId: string }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { currency } = useSession().workspace;
  const figures = useTargetFigures(linkId);
  if (!figures.data) return null;
  const own = figures.data.data.find((each) => each.targetId === targetId);
  return (
    <Text size="xs" c="dimmed">
      {t('tracking:targets.outcome', {
        clicks: number(own?.clicks ?? 0),
        customers: number(own?.customers ?? 0),
      })}{' '}
      <Money amountMinor={own?.revenueMinor ?? 0} currency={currency} />
    </Text>
  );
}
