import {
  ActionIcon,
  Button,
  Group,
  Menu,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Text,
} from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../shell/session.ts';
import { MinorInput } from '../ui/minor-input.tsx';
import {
  CRITERIA,
  CRITERION_NAMES,
  type CriterionName,
  type Option,
  useCriterionOptions,
  usualValue,
} from './criteria-kinds.ts';
import type { Criteria } from './queries.ts';

const PERCENT = 100;

interface CriteriaFieldsProps {
  value: Criteria;
  onChange(value: Criteria): void;
  /** What the server says of a condition, by its name. */
  errorOf?(name: string): ReactNode;
  /** Shown while there is no condition. */
  none: string;
}

/** Conditions that must all hold of an account: some are added, each is set, and taken away. */
export function CriteriaFields({ value, onChange, errorOf, none }: CriteriaFieldsProps) {
  const { t } = useTranslation();
  const optionsOf = useCriterionOptions();
  const names = CRITERION_NAMES.filter((name) => value[name] !== undefined);
  const without = (name: CriterionName) => {
    const { [name]: _gone, ...rest } = value;
    return rest;
  };
  return (
    <Stack gap="sm">
      {names.length === 0 && (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      )}
      {names.map((name) => (
        <Group key={name} align="flex-end" gap="xs" wrap="nowrap">
          <div style={{ flex: 1, minWidth: 0 }}>
            <CriterionField
              name={name}
              value={value[name]}
              options={optionsOf(name)}
              onChange={(next) => onChange({ ...value, [name]: next })}
              error={errorOf?.(name)}
            />
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('playbooks:form.removeCondition', { name: t(`playbooks:criterion.${name}`) })}
            onClick={() => onChange(without(name))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <AddCondition
        names={CRITERION_NAMES.filter((name) => value[name] === undefined)}
        onAdd={(name) => onChange({ ...value, [name]: usualValue(name) })}
      />
    </Stack>
  );
}

function AddCondition({ names, onAdd }: { names: CriterionName[]; onAdd(name: CriterionName): void }) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('playbooks:form.addCondition')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {names.map((name) => (
          <Menu.Item key={name} onClick={() => onAdd(name)}>
            {t(`playbooks:criterion.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface FieldProps {
  name: CriterionName;
  value: unknown;
  options: Option[];
  onChange(value: unknown): void;
  error?: ReactNode;
}

function CriterionField({ name, value, options, onChange, error }: FieldProps) {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const kind = CRITERIA[name];
  const label = t(`playbooks:criterion.${name}`);
  if (kind === 'some')
    return (
      <MultiSelect {...{ label, error, onChange }} data={options} value={value as string[]} searchable />
    );
  if (kind === 'one')
    return (
      <Select {...{ label, error, onChange }} data={options} value={value as string} allowDeselect={false} />
    );
  if (kind === 'flag')
    return (
      <Select
        {...{ label, error }}
        data={['true', 'false'].map((flag) => ({
          value: flag,
          label: t(flag === 'true' ? 'playbooks:yes' : 'playbooks:no'),
        }))}
        value={String(value)}
        onChange={(flag) => onChange(flag === 'true')}
        allowDeselect={false}
      />
    );
  if (kind === 'money')
    return (
      <MinorInput
        {...{ label, error }}
        currency={workspace.currency}
        amountMinor={value as number}
        onChange={(amount) => onChange(amount ?? 0)}
      />
    );
  const scale = kind === 'percent' ? PERCENT : 1;
  return (
    <NumberInput
      {...{ label, error }}
      suffix={kind === 'percent' ? ' %' : undefined}
      allowDecimal={kind === 'number'}
      value={Math.round(Number(value) * scale * PERCENT) / PERCENT}
      onChange={(next) => onChange(Number(next) / scale)}
    />
  );
}
